package org.belfry.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.belfry.audit.AuditSampler.Kind;
import org.belfry.audit.AuditSampler.SampleCount;
import org.junit.jupiter.api.Test;

class AuditSamplerTest {

    private static final long NOW = 1_700_000_000;
    private static final Kind ONE = kind("192.0.2.1");

    private final AuditSampler sampler = new AuditSampler();

    private static Kind kind(String address) {
        return new Kind(Actor.anonymous(address), 1, Action.KEY_REFUSED, null, 60);
    }

    @Test
    void theFirstIsRecordedAtOnceAndTheRestOfItsMinuteByOneNumber() {
        sampler.add(ONE, NOW);
        assertThat(sampler.take(NOW)).containsExactly(new SampleCount(ONE, 1));
        for (var i = 0; i < 1000; i++) {
            sampler.add(ONE, NOW + i % 60);
        }
        assertThat(sampler.take(NOW + 59)).isEmpty();
        assertThat(sampler.take(NOW + 60)).containsExactly(new SampleCount(ONE, 1000));
        sampler.add(ONE, NOW + 61);
        assertThat(sampler.take(NOW + 119)).isEmpty();
        assertThat(sampler.take(NOW + 120)).containsExactly(new SampleCount(ONE, 1));
    }

    @Test
    void whatDoesNotGoOnIsForgottenAndBeginsAgain() {
        sampler.add(ONE, NOW);
        sampler.take(NOW);
        assertThat(sampler.take(NOW + 60)).isEmpty();
        sampler.add(ONE, NOW + 61);
        assertThat(sampler.take(NOW + 61)).containsExactly(new SampleCount(ONE, 1));
    }

    @Test
    void eachKindIsCountedForItself() {
        var other = kind("192.0.2.2");
        sampler.add(ONE, NOW);
        sampler.add(other, NOW);
        sampler.add(other, NOW);
        assertThat(sampler.take(NOW)).containsExactlyInAnyOrder(new SampleCount(ONE, 1), new SampleCount(other, 2));
    }

    @Test
    void howeverManyThereAreTheyTakeNoMoreMemory() {
        for (var i = 0; i < 2 * AuditSampler.MOST; i++) {
            sampler.add(kind("address " + i), NOW);
        }
        var taken = sampler.take(NOW);
        assertThat(taken).hasSize(AuditSampler.MOST + 1);
        assertThat(taken.stream().mapToLong(SampleCount::count).sum())
                .as("and none is lost")
                .isEqualTo(2L * AuditSampler.MOST);
    }

    @Test
    void whoFillsUpTheLogOfOneOrganizationHidesNothingInAnother() {
        for (var i = 0; i < 2 * AuditSampler.MOST; i++) {
            sampler.add(kind("address " + i), NOW);
        }
        var elsewhere = new Kind(Actor.anonymous("192.0.2.3"), 2, Action.KEY_REFUSED, null, 60);
        sampler.add(elsewhere, NOW);
        assertThat(sampler.take(NOW)).contains(new SampleCount(elsewhere, 1));

        assertThat(sampler.take(NOW + 60)).as("all have ended").isEmpty();
        sampler.add(ONE, NOW + 61);
        assertThat(sampler.take(NOW + 61)).as("and make room").containsExactly(new SampleCount(ONE, 1));
    }

    @Test
    void whatIsForgottenIsNeverRecorded() {
        var other = kind("192.0.2.2");
        sampler.add(ONE, NOW);
        sampler.add(other, NOW);
        sampler.forget(ONE::equals);
        assertThat(sampler.take(NOW)).containsExactly(new SampleCount(other, 1));
    }

    @Test
    void whatCouldNotBeRecordedIsTakenAgain() {
        sampler.add(ONE, NOW);
        var taken = sampler.take(NOW);
        sampler.add(ONE, NOW);
        sampler.putBack(taken, NOW + 1);
        assertThat(sampler.take(NOW + 1)).isEqualTo(List.of(new SampleCount(ONE, 2)));
        sampler.add(ONE, NOW + 2);
        assertThat(sampler.takeAll()).isEqualTo(List.of(new SampleCount(ONE, 1)));
    }
}
