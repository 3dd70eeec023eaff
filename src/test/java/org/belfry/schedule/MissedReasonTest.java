package org.belfry.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.belfry.platform.NodeUptime.Downtime;
import org.belfry.schedule.ClockJumpDetector.Jump;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MissedReasonTest {

    private static final long DUE = Instant.parse("2026-11-20T08:00:00Z").getEpochSecond();
    private static final long GRACE = 3600;

    private static String words(List<Downtime> downtimes, Jump jump, long skew, Long runUntil) {
        return new MissedReason(downtimes, jump, "n1", skew, runUntil)
                .words(DUE, 1, DUE + 3601, GRACE)
                .english();
    }

    @Test
    void itSaysWhenAndHowLate() {
        assertThat(words(List.of(), null, 0, null))
                .isEqualTo(
                        "it was due at 2026-11-20T08:00:00Z but was not processed until 2026-11-20T09:00:01Z, 3601 s later,"
                                + " although only 3600 s are allowed: Belfry was busy");
    }

    @Test
    void aDowntimeIsNamed() {
        assertThat(words(List.of(new Downtime(DUE - 60, DUE + 3600)), new Jump(DUE, DUE + 1), 9_000, null))
                .endsWith(": Belfry was down from 2026-11-20T07:59:00Z to 2026-11-20T09:00:00Z");
        var downtime = new Downtime(DUE, DUE + 1);
        assertThat(words(List.of(downtime, downtime, downtime, downtime), null, 0, null))
                .contains(" and from ")
                .endsWith(" and later");
    }

    @Test
    void aClockThatWasSetIsNamed() {
        assertThat(words(List.of(), new Jump(DUE - 1, DUE + 3600), 0, null))
                .endsWith(
                        "the clock of node n1 jumped from 2026-11-20T07:59:59Z to 2026-11-20T09:00:00Z: it was set, or the"
                                + " machine was suspended");
        assertThat(words(List.of(), null, 12_500, null)).endsWith("n1 is 12 s ahead of the database clock");
        assertThat(words(List.of(), null, -6_000, null)).endsWith("n1 is 6 s behind the database clock");
    }

    @Test
    void ofARecurringOneTheMomentsAreCounted() {
        assertThat(new MissedReason(List.of(), null, "n1", 0, DUE + 90)
                        .words(DUE, 2, DUE + 120, GRACE)
                        .english())
                .isEqualTo(
                        "2 scheduled times passed between 2026-11-20T08:00:00Z and 2026-11-20T08:02:00Z, and only the latest one"
                                + " runs: the previous run lasted until 2026-11-20T08:01:30Z");
        assertThat(new MissedReason(List.of(), null, "n1", 0, null)
                        .words(DUE, DueEvaluation.MOST_COUNTED, DUE + 99_999, GRACE)
                        .english())
                .startsWith("at least 1000 scheduled times passed");
    }

    @ParameterizedTest
    @CsvSource({
        "1000, 2000, 1000, false",
        "1000, 7000, 1000, false",
        "1000, 7001, 1000, true",
        "9000, 1000, 1000, false"
    })
    void theClockIsComparedWithWhatPasses(long before, long now, long passed, boolean jumped) {
        assertThat(Jump.between(before, now, passed))
                .isEqualTo(jumped ? Optional.of(new Jump(2, 7)) : Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({"PT60M, 3600", "PT0S, 0", "P30D, 2592000", "' PT90S ', 90"})
    void theGraceIsADuration(String text, long seconds) {
        assertThat(ScheduleSettings.grace(text)).isEqualTo(seconds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "60", "-PT1M", "P31D", "an hour"})
    void anyOtherGraceStopsTheStart(String text) {
        assertThatIllegalStateException()
                .isThrownBy(() -> ScheduleSettings.grace(text))
                .withMessageStartingWith("BELFRY_SCHEDULE_GRACE must be a duration such as PT60M");
    }
}
