package org.belfry.schedule;

import java.time.Instant;
import java.util.List;
import org.belfry.platform.NodeUptime.Downtime;
import org.belfry.platform.Sentence;
import org.belfry.schedule.ClockJumpDetector.Jump;

/**
 * What there is to know of why a moment was missed.
 *
 * @param downtimes when no node was up, between the moment and now
 * @param jump the step in which this node's clock went over the moment; null where it did not
 * @param skewMillis by which this node's clock is ahead of the database's
 * @param runUntil until when the run before went on; null where that was not in the way
 */
record MissedReason(List<Downtime> downtimes, Jump jump, String node, long skewMillis, Long runUntil) {

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
    Sentence words(long due, int moments, long now, long grace) {
        var what = moments == 1
                ? Sentence.of(
                        "it was due at %s but was not processed until %s, %s s later", time(due), time(now), now - due)
                : Sentence.of("%s scheduled times passed between %s and %s", count(moments), time(due), time(now));
        return now - due > grace
                ? Sentence.of("%s, although only %s s are allowed: %s", what, grace, cause())
                : Sentence.of("%s, and only the latest one runs: %s", what, cause());
    }

    private static Object count(int moments) {
        return moments == DueEvaluation.MOST_COUNTED ? Sentence.of("at least %s", moments) : moments;
    }

    private Sentence cause() {
        if (!downtimes.isEmpty()) {
            var down = downtimes.stream()
                    .limit(MOST_GAPS)
                    .map(downtime -> Sentence.of("from %s to %s", time(downtime.from()), time(downtime.until())))
                    .reduce((some, gap) -> Sentence.of("%s and %s", some, gap))
                    .orElseThrow();
            return Sentence.of(
                    downtimes.size() > MOST_GAPS ? "Belfry was down %s and later" : "Belfry was down %s", down);
        }
        if (jump != null) {
            return Sentence.of(
                    "the clock of node %s jumped from %s to %s: it was set, or the machine was suspended",
                    node, time(jump.from()), time(jump.to()));
        }
        if (runUntil != null) {
            return Sentence.of("the previous run lasted until %s", time(runUntil));
        }
        if (Math.abs(skewMillis) > TOLERATED_SKEW) {
            return Sentence.of(
                    skewMillis > 0
                            ? "the clock of node %s is %s s ahead of the database clock"
                            : "the clock of node %s is %s s behind the database clock",
                    node,
                    Math.abs(skewMillis) / 1000);
        }
        return Sentence.of("Belfry was busy");
    }

    static String time(long second) {
        return Instant.ofEpochSecond(second).toString();
    }
}
