package org.belfry.stream;

import jakarta.enterprise.context.RequestScoped;

/** Carries what {@link EventStreamResource} has granted to {@link EventStreamFilter}. */
@RequestScoped
public class EventStreamOpening {

    private StreamSubscription subscription;
    private Long after;

    /** @param modseq of the last change that the client has seen; null to begin with the present */
    void grant(StreamSubscription granted, Long modseq) {
        subscription = granted;
        after = modseq;
    }

    boolean isGranted() {
        return subscription != null;
    }

    StreamSubscription watch() {
        return subscription;
    }

    /** Null to begin with the present. */
    Long after() {
        return after;
    }
}
