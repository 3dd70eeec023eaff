package org.belfry.schedule;

import java.util.Optional;

/**
 * What becomes of a schedule that is due: the latest of its moments fires where it is not too late for that, and all others have
 * been missed.
 *
 * @param missedAt the first moment that was missed; null where none was
 * @param missed how many were; {@link #MOST_COUNTED} for so many or more
 * @param firesAt the moment that fires; null where none does
 * @param next the moment after that, still to come; null where there is none
 */
record DueEvaluation(Long missedAt, int missed, Long firesAt, Long next) {

    /** Nobody counts further what happened in a year of silence. */
    static final int MOST_COUNTED = 1000;

    /**
     * Of a schedule for one moment.
     *
     * @param dueAt not after {@code now}
     * @param grace seconds by which it may be late: exactly so many is not too late
     */
    static DueEvaluation once(long dueAt, long now, long grace) {
        return now - dueAt > grace ? new DueEvaluation(dueAt, 1, null, null) : new DueEvaluation(null, 0, dueAt, null);
    }

    /** Of a recurring one, whose moment {@code dueAt} is the first that nothing was done about. */
    static DueEvaluation recurring(long dueAt, CronTimes times, long now, long grace) {
        var border = Math.max(dueAt, now - grace);
        var inTime = last(times, border, now, dueAt);
        var next = times.after(now).orElse(null);
        var missed =
                times.between(dueAt, inTime.orElse(now + 1) - 1, MOST_COUNTED).moments();
        return new DueEvaluation(missed.isEmpty() ? null : missed.get(0), missed.size(), inTime.orElse(null), next);
    }

    private static Optional<Long> last(CronTimes times, long from, long now, long dueAt) {
        Long last = from == dueAt ? Long.valueOf(dueAt) : null;
        var next = times.after(from == dueAt ? dueAt : from - 1);
        while (next.isPresent() && next.get() <= now) {
            last = next.get();
            next = times.after(last);
        }
        return Optional.ofNullable(last);
    }
}
