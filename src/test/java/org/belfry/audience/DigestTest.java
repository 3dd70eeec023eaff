package org.belfry.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.belfry.audience.Digest.Every;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigestTest {

    private static int minutes(String time) {
        return Integer.parseInt(time.substring(0, 2)) * 60 + Integer.parseInt(time.substring(3));
    }

    private static Digest digest(String at) {
        return at == null ? new Digest(Every.HOUR, null) : new Digest(Every.DAY, minutes(at));
    }

    private static QuietHours quiet(String hours) {
        return hours == null ? null : new QuietHours(minutes(hours.substring(0, 5)), minutes(hours.substring(6)));
    }

    @ParameterizedTest(name = "at {0} in {1}, quiet {2}: {3} is told {4}")
    @CsvSource(
            nullValues = "-",
            value = {
                // Every hour.
                "-, UTC, -, 2026-01-10T12:00:00Z, 2026-01-10T13:00:00Z",
                "-, UTC, -, 2026-01-10T12:59:59Z, 2026-01-10T13:00:00Z",
                "-, UTC, -, 2026-12-31T23:00:01Z, 2027-01-01T00:00:00Z",
                "-, Asia/Kathmandu, -, 2026-01-10T12:00:00Z, 2026-01-10T12:15:00Z",
                "-, Asia/Kathmandu, -, 2026-01-10T12:15:00Z, 2026-01-10T13:15:00Z",
                // Berlin, 29 March 2026: at 2:00 (1:00 UTC) it is 3:00; 25 October: at 3:00 (1:00 UTC) it is 2:00
                // again.
                "-, Europe/Berlin, -, 2026-03-29T00:30:00Z, 2026-03-29T01:00:00Z",
                "-, Europe/Berlin, -, 2026-10-25T00:30:00Z, 2026-10-25T01:00:00Z",
                "-, Europe/Berlin, -, 2026-10-25T01:00:00Z, 2026-10-25T02:00:00Z",
                // Every day.
                "08:00, UTC, -, 2026-01-10T07:59:59Z, 2026-01-10T08:00:00Z",
                "08:00, UTC, -, 2026-01-10T08:00:00Z, 2026-01-11T08:00:00Z",
                "08:00, UTC, -, 2026-12-31T09:00:00Z, 2027-01-01T08:00:00Z",
                "00:00, UTC, -, 2026-01-10T23:59:59Z, 2026-01-11T00:00:00Z",
                "23:59, UTC, -, 2026-01-10T23:59:00Z, 2026-01-11T23:59:00Z",
                "08:00, Europe/Berlin, -, 2026-01-10T07:00:00Z, 2026-01-11T07:00:00Z",
                "08:00, Europe/Berlin, -, 2026-07-10T05:59:59Z, 2026-07-10T06:00:00Z",
                "08:00, America/New_York, -, 2026-01-10T07:00:00Z, 2026-01-10T13:00:00Z",
                "08:00, Pacific/Auckland, -, 2026-01-10T19:30:00Z, 2026-01-11T19:00:00Z",
                // Over the nights in which the clock changes, and within them.
                "08:00, Europe/Berlin, -, 2026-03-28T07:00:00Z, 2026-03-29T06:00:00Z",
                "08:00, Europe/Berlin, -, 2026-10-24T06:00:00Z, 2026-10-25T07:00:00Z",
                "02:30, Europe/Berlin, -, 2026-03-28T22:00:00Z, 2026-03-29T01:00:00Z",
                "02:30, Europe/Berlin, -, 2026-03-29T00:59:59Z, 2026-03-29T01:00:00Z",
                "02:30, Europe/Berlin, -, 2026-03-29T01:00:00Z, 2026-03-30T00:30:00Z",
                "02:30, Europe/Berlin, -, 2026-10-25T00:29:59Z, 2026-10-25T00:30:00Z",
                "02:30, Europe/Berlin, -, 2026-10-25T00:30:00Z, 2026-10-26T01:30:00Z",
                "02:30, Europe/Berlin, -, 2026-10-25T01:15:00Z, 2026-10-26T01:30:00Z",
                // Samoa had no 30 December 2011.
                "08:00, Pacific/Apia, -, 2011-12-29T18:00:00Z, 2011-12-30T10:00:00Z",
                "08:00, Pacific/Apia, -, 2011-12-30T10:00:00Z, 2011-12-30T18:00:00Z",
                // Quiet hours: at their end, whether it is quiet now or only then.
                "-, UTC, 22:00-07:00, 2026-01-10T20:30:00Z, 2026-01-10T21:00:00Z",
                "-, UTC, 22:00-07:00, 2026-01-10T21:30:00Z, 2026-01-11T07:00:00Z",
                "-, UTC, 22:00-07:00, 2026-01-11T03:10:00Z, 2026-01-11T07:00:00Z",
                "-, UTC, 22:00-07:00, 2026-01-11T06:10:00Z, 2026-01-11T07:00:00Z",
                "08:00, UTC, 22:00-07:00, 2026-01-11T03:10:00Z, 2026-01-11T08:00:00Z",
                "06:30, UTC, 22:00-07:00, 2026-01-10T12:00:00Z, 2026-01-11T07:00:00Z",
                "22:00, UTC, 22:00-07:00, 2026-01-10T12:00:00Z, 2026-01-11T07:00:00Z",
                "07:00, UTC, 22:00-07:00, 2026-01-10T12:00:00Z, 2026-01-11T07:00:00Z",
                "02:30, Europe/Berlin, 02:00-06:00, 2026-03-28T22:00:00Z, 2026-03-29T04:00:00Z",
            })
    void theNextOneIsByTheClockOnTheWall(String at, String zone, String quiet, String now, String expected) {
        var next = digest(at).after(OffsetDateTime.parse(now).toEpochSecond(), ZoneId.of(zone), quiet(quiet));

        assertThat(Instant.ofEpochSecond(next.at())).isEqualTo(Instant.parse(expected));
        assertThat(next.every()).isEqualTo(at == null ? Every.HOUR : Every.DAY);
    }

    @Test
    void itIsAlwaysLaterNeverQuietAndAllOfOneDayAreToldTogether() {
        var zones = List.of("Europe/Berlin", "Australia/Lord_Howe", "Africa/Casablanca", "America/St_Johns", "UTC");
        var random = new Random(20_261_121);
        for (var i = 0; i < 20_000; i++) {
            var zone = ZoneId.of(zones.get(random.nextInt(zones.size())));
            var digest = random.nextInt(4) == 0
                    ? new Digest(Every.HOUR, null)
                    : new Digest(Every.DAY, random.nextInt(24 * 60));
            var from = random.nextInt(24 * 60);
            var hours =
                    random.nextInt(3) == 0 ? new QuietHours(from, (from + 1 + random.nextInt(700)) % (24 * 60)) : null;
            var now = 1_600_000_000L + random.nextInt(400_000_000);

            var next = digest.after(now, zone, hours).at();

            var what = digest + " " + hours + " " + zone + " " + now;
            assertThat(next).as(what).isGreaterThan(now).isLessThan(now + 50 * 3600);
            if (hours != null) {
                assertThat(hours.endAfter(next, zone)).as(what).isEmpty();
            } else {
                assertThat(digest.after(next - 1, zone, null).at()).as(what).isEqualTo(next);
            }
        }
    }

    @Test
    void whatARecipientChoosesIsKept() {
        var recipient = new Recipient(1, "ada", 1000);
        assertThat(recipient.digest()).isNull();
        for (var digest : digests()) {
            recipient.collect(digest);
            assertThat(recipient.digest()).isEqualTo(digest);
        }
    }

    private static List<Digest> digests() {
        var digests = new ArrayList<Digest>();
        digests.add(new Digest(Every.HOUR, null));
        digests.add(new Digest(Every.DAY, 0));
        digests.add(new Digest(Every.DAY, 1439));
        digests.add(null);
        return digests;
    }

    @Test
    void thereAreNoOthers() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Digest(Every.HOUR, 480));
        assertThatIllegalArgumentException().isThrownBy(() -> new Digest(Every.DAY, null));
        assertThatIllegalArgumentException().isThrownBy(() -> new Digest(Every.DAY, 1440));
        assertThatIllegalArgumentException().isThrownBy(() -> new Digest(Every.DAY, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Digest(null, 480));
    }
}
