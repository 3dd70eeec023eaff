package org.belfry.retention;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RetentionRunTest {

    private final RetentionRun run = new RetentionRun(7, null, 1000);

    @Test
    void aLeaseKeepsOthersAwayUntilItHasPassed() {
        assertThat(run.isFree("a", 1000)).isTrue();
        run.lease("a", 1060);
        assertThat(run.isFree("b", 1060)).isFalse();
        assertThat(run.isFree("a", 1060)).isTrue();
        assertThat(run.isFree("b", 1061)).isTrue();
        run.lease("b", 1121);
        assertThat(run.isLeasedBy("a")).isFalse();
        assertThat(run.isLeasedBy("b")).isTrue();
    }

    @Test
    void theCountsOfAllStepsAreAddedUp() {
        run.removed(RemovedKind.EVENTS, 0);
        assertThat(run.counts()).hasToString("{}");
        run.removed(RemovedKind.EVENTS, 3);
        run.removed(RemovedKind.NOTIFICATIONS, 5);
        run.removed(RemovedKind.EVENTS, 4);
        assertThat(run.counts()).hasToString("{\"events\":7,\"notifications\":5}");
        assertThat(run.toJson().getJsonObject("removed")).hasSize(RemovedKind.values().length);
    }

    @Test
    void whatHasEndedIsNobodysAnyMore() {
        run.lease("a", 1060);
        run.finish(1003);
        assertThat(run.isFree("a", 2000)).isFalse();
        assertThat(run.isLeasedBy("a")).isFalse();
        assertThat(run.toJson().getString("state")).isEqualTo("done");
        assertThat(run.toJson().getInt("seconds")).isEqualTo(3);
        assertThat(run.toJson().getBoolean("by_hand")).isTrue();
    }

    @Test
    void whatFailedSaysWhyInAThousandCharacters() {
        run.fail("x".repeat(2000), 1003);
        assertThat(run.toJson().getString("state")).isEqualTo("failed");
        assertThat(run.toJson().getString("reason")).hasSize(1000);
        assertThat(new RetentionRun(7, 900L, 1000).toJson().getBoolean("by_hand"))
                .isFalse();
    }
}
