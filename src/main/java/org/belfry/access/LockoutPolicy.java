package org.belfry.access;

/** The rules by which wrong passwords make one wait. All times in seconds. */
final class LockoutPolicy {

    /** Failures in a row, from one address, that cost nothing. The next attempt waits. */
    static final int FREE = 5;

    static final long FIRST = 30;
    static final long LONGEST = 15 * 60;

    /** So long after the last failure they are forgotten. Longer than the longest wait. */
    static final long FORGOTTEN_AFTER = 3600;

    /** Failures within a window, from all addresses together, after which only known addresses may go on. */
    static final int CROWD = 50;

    static final long WINDOW = 15 * 60;

    /** So long after the last sign-in an address stays known. */
    static final long KNOWN_FOR = 365 * 86_400L;

    private LockoutPolicy() {}

    /** How long one waits after so many failures in a row: twice as long after each. */
    static long wait(int failures) {
        return failures < FREE ? 0 : Math.min(LONGEST, FIRST << Math.min(failures - FREE, 10));
    }

    /** Failures in a row, with one more now. */
    static int inARow(int failures, Long lastFailure, long now) {
        return lastFailure == null || now - lastFailure >= FORGOTTEN_AFTER ? 1 : failures + 1;
    }

    /** Seconds until a window ends; 0 where it has, or none has begun. */
    static long windowLeft(Long begun, long now) {
        return begun == null ? 0 : Math.max(0, begun + WINDOW - now);
    }

    /** How long an address waits that nobody has signed in from, for the sake of the failures everywhere. */
    static long crowdWait(int failures, Long windowBegun, long now) {
        return failures > CROWD ? windowLeft(windowBegun, now) : 0;
    }
}
