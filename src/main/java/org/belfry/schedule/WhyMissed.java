package org.belfry.schedule;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.belfry.platform.ServiceLife.Gap;
import org.belfry.schedule.ClockWatch.Jump;

/**
 * What there is to know of why a moment was missed.
 *
 * @param gaps when no node was up, between the moment and now
 * @param jump the step in which this node's clock went over the moment; null where it did not
 * @param skewMillis by which this node's clock is ahead of the database's
 * @param runUntil until when the run before went on; null where that was not in the way
 */
record WhyMissed(List<Gap> gaps, Jump jump, String node, long skewMillis, Long runUntil) {

    private static final int MOST_GAPS = 3;
    private static final long TOLERATED_SKEW = 5_000;

    /**
     * In words, with times in UTC.
     *
     * @param due the first moment that was missed
     * @param moments how many were
     * @param now when it was looked at
     * @param grace seconds that it may be late
     */
    String words(long due, int moments, long now, long grace) {
        return (moments == 1
                        ? "it was due at " + time(due) + " and first looked at at " + time(now) + ", " + (now - due)
                                + " s later"
                        : count(moments) + " moments passed from " + time(due) + " on, until " + time(now))
                + (now - due > grace ? ", where " + grace + " s are allowed: " : ", and only the latest one fires: ")
                + cause();
    }

    private static String count(int moments) {
        return moments == Dueness.MOST_COUNTED ? "at least " + moments : String.valueOf(moments);
    }

    private String cause() {
        if (!gaps.isEmpty()) {
            return gaps.stream()
                    .limit(MOST_GAPS)
                    .map(gap -> "from " + time(gap.from()) + " to " + time(gap.until()))
                    .collect(Collectors.joining(
                            " and ", "Belfry was down ", gaps.size() > MOST_GAPS ? " and later" : ""));
        }
        if (jump != null) {
            return "the clock of the node " + node + " went from " + time(jump.from()) + " to " + time(jump.to())
                    + " in one step: it was set, or the machine slept";
        }
        if (runUntil != null) {
            return "the run before went on until " + time(runUntil);
        }
        if (Math.abs(skewMillis) > TOLERATED_SKEW) {
            return "the clock of the node " + node + " is " + Math.abs(skewMillis) / 1000 + " s "
                    + (skewMillis > 0 ? "ahead of" : "behind") + " the database's";
        }
        return "Belfry was busy";
    }

    static String time(long second) {
        return Instant.ofEpochSecond(second).toString();
    }
}
