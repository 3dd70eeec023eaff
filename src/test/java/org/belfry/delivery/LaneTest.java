package org.belfry.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LaneTest {

    private final Lane lane = new Lane(5, 2);

    @Test
    void anEmptyOneHasRoomForAll() {
        assertThat(lane.free()).isEqualTo(5);
        assertThat(lane.freeOfTarget()).isEqualTo(2);
        assertThat(lane.busy()).isEmpty();
    }

    @Test
    void aTargetIsBusyWithAsManyAsItMayHave() {
        lane.begin("a");
        assertThat(lane.busy()).isEmpty();
        assertThat(lane.freeOfTarget()).as("one may go to a").isEqualTo(1);
        lane.begin("a");
        assertThat(lane.busy()).containsExactly("a");
        assertThat(lane.freeOfTarget()).as("two may go to all others").isEqualTo(2);
        assertThat(lane.free()).isEqualTo(3);
    }

    @Test
    void whatHasEndedMakesRoom() {
        lane.begin("a");
        lane.begin("a");
        lane.end("a");
        assertThat(lane.busy()).isEmpty();
        lane.end("a");
        assertThat(lane.free()).isEqualTo(5);
        assertThat(lane.freeOfTarget()).isEqualTo(2);
    }

    @Test
    void oneTargetMayHaveNoMoreThanThereAreInAll() {
        var narrow = new Lane(1, 4);
        assertThat(narrow.freeOfTarget()).isEqualTo(1);
        narrow.begin("a");
        assertThat(narrow.free()).isZero();
        assertThat(narrow.busy()).containsExactly("a");
    }
}
