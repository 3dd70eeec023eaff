package org.belfry.schedule;

import java.util.Set;
import org.belfry.delivery.Outcome;
import org.belfry.delivery.Outcome.Result;
import org.belfry.platform.Sentence;

/**
 * What a call of a target means for the run.
 *
 * @param words the target's answer, or why there is none; null where it is not ours
 * @param waitAtLeast seconds before which the target does not want to be called again; null where it said nothing of that
 */
record CallOutcome(Kind kind, Sentence words, Long waitAtLeast) {

    enum Kind {
        FIRED,
        /** Not now: again later. */
        RETRY,
        /** Never. */
        FAILED,
        /** The run is somebody else's by now. */
        NOT_OURS
    }

    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_EARLY = 425;
    private static final int TOO_MANY = 429;
    private static final Set<Integer> NOT_NOW = Set.of(REQUEST_TIMEOUT, TOO_EARLY, TOO_MANY);

    /** Each wait is that much longer than the one before, up to so many times the first. */
    private static final int GROWTH = 2;

    private static final int MOST_TIMES = 12;
    private static final double SPREAD = 0.1;

    /** Seconds that a target may ask to wait; the moment is passing. */
    private static final long LONGEST_ASKED = 300;

    static CallOutcome failed(Sentence words) {
        return new CallOutcome(Kind.FAILED, words, null);
    }

    /** @param status null where there was no answer */
    static CallOutcome of(Outcome outcome, Integer status) {
        if (outcome.result() == Result.LOST_LEASE) {
            return new CallOutcome(Kind.NOT_OURS, null, null);
        }
        if (outcome.result() == Result.SENT) {
            return new CallOutcome(Kind.FIRED, answered(outcome, status), null);
        }
        if (status == null) {
            return outcome.result() == Result.REFUSED
                    ? failed(Sentence.of("the target was %s", outcome.answer()))
                    : new CallOutcome(Kind.RETRY, Sentence.asIs(outcome.answer()), null);
        }
        return status >= 500 || NOT_NOW.contains(status)
                ? new CallOutcome(Kind.RETRY, answered(outcome, status), outcome.waitAtLeast())
                : failed(answered(outcome, status));
    }

    private static Sentence answered(Outcome outcome, Integer status) {
        return outcome.answer().equals("answered " + status)
                ? Sentence.of("the target answered %s", status)
                : Sentence.of("the target %s", outcome.answer());
    }

    /**
     * Seconds until the next attempt, at least 1.
     *
     * @param attempts how many there have been, at least 1
     * @param first seconds after the first
     * @param chance 0 to 1
     */
    long wait(int attempts, long first, double chance) {
        var times = Math.min(MOST_TIMES, Math.pow(GROWTH, attempts - 1.0));
        var wait = Math.max(1, Math.round(first * times * (1 - SPREAD + 2 * SPREAD * chance)));
        return waitAtLeast == null ? wait : Math.max(wait, Math.min(LONGEST_ASKED, waitAtLeast));
    }
}
