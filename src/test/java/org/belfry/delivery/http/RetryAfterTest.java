package org.belfry.delivery.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "0                             | 0",
                "120                           | 120",
                "  7                            | 7",
                "86400                         | 86400",
                "86401                         | 86400",
                "9999999999                    | 86400",
                "99999999999                   | null",
                "-1                            | null",
                "1.5                           | null",
                "soon                          | null",
                "Sun, 01 Mar 2026 12:02:00 GMT | 120",
                "Sun, 01 Mar 2026 11:00:00 GMT | 0",
                "Mon, 01 Mar 2027 11:00:00 GMT | 86400",
                "Mon, 01 Mar 2026 12:02:00 GMT | null",
                "2026-03-01T12:02:00Z          | null"
            })
    void secondsAndHttpDatesAreUnderstoodAndNothingElse(String text, Long expected) {
        assertThat(RetryAfter.seconds(text, NOW)).isEqualTo(expected);
    }

    @Test
    void noHeaderSaysNothing() {
        assertThat(RetryAfter.seconds(null, NOW)).isNull();
    }

    @Test
    void aPartOfASecondIsAWholeOne() {
        assertThat(RetryAfter.seconds("Sun, 01 Mar 2026 12:00:02 GMT", NOW.plusMillis(500)))
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {"2026-03-01T12:00:30.250Z,31", "2026-03-01T11:00:00Z,0", "2027-01-01T00:00:00Z,86400", "noon,null"
            })
    void aTimeInIso8601IsUnderstoodWhereItIsExpected(String text, Long expected) {
        assertThat(RetryAfter.until(text, NOW)).isEqualTo(expected);
    }
}
