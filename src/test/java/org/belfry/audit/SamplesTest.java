package org.belfry.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.belfry.audit.Samples.Counted;
import org.belfry.audit.Samples.Kind;
import org.junit.jupiter.api.Test;

class SamplesTest {

    private static final long NOW = 1_700_000_000;
    private static final Kind ONE = kind("192.0.2.1");

    private final Samples samples = new Samples();

    private static Kind kind(String address) {
        return new Kind(Actor.anonymous(address), 1, Action.KEY_REFUSED, null, 60);
    }

    @Test
    void theFirstIsRecordedAtOnceAndTheRestOfItsMinuteByOneNumber() {
        samples.add(ONE, NOW);
        assertThat(samples.take(NOW)).containsExactly(new Counted(ONE, 1));
        for (var i = 0; i < 1000; i++) {
            samples.add(ONE, NOW + i % 60);
        }
        assertThat(samples.take(NOW + 59)).isEmpty();
        assertThat(samples.take(NOW + 60)).containsExactly(new Counted(ONE, 1000));
        samples.add(ONE, NOW + 61);
        assertThat(samples.take(NOW + 119)).isEmpty();
        assertThat(samples.take(NOW + 120)).containsExactly(new Counted(ONE, 1));
    }

    @Test
    void whatDoesNotGoOnIsForgottenAndBeginsAgain() {
        samples.add(ONE, NOW);
        samples.take(NOW);
        assertThat(samples.take(NOW + 60)).isEmpty();
        samples.add(ONE, NOW + 61);
        assertThat(samples.take(NOW + 61)).containsExactly(new Counted(ONE, 1));
    }

    @Test
    void eachKindIsCountedForItself() {
        var other = kind("192.0.2.2");
        samples.add(ONE, NOW);
        samples.add(other, NOW);
        samples.add(other, NOW);
        assertThat(samples.take(NOW)).containsExactlyInAnyOrder(new Counted(ONE, 1), new Counted(other, 2));
    }

    @Test
    void howeverManyThereAreTheyTakeNoMoreMemory() {
        for (var i = 0; i < 2 * Samples.MOST; i++) {
            samples.add(kind("address " + i), NOW);
        }
        var taken = samples.take(NOW);
        assertThat(taken).hasSize(Samples.MOST + 1);
        assertThat(taken.stream().mapToLong(Counted::count).sum())
                .as("and none is lost")
                .isEqualTo(2L * Samples.MOST);
    }

    @Test
    void whoFillsUpTheLogOfOneOrganizationHidesNothingInAnother() {
        for (var i = 0; i < 2 * Samples.MOST; i++) {
            samples.add(kind("address " + i), NOW);
        }
        var elsewhere = new Kind(Actor.anonymous("192.0.2.3"), 2, Action.KEY_REFUSED, null, 60);
        samples.add(elsewhere, NOW);
        assertThat(samples.take(NOW)).contains(new Counted(elsewhere, 1));

        assertThat(samples.take(NOW + 60)).as("all have ended").isEmpty();
        samples.add(ONE, NOW + 61);
        assertThat(samples.take(NOW + 61)).as("and make room").containsExactly(new Counted(ONE, 1));
    }

    @Test
    void whatIsForgottenIsNeverRecorded() {
        var other = kind("192.0.2.2");
        samples.add(ONE, NOW);
        samples.add(other, NOW);
        samples.forget(ONE::equals);
        assertThat(samples.take(NOW)).containsExactly(new Counted(other, 1));
    }

    @Test
    void whatCouldNotBeRecordedIsTakenAgain() {
        samples.add(ONE, NOW);
        var taken = samples.take(NOW);
        samples.add(ONE, NOW);
        samples.putBack(taken, NOW + 1);
        assertThat(samples.take(NOW + 1)).isEqualTo(List.of(new Counted(ONE, 2)));
        samples.add(ONE, NOW + 2);
        assertThat(samples.takeAll()).isEqualTo(List.of(new Counted(ONE, 1)));
    }
}
