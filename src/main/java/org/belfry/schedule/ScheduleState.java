package org.belfry.schedule;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.belfry.platform.Sentence;

/** Where a schedule stands, and each of its runs: those are only ever firing, fired, missed or failed. */
public enum ScheduleState {
    /** Its moment is still to come. */
    SCHEDULED,
    /** It has begun, and how it ends is not known yet. */
    FIRING,
    FIRED,
    /** Its moment was too long in the past when it could be looked at. */
    MISSED,
    FAILED,
    CANCELLED;

    private static final Map<ScheduleState, Set<ScheduleState>> NEXT = Map.of(
            // A recurring one that was missed, or needs no call, waits for its next moment at once.
            SCHEDULED, Set.of(SCHEDULED, FIRING, FIRED, MISSED, FAILED, CANCELLED),
            // A recurring one waits for its next moment again.
            FIRING, Set.of(SCHEDULED, FIRED, FAILED),
            // Again, by hand.
            FIRED, Set.of(FIRING, FIRED),
            MISSED, Set.of(FIRING, FIRED),
            FAILED, Set.of(FIRING, FIRED),
            CANCELLED, Set.of());

    boolean mayBecome(ScheduleState next) {
        return NEXT.get(this).contains(next);
    }

    /** Whether it can be run by hand. */
    boolean mayRun() {
        return mayBecome(FIRING);
    }

    /** The name on the wire and in the tables. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What is said of one that is in it: the rest of a sentence. */
    Sentence sentence() {
        return Sentence.of(
                switch (this) {
                    case SCHEDULED -> "scheduled";
                    case FIRING -> "firing";
                    case FIRED -> "fired";
                    case MISSED -> "missed";
                    case FAILED -> "failed";
                    case CANCELLED -> "cancelled";
                });
    }

    /** The one of that {@link #code()}; empty where there is none. */
    public static Optional<ScheduleState> named(String code) {
        return Arrays.stream(values())
                .filter(state -> state.code().equals(code))
                .findFirst();
    }

    static ScheduleState of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
