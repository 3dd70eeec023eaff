package org.belfry.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionSettingsTest {

    @ParameterizedTest
    @CsvSource({
        "03:30, 2026-03-01T03:29:59Z, 2026-02-28T03:30:00Z",
        "03:30, 2026-03-01T03:30:00Z, 2026-03-01T03:30:00Z",
        "03:30, 2026-03-01T23:59:59Z, 2026-03-01T03:30:00Z",
        "00:00, 2026-03-01T00:00:00Z, 2026-03-01T00:00:00Z",
        "23:59, 2026-01-01T00:00:00Z, 2025-12-31T23:59:00Z"
    })
    void theLastBeginningIsTodaysOrYesterdays(String at, Instant now, Instant beginning) {
        assertThat(RetentionSettings.lastBeginning(RetentionSettings.beginning(at), now.getEpochSecond()))
                .isEqualTo(beginning.getEpochSecond());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3:30", "24:00", "03:60", "03:30:00", "noon", "٠٣:٣٠"})
    void whatIsNoTimeOfDayStopsTheStartWithASentence(String text) {
        assertThatIllegalStateException()
                .isThrownBy(() -> RetentionSettings.beginning(text))
                .withMessage("BELFRY_RETENTION_AT must be a time of day in UTC, from 00:00 to 23:59, and not \"" + text
                        + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "36501", "-1", "90d", "999999"})
    void whatIsNoNumberOfDaysStopsTheStartWithASentence(String text) {
        assertThatIllegalStateException()
                .isThrownBy(() -> RetentionSettings.days(text))
                .withMessage(
                        "BELFRY_RETENTION_DAYS must be a whole number between 1 and 36500, and not \"" + text + "\"");
    }
}
