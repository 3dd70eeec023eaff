package org.belfry.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronTimesTest {

    private static List<String> moments(String cron, String zone, String from, int count) {
        var times = CronTimes.of(cron, ZoneId.of(zone));
        var found =
                times.between(second(from), second(from) + 400L * 86_400, count).moments();
        return found.stream()
                .map(second -> Instant.ofEpochSecond(second).toString())
                .toList();
    }

    private static long second(String time) {
        return Instant.parse(time).getEpochSecond();
    }

    /** Berlin: 2026-03-29 at 02:00 (01:00Z) to 03:00, 2026-10-25 at 03:00 (01:00Z) to 02:00. New York: 2026-03-08 and 2026-11-01
     * at 02:00. Lord Howe: 2026-10-04 at 02:00 (15:30Z the day before) to 02:30, 2026-04-05 at 02:00 (15:00Z the day before) to 01:30. */
    @ParameterizedTest(name = "{0}: {1} in {2}")
    @CsvSource(delimiter = '|', textBlock = """
                    a time of day              | 0 9 * * *     | Europe/Berlin       | 2026-03-28T00:00:00Z | 2026-03-28T08:00:00Z 2026-03-29T07:00:00Z 2026-03-30T07:00:00Z
                    in the gap                 | 30 2 * * *    | Europe/Berlin       | 2026-03-28T00:00:00Z | 2026-03-28T01:30:00Z 2026-03-29T01:00:00Z 2026-03-30T00:30:00Z
                    at its beginning           | 0 2 * * *     | Europe/Berlin       | 2026-03-28T00:00:00Z | 2026-03-28T01:00:00Z 2026-03-29T01:00:00Z 2026-03-30T00:00:00Z
                    several in the gap are one | */15 2 * * *  | Europe/Berlin       | 2026-03-29T00:00:00Z | 2026-03-29T01:00:00Z 2026-03-30T00:00:00Z
                    gap and right after        | 0 2,3 * * *   | Europe/Berlin       | 2026-03-29T00:00:00Z | 2026-03-29T01:00:00Z 2026-03-30T00:00:00Z
                    twice is the first time    | 30 2 * * *    | Europe/Berlin       | 2026-10-24T00:00:00Z | 2026-10-24T00:30:00Z 2026-10-25T00:30:00Z 2026-10-26T01:30:00Z
                    hours around it            | 0 1-4 * * *   | Europe/Berlin       | 2026-10-24T23:00:00Z | 2026-10-24T23:00:00Z 2026-10-25T00:00:00Z 2026-10-25T02:00:00Z 2026-10-25T03:00:00Z
                    every other hour           | 0 */2 * * *   | Europe/Berlin       | 2026-03-28T23:00:00Z | 2026-03-28T23:00:00Z 2026-03-29T01:00:00Z 2026-03-29T02:00:00Z
                    hourly over the gap        | 30 * * * *    | Europe/Berlin       | 2026-03-29T00:00:00Z | 2026-03-29T00:30:00Z 2026-03-29T01:30:00Z 2026-03-29T02:30:00Z
                    hourly over what is twice  | 30 * * * *    | Europe/Berlin       | 2026-10-25T00:00:00Z | 2026-10-25T00:30:00Z 2026-10-25T01:30:00Z 2026-10-25T02:30:00Z
                    minutely over the gap      | * * * * *     | Europe/Berlin       | 2026-03-29T00:58:00Z | 2026-03-29T00:58:00Z 2026-03-29T00:59:00Z 2026-03-29T01:00:00Z 2026-03-29T01:01:00Z
                    minutely, twice            | */20 * * * *  | Europe/Berlin       | 2026-10-25T00:40:00Z | 2026-10-25T00:40:00Z 2026-10-25T01:00:00Z 2026-10-25T01:20:00Z
                    in the gap                 | 30 2 * * *    | America/New_York    | 2026-03-07T12:00:00Z | 2026-03-08T07:00:00Z 2026-03-09T06:30:00Z
                    twice is the first time    | 30 1 * * *    | America/New_York    | 2026-10-31T12:00:00Z | 2026-11-01T05:30:00Z 2026-11-02T06:30:00Z
                    hourly, twice              | 0 * * * *     | America/New_York    | 2026-11-01T05:00:00Z | 2026-11-01T05:00:00Z 2026-11-01T06:00:00Z 2026-11-01T07:00:00Z
                    half an hour of gap        | 15 2 * * *    | Australia/Lord_Howe | 2026-10-03T00:00:00Z | 2026-10-03T15:30:00Z 2026-10-04T15:15:00Z
                    after half an hour of gap  | 45 2 * * *    | Australia/Lord_Howe | 2026-10-03T00:00:00Z | 2026-10-03T15:45:00Z 2026-10-04T15:45:00Z
                    half an hour twice         | 45 1 * * *    | Australia/Lord_Howe | 2026-04-04T00:00:00Z | 2026-04-04T14:45:00Z 2026-04-05T15:15:00Z
                    hourly, half an hour twice | 45 * * * *    | Australia/Lord_Howe | 2026-04-04T14:00:00Z | 2026-04-04T14:45:00Z 2026-04-04T15:15:00Z 2026-04-04T16:15:00Z
                    hourly, half an hour gone  | 0 * * * *     | Australia/Lord_Howe | 2026-10-03T14:00:00Z | 2026-10-03T14:30:00Z 2026-10-03T16:00:00Z
                    no change at all           | 0 0 29 2 *    | UTC                 | 2027-06-01T00:00:00Z | 2028-02-29T00:00:00Z
                    either of both days        | 0 12 13 * 5   | UTC                 | 2026-02-12T00:00:00Z | 2026-02-13T12:00:00Z 2026-02-20T12:00:00Z 2026-02-27T12:00:00Z 2026-03-06T12:00:00Z 2026-03-13T12:00:00Z
                    """)
    void theClockIsPutForwardAndBack(String what, String cron, String zone, String from, String expected) {
        var all = Arrays.asList(expected.split(" "));
        assertThat(moments(cron, zone, from, all.size())).isEqualTo(all);
    }

    @Test
    void oneAfterAnotherIsTheSameAsAllAtOnce() {
        var times = CronTimes.of("*/10 0-5 * * *", ZoneId.of("Europe/Berlin"));
        var from = second("2026-10-24T20:00:00Z");
        var until = second("2026-10-25T10:00:00Z");
        var all = times.between(from, until, 1000).moments();
        // Six hours of the clock, one of them twice, of which the second time is nobody's.
        assertThat(all).hasSize(36).doesNotHaveDuplicates().isSorted();
        assertThat(all).allSatisfy(moment -> assertThat(times.after(moment - 1)).contains(moment));
        for (var second = from; second < until; second += 613) {
            var now = second;
            assertThat(times.after(second))
                    .contains(all.stream()
                            .filter(moment -> moment > now)
                            .findFirst()
                            .orElse(second("2026-10-25T23:00:00Z")));
        }
    }

    @Test
    void moreThanAreAskedForAreNotLookedFor() {
        var found = CronTimes.of("* * * * *", ZoneId.of("UTC")).between(0, 86_400, 3);
        assertThat(found).isEqualTo(new CronTimes.CronMoments(List.of(0L, 60L, 120L), true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 0 30 2 *", "0 0 31 4,6,9,11 *"})
    void someNeverHappen(String cron) {
        assertThat(CronTimes.of(cron, ZoneId.of("Europe/Berlin")).after(0)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "* * * *",
                "* * * * * *",
                "60 * * * *",
                "@daily",
                "0 9 L * *",
                "0 0 * * 5#2",
                "5-1 * * * *",
                "*/0 * * * *",
                "* * * * 8",
                "０ 9 * * *",
                ", , , , ,",
                "\n"
            })
    void someAreNone(String cron) {
        assertThatExceptionOfType(CronTimes.InvalidCronException.class)
                .isThrownBy(() -> CronTimes.parse(cron, ZoneId.of("UTC")))
                .withMessageStartingWith("must be a cron expression of five fields");
    }
}
