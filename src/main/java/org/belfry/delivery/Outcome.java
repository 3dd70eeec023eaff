package org.belfry.delivery;

import java.util.Locale;
import java.util.Set;

/**
 * How an attempt ended.
 *
 * @param result what follows from it
 * @param answer the provider's words, or ours where it said nothing; without secrets
 * @param waitAtLeast seconds before which the provider does not want to hear of it again; null where it said nothing of that
 */
public record Outcome(Result result, String answer, Long waitAtLeast) {

    /** What follows from an attempt. */
    public enum Result {
        /** The provider took it. */
        SENT,
        /** Not this one, not now: again later. The provider is well. */
        RETRY,
        /** Too many for the provider: nothing at all is tried there until the time it named has come. */
        THROTTLED,
        /** The provider could not be reached, or is in trouble; the text was not taken. */
        UNAVAILABLE,
        /** Our credentials were refused: nothing will be taken there until that is mended. */
        CREDENTIALS_REJECTED,
        /** Our credentials were withdrawn: it makes no sense to try again until a person has mended that. */
        REVOKED,
        /** Never: this one is refused for good. The provider is well. */
        REFUSED,
        /** Nobody knows whether it arrived. */
        UNCERTAIN,
        /** Somebody else has taken the delivery over; it is theirs. */
        LOST_LEASE;

        /** The name in the API, in the table and in the metrics. */
        public String code() {
            return this == CREDENTIALS_REJECTED ? "broken" : name().toLowerCase(Locale.ROOT);
        }

        private static final Set<Result> OF_TARGET =
                Set.of(THROTTLED, UNAVAILABLE, CREDENTIALS_REJECTED, REVOKED, UNCERTAIN);

        /** Whether it says something of the target, and not only of this message, that others there must heed. */
        public boolean concernsTarget() {
            return OF_TARGET.contains(this);
        }
    }

    public static Outcome of(Result result, String answer) {
        return new Outcome(result, answer, null);
    }

    /** @param seconds null where the provider did not say */
    public Outcome waitingAtLeast(Long seconds) {
        return new Outcome(result, answer, seconds);
    }

    /**
     * The delivery's state after this was its {@code attempts}th attempt of {@code maxAttempts}.
     *
     * @param deduplicates whether the target would know a copy for one, so that it may be sent again blindly
     */
    DeliveryState stateAfter(int attempts, int maxAttempts, boolean deduplicates) {
        return switch (result) {
            case SENT -> DeliveryState.SENT;
            case RETRY, THROTTLED, UNAVAILABLE, CREDENTIALS_REJECTED, REVOKED ->
                attempts >= maxAttempts ? DeliveryState.DEAD : DeliveryState.PENDING;
            case REFUSED -> DeliveryState.DEAD;
            case UNCERTAIN -> deduplicates && attempts < maxAttempts ? DeliveryState.PENDING : DeliveryState.UNCERTAIN;
            case LOST_LEASE -> DeliveryState.SENDING;
        };
    }
}
