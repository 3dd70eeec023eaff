package org.belfry.presence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeartbeatTimeoutTest {

    private static final long NOW = 1_700_000_000;

    @Test
    void whoMayHaveSentAHeartbeatThatWasNotNotedIsNotSilent() {
        assertThat(new HeartbeatTimeout(NOW, 300).before()).isEqualTo(NOW - 310);
    }

    /** The service came up so many seconds ago. */
    @ParameterizedTest
    @CsvSource({"0, false", "60, false", "300, false", "310, false", "311, true", "86400, true"})
    void nobodyIsAlarmedBeforeTheServiceHasListenedForAsLong(long upFor, boolean known) {
        assertThat(new HeartbeatTimeout(NOW, 300).isKnown(NOW - upFor)).isEqualTo(known);
    }

    @Test
    void anAgentFallsSilentOnceAndIsBackOnce() {
        var presence = new AgentPresence(1, NOW);
        assertThat(presence.seen(NOW + 5)).isFalse();
        assertThat(presence.fellSilent(NOW + 5, NOW + 320)).isFalse();
        assertThat(presence.fellSilent(NOW + 6, NOW + 321)).isTrue();
        assertThat(presence.fellSilent(NOW + 7, NOW + 322)).isFalse();
        assertThat(presence.state()).isEqualTo("offline");
        assertThat(presence.stateSince()).isEqualTo(NOW + 321);
        assertThat(presence.seenAt()).isEqualTo(NOW + 5);
        assertThat(presence.seen(NOW + 400)).isTrue();
        assertThat(presence.seen(NOW + 401)).isFalse();
        assertThat(presence.state()).isEqualTo("online");
        assertThat(presence.stateSince()).isEqualTo(NOW + 400);
    }

    /** The clock of another node may be behind. */
    @Test
    void aHeartbeatIsNeverTakenBack() {
        var presence = new AgentPresence(1, NOW);
        presence.seen(NOW - 5);
        assertThat(presence.seenAt()).isEqualTo(NOW);
    }
}
