package org.belfry.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConcurrencyLimiterTest {

    private final ConcurrencyLimiter limiter = new ConcurrencyLimiter(5, 2);

    @Test
    void anEmptyOneHasRoomForAll() {
        assertThat(limiter.free()).isEqualTo(5);
        assertThat(limiter.freeOfTarget()).isEqualTo(2);
        assertThat(limiter.busy()).isEmpty();
    }

    @Test
    void aTargetIsBusyWithAsManyAsItMayHave() {
        limiter.begin("a");
        assertThat(limiter.busy()).isEmpty();
        assertThat(limiter.freeOfTarget()).as("one may go to a").isEqualTo(1);
        limiter.begin("a");
        assertThat(limiter.busy()).containsExactly("a");
        assertThat(limiter.freeOfTarget()).as("two may go to all others").isEqualTo(2);
        assertThat(limiter.free()).isEqualTo(3);
    }

    @Test
    void whatHasEndedMakesRoom() {
        limiter.begin("a");
        limiter.begin("a");
        limiter.end("a");
        assertThat(limiter.busy()).isEmpty();
        limiter.end("a");
        assertThat(limiter.free()).isEqualTo(5);
        assertThat(limiter.freeOfTarget()).isEqualTo(2);
    }

    @Test
    void oneTargetMayHaveNoMoreThanThereAreInAll() {
        var narrow = new ConcurrencyLimiter(1, 4);
        assertThat(narrow.freeOfTarget()).isEqualTo(1);
        narrow.begin("a");
        assertThat(narrow.free()).isZero();
        assertThat(narrow.busy()).containsExactly("a");
    }
}
