package org.belfry.delivery;

import java.util.List;

/**
 * When a channel tries again, and when it gives up.
 *
 * @param maxAttempts after so many attempts a delivery is dead
 * @param waits seconds before the second attempt, the third, and so on; the last one stays
 * @param spread by which part a wait is longer or shorter by chance, 0 to 1, so that what failed together does not come back
 *     together
 * @param published whether the times are a promise: then chance makes them longer only, and an attempt counts as well when it only tries
 *     whether the target works again
 * @param deduplicationWindow seconds for which a target knows a copy for one, so that what may have arrived is sent again; 0 where it
 *     does not
 */
public record RetryPolicy(
        int maxAttempts, List<Long> waits, double spread, boolean published, long deduplicationWindow) {

    private static final long THREE_DAYS = 259_200;

    private static final List<Long> DOUBLING = List.of(5L, 10L, 20L, 40L, 80L, 160L, 320L, 640L, 1280L, 2560L, 3600L);

    /** Waits that double from 5 s to an hour, each a fifth longer or shorter. */
    public static RetryPolicy doubling(int maxAttempts, long deduplicationWindow) {
        return new RetryPolicy(maxAttempts, DOUBLING, 0.2, false, deduplicationWindow);
    }

    /** Just these times, each up to a tenth longer, and no attempt after the last. */
    public static RetryPolicy of(List<Long> waits, long deduplicationWindow) {
        return new RetryPolicy(waits.size() + 1, waits, 0.1, true, deduplicationWindow);
    }

    /**
     * @param attempts how many there have been, at least 1
     * @param chance 0 to 1
     * @return seconds, at least 1
     */
    public long wait(int attempts, double chance) {
        var middle = waits.get(Math.min(attempts, waits.size()) - 1);
        var factor = published ? 1 + spread * chance : 1 - spread + 2 * spread * chance;
        return Math.max(1, Math.round(middle * factor));
    }

    /** Seconds after which a delivery that was due is given up, whether or not it could be tried. */
    public long timeToLive() {
        var all = waits.stream().mapToLong(Long::longValue).sum();
        return published ? Math.max(THREE_DAYS, Math.round(all * (1 + spread)) + 86_400) : THREE_DAYS;
    }
}
