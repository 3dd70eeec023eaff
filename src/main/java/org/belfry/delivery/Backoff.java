package org.belfry.delivery;

/** When to try again: 5 s after the first attempt, twice as long after each further one, at most an hour. */
final class Backoff {

    private static final long FIRST = 5;
    private static final long LONGEST = 3600;

    private Backoff() {}

    /**
     * @param attempts how many there have been, at least 1
     * @param chance 0 to 1; spreads the waiting between 80 and 120 per cent, so that what failed together does not
     *     come back together
     * @return seconds
     */
    static long seconds(int attempts, double chance) {
        var doubled = attempts > 20 ? LONGEST : Math.min(LONGEST, FIRST << (attempts - 1));
        return Math.max(1, Math.round(doubled * (0.8 + 0.4 * chance)));
    }
}
