package org.belfry.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BodySlotsTest {

    private final BodySlots<String> slots = new BodySlots<>(2, 3, 100);

    @Test
    void theOldestOfAnAddressMakesRoomForItsNewest() {
        assertThat(slots.enter("a", "1")).isEmpty();
        assertThat(slots.enter("a", "2")).isEmpty();
        assertThat(slots.enter("a", "3")).contains("1");
        assertThat(slots.enter("b", "4")).isEmpty();
        assertThat(slots.count()).isEqualTo(3);
    }

    @Test
    void withTooManyTheAddressWithMostMakesRoom() {
        slots.enter("a", "1");
        slots.enter("a", "2");
        slots.enter("b", "3");

        assertThat(slots.enter("c", "4")).contains("1");
    }

    @Test
    void whoeverTakesMostOfTheMemoryHasToGo() {
        var large = new BodySlots<String>(2, 4, 100_000);
        large.enter("a", "1");
        large.enter("a", "2");
        large.enter("b", "3");
        assertThat(large.grow("a", "1", 60_000)).isEmpty();
        assertThat(large.grow("a", "2", 30_000)).isEmpty();

        assertThat(large.grow("b", "3", 20_000)).contains("1");
        assertThat(large.grow("b", "3", 50_000)).isEmpty();
        assertThat(large.grow("b", "3", 1)).contains("3");
    }

    @Test
    void whatHasGoneIsCountedNoMore() {
        assertThat(slots.all()).isEmpty();
        slots.enter("a", "1");
        slots.grow("a", "1", 90);
        slots.leave("a", "1");
        slots.leave("a", "1");

        assertThat(slots.count()).isZero();
        assertThat(slots.grow("a", "1", 90)).isEmpty();
        slots.enter("b", "2");
        assertThat(slots.grow("b", "2", 100)).isEmpty();
    }
}
