package org.belfry.delivery;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The life of a delivery. */
public enum DeliveryState {
    /** Waits for its next attempt. */
    PENDING,
    /** A node has leased it and is sending. */
    SENDING,
    /** The provider took it. */
    SENT,
    /** Refused for good, or given up. */
    DEAD,
    /** The connection broke after the text was handed over: it may have arrived, so it is not sent again blindly. */
    UNCERTAIN,
    /** It was decided not to send it after all. */
    SUPPRESSED;

    private Set<DeliveryState> next() {
        return switch (this) {
            case PENDING -> EnumSet.of(SENDING, SUPPRESSED, DEAD);
            case SENDING -> EnumSet.of(SENT, PENDING, DEAD, UNCERTAIN);
            // The node that sent it may still learn how it ended; and a person may decide to try again.
            case UNCERTAIN -> EnumSet.of(SENT, PENDING, DEAD);
            case DEAD -> EnumSet.of(PENDING);
            case SENT, SUPPRESSED -> EnumSet.noneOf(DeliveryState.class);
        };
    }

    public boolean mayBecome(DeliveryState other) {
        return next().contains(other);
    }

    /** Whether a person may have it tried again. */
    public boolean mayBeTriedAgain() {
        return this == DEAD || this == UNCERTAIN;
    }

    /** The name on the wire and in the tables. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static DeliveryState of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
