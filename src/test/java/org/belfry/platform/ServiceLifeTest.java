package org.belfry.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.belfry.platform.ServiceLife.Gap;
import org.junit.jupiter.api.Test;

class ServiceLifeTest {

    @Test
    void betweenTwoRunsTheServiceWasDown() {
        var lives = List.of(life("a", 100, 500), life("b", 900, 1000));

        assertThat(ServiceLife.gaps(lives, 0, 1000)).containsExactly(new Gap(500, 900));
    }

    @Test
    void whileAnotherNodeWasUpItWasNotDown() {
        var lives = List.of(life("a", 100, 500), life("b", 400, 1000), life("c", 700, 1000));

        assertThat(ServiceLife.gaps(lives, 0, 1000)).isEmpty();
    }

    @Test
    void aShortRunDoesNotHideThatALongerOneGoesOn() {
        var lives = List.of(life("a", 100, 1000), life("b", 200, 300), life("c", 900, 1000));

        assertThat(ServiceLife.gaps(lives, 0, 1000)).isEmpty();
    }

    @Test
    void aNodeThatSaidSoAMomentAgoIsUp() {
        var lives = List.of(life("a", 100, 1000 - ServiceLife.SILENCE));

        assertThat(ServiceLife.gaps(lives, 0, 1000)).isEmpty();
    }

    @Test
    void aNodeThatWasStoppedIsNotUpForTheSilenceThatOthersAreGiven() {
        var stopped = life("a", 100, 990);
        stopped.stop(990);

        assertThat(ServiceLife.gaps(List.of(stopped, life("b", 995, 1000)), 0, 1000))
                .containsExactly(new Gap(990, 995));
    }

    @Test
    void whatLiesOutsideOfTheTimeAskedForIsLeftOut() {
        var lives = List.of(life("a", 100, 200), life("b", 300, 500), life("c", 900, 1000));

        assertThat(ServiceLife.gaps(lives, 400, 1000)).containsExactly(new Gap(500, 900));
    }

    @Test
    void beforeTheFirstRunNothingIsKnown() {
        assertThat(ServiceLife.gaps(List.of(life("a", 500, 1000)), 0, 1000)).isEmpty();
    }

    private static NodeLife life(String node, long upSince, long seenAt) {
        var life = new NodeLife(node, upSince);
        life.seen(seenAt, 0);
        return life;
    }
}
