package org.belfry.delivery;

/**
 * How an attempt ended.
 *
 * @param result what follows from it
 * @param answer the provider's words, or ours where it said nothing
 */
public record Outcome(Result result, String answer) {

    /** What follows from an attempt. */
    public enum Result {
        SENT,
        /** Not now: again later. */
        RETRY,
        /** Never: refused for good. */
        REFUSED,
        /** Nobody knows whether it arrived. */
        UNCERTAIN,
        /** Somebody else has taken the delivery over; it is theirs. */
        LOST_LEASE
    }

    public static Outcome of(Result result, String answer) {
        return new Outcome(result, answer);
    }

    /** The delivery's state after this was its {@code attempts}th attempt of {@code maxAttempts}. */
    DeliveryState stateAfter(int attempts, int maxAttempts) {
        return switch (result) {
            case SENT -> DeliveryState.SENT;
            case RETRY -> attempts >= maxAttempts ? DeliveryState.DEAD : DeliveryState.PENDING;
            case REFUSED -> DeliveryState.DEAD;
            case UNCERTAIN -> DeliveryState.UNCERTAIN;
            case LOST_LEASE -> DeliveryState.SENDING;
        };
    }
}
