package org.belfry.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.belfry.platform.NodeUptime.Downtime;
import org.junit.jupiter.api.Test;

class NodeUptimeTest {

    @Test
    void betweenTwoRunsTheServiceWasDown() {
        var runs = List.of(life("a", 100, 500), life("b", 900, 1000));

        assertThat(NodeUptime.downtimes(runs, 0, 1000)).containsExactly(new Downtime(500, 900));
    }

    @Test
    void whileAnotherNodeWasUpItWasNotDown() {
        var runs = List.of(life("a", 100, 500), life("b", 400, 1000), life("c", 700, 1000));

        assertThat(NodeUptime.downtimes(runs, 0, 1000)).isEmpty();
    }

    @Test
    void aShortRunDoesNotHideThatALongerOneGoesOn() {
        var runs = List.of(life("a", 100, 1000), life("b", 200, 300), life("c", 900, 1000));

        assertThat(NodeUptime.downtimes(runs, 0, 1000)).isEmpty();
    }

    @Test
    void aNodeThatSaidSoAMomentAgoIsUp() {
        var runs = List.of(life("a", 100, 1000 - NodeUptime.SILENCE));

        assertThat(NodeUptime.downtimes(runs, 0, 1000)).isEmpty();
    }

    @Test
    void aNodeThatWasStoppedIsNotUpForTheSilenceThatOthersAreGiven() {
        var stopped = life("a", 100, 990);
        stopped.stop(990);

        assertThat(NodeUptime.downtimes(List.of(stopped, life("b", 995, 1000)), 0, 1000))
                .containsExactly(new Downtime(990, 995));
    }

    @Test
    void whatLiesOutsideOfTheTimeAskedForIsLeftOut() {
        var runs = List.of(life("a", 100, 200), life("b", 300, 500), life("c", 900, 1000));

        assertThat(NodeUptime.downtimes(runs, 400, 1000)).containsExactly(new Downtime(500, 900));
    }

    @Test
    void beforeTheFirstRunNothingIsKnown() {
        assertThat(NodeUptime.downtimes(List.of(life("a", 500, 1000)), 0, 1000)).isEmpty();
    }

    private static NodeRun life(String node, long upSince, long seenAt) {
        var run = new NodeRun(node, upSince);
        run.seen(seenAt, 0);
        return run;
    }
}
