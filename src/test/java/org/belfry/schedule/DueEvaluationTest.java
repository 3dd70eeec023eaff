package org.belfry.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DueEvaluationTest {

    private static final long GRACE = 3600;
    private static final long DUE = 1_800_000_000;

    @ParameterizedTest(name = "{0} s late")
    @CsvSource({"0, true", "1, true", "3599, true", "3600, true", "3601, false", "86400, false"})
    void oneMomentFiresUntilTheGraceIsOver(long late, boolean fires) {
        assertThat(DueEvaluation.once(DUE, DUE + late, GRACE))
                .isEqualTo(fires ? new DueEvaluation(null, 0, DUE, null) : new DueEvaluation(DUE, 1, null, null));
    }

    /** Of a schedule for each full hour, or each tenth minute; in seconds since the first moment. */
    @ParameterizedTest(name = "{0} looked at after {1} s")
    @CsvSource(
            nullValues = "-",
            value = {
                // cron, now, first missed, how many, fires, next
                "0 * * * *,    0,     -, 0, 0,     3600",
                "0 * * * *,    3599,  -, 0, 0,     3600",
                "0 * * * *,    3600,  0, 1, 3600,  7200",
                "0 * * * *,    3601,  0, 1, 3600,  7200",
                "0 * * * *,    36000, 0, 10, 36000, 39600",
                "*/10 * * * *, 1250,  0, 2, 1200,  1800",
                "*/10 * * * *, 7300,  0, 12, 7200, 7800",
                "0 0 * * *,    3600,  -, 0, 0,     86400",
                "0 0 * * *,    3601,  0, 1, -,     86400",
                "0 0 * * *,    90001, 0, 2, -,     172800",
                "0 0 * * *,    90000, 0, 1, 86400, 172800"
            })
    void ofARecurringOneTheLatestMomentFires(String cron, long now, Long missedAt, int missed, Long fires, Long next) {
        var midnight = 1_799_971_200L;
        assertThat(DueEvaluation.recurring(midnight, CronTimes.of(cron, ZoneId.of("UTC")), midnight + now, GRACE))
                .isEqualTo(new DueEvaluation(
                        missedAt == null ? null : midnight + missedAt,
                        missed,
                        fires == null ? null : midnight + fires,
                        next == null ? null : midnight + next));
    }

    @Test
    void nobodyCountsAYearOfMinutes() {
        var times = CronTimes.of("* * * * *", ZoneId.of("UTC"));
        var due = 1_799_971_200L;
        var now = due + 365L * 86_400 + 7;
        assertThat(DueEvaluation.recurring(due, times, now, GRACE))
                .isEqualTo(new DueEvaluation(due, DueEvaluation.MOST_COUNTED, now - 7, now + 53));
    }
}
