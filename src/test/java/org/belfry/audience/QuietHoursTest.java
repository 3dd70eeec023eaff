package org.belfry.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursTest {

    private static QuietHours hours(String from, String until) {
        return new QuietHours(minutes(from), minutes(until));
    }

    private static int minutes(String time) {
        return Integer.parseInt(time.substring(0, 2)) * 60 + Integer.parseInt(time.substring(3));
    }

    @ParameterizedTest(name = "{0} to {1} in {2}: {3} ends {4}")
    @CsvSource({
        // Within a day; the beginning belongs to them, the end does not.
        "13:00, 14:00, UTC, 2026-01-10T12:59:59Z, -",
        "13:00, 14:00, UTC, 2026-01-10T13:00:00Z, 2026-01-10T14:00:00Z",
        "13:00, 14:00, UTC, 2026-01-10T13:59:59Z, 2026-01-10T14:00:00Z",
        "13:00, 14:00, UTC, 2026-01-10T14:00:00Z, -",
        "00:00, 23:59, UTC, 2026-01-10T23:58:59Z, 2026-01-10T23:59:00Z",
        "00:00, 23:59, UTC, 2026-01-10T23:59:00Z, -",
        // Over midnight, and over the end of a year.
        "22:00, 07:00, UTC, 2026-01-10T21:59:59Z, -",
        "22:00, 07:00, UTC, 2026-01-10T22:00:00Z, 2026-01-11T07:00:00Z",
        "22:00, 07:00, UTC, 2026-12-31T23:59:59Z, 2027-01-01T07:00:00Z",
        "22:00, 07:00, UTC, 2026-01-11T00:00:00Z, 2026-01-11T07:00:00Z",
        "22:00, 07:00, UTC, 2026-01-11T06:59:59Z, 2026-01-11T07:00:00Z",
        "22:00, 07:00, UTC, 2026-01-11T07:00:00Z, -",
        "22:00, 00:00, UTC, 2026-01-10T23:30:00Z, 2026-01-11T00:00:00Z",
        "22:00, 00:00, UTC, 2026-01-11T00:00:00Z, -",
        "07:01, 07:00, UTC, 2026-01-10T07:01:00Z, 2026-01-11T07:00:00Z",
        "07:01, 07:00, UTC, 2026-01-10T07:00:30Z, -",
        // In the recipient's zone: the same moment is quiet in one and not in another.
        "22:00, 07:00, Europe/Berlin, 2026-01-10T21:00:00Z, 2026-01-11T06:00:00Z",
        "22:00, 07:00, Europe/Berlin, 2026-07-10T20:00:00Z, 2026-07-11T05:00:00Z",
        "22:00, 07:00, America/New_York, 2026-01-10T21:00:00Z, -",
        "22:00, 07:00, Asia/Kathmandu, 2026-01-10T16:15:00Z, 2026-01-11T01:15:00Z",
        "22:00, 07:00, Asia/Kathmandu, 2026-01-10T16:14:59Z, -",
        // Berlin, 29 March 2026: at 2:00 (1:00 UTC) it is 3:00.
        "22:00, 07:00, Europe/Berlin, 2026-03-28T21:00:00Z, 2026-03-29T05:00:00Z",
        "22:00, 02:30, Europe/Berlin, 2026-03-29T00:59:59Z, 2026-03-29T01:00:00Z",
        "22:00, 02:30, Europe/Berlin, 2026-03-29T01:00:00Z, -",
        "02:15, 02:45, Europe/Berlin, 2026-03-29T01:00:00Z, -",
        "02:30, 04:00, Europe/Berlin, 2026-03-29T01:00:00Z, 2026-03-29T02:00:00Z",
        // Berlin, 25 October 2026: at 3:00 (1:00 UTC) it is 2:00 again.
        "22:00, 07:00, Europe/Berlin, 2026-10-24T20:00:00Z, 2026-10-25T06:00:00Z",
        "22:00, 02:30, Europe/Berlin, 2026-10-25T00:29:59Z, 2026-10-25T00:30:00Z",
        "22:00, 02:30, Europe/Berlin, 2026-10-25T00:30:00Z, -",
        "22:00, 02:30, Europe/Berlin, 2026-10-25T01:00:00Z, 2026-10-25T01:30:00Z",
        "22:00, 02:30, Europe/Berlin, 2026-10-25T01:30:00Z, -",
        "22:00, 03:00, Europe/Berlin, 2026-10-25T00:59:59Z, 2026-10-25T02:00:00Z",
        // Samoa had no 30 December 2011: what would have ended on it goes on.
        "22:00, 07:00, Pacific/Apia, 2011-12-30T09:00:00Z, 2011-12-30T17:00:00Z",
    })
    void theyEndByTheClockOnTheWall(String from, String until, String zone, String moment, String end) {
        var second = OffsetDateTime.parse(moment).toEpochSecond();

        var found = hours(from, until).endAfter(second, ZoneId.of(zone));

        if (end.equals("-")) {
            assertThat(found).isEmpty();
        } else {
            assertThat(found).hasValue(OffsetDateTime.parse(end).toEpochSecond());
        }
    }

    /** Moments around the changes of the clock and far from them, in zones with all kinds of rules. */
    @Test
    void theyEndLaterButWithinADayAndAreOverThen() {
        var zones = new String[] {
            "UTC",
            "Europe/Berlin",
            "America/New_York",
            "America/Sao_Paulo",
            "America/Havana",
            "Australia/Lord_Howe",
            "Asia/Kathmandu",
            "Africa/Casablanca",
            "Pacific/Chatham"
        };
        var quiet = 0;
        for (var seed = 0; seed < 20_000; seed++) {
            var random = new Random(seed);
            var from = random.nextInt(24 * 60);
            var hours = new QuietHours(from, (from + 1 + random.nextInt(24 * 60 - 1)) % (24 * 60));
            var zone = ZoneId.of(zones[random.nextInt(zones.length)]);
            var second = 1_500_000_000L + random.nextInt(300_000_000);
            var change = zone.getRules().nextTransition(Instant.ofEpochSecond(second));
            if (change != null && random.nextBoolean()) {
                second = change.toEpochSecond() - 43_200 + random.nextInt(86_400);
            }
            var end = hours.endAfter(second, zone);
            if (end.isPresent()) {
                quiet++;
                assertThat(end.getAsLong())
                        .as("%s in %s at %d", hours, zone, second)
                        .isGreaterThan(second)
                        .isLessThanOrEqualTo(second + 25 * 3600);
                assertThat(hours.endAfter(end.getAsLong(), zone))
                        .as("%s in %s at their end after %d", hours, zone, second)
                        .isEmpty();
            }
        }
        assertThat(quiet).isGreaterThan(5000);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "720, 720", "-1, 60", "60, -1", "1440, 60", "60, 1440"})
    void whatIsNoPartOfADayIsRefused(int from, int until) {
        assertThatThrownBy(() -> new QuietHours(from, until)).isInstanceOf(IllegalArgumentException.class);
    }
}
