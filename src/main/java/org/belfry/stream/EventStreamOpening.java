package org.belfry.stream;

import jakarta.enterprise.context.RequestScoped;

/** Carries what {@link EventStreamResource} has granted to {@link EventStreamFilter}. */
@RequestScoped
public class EventStreamOpening {

    private Watch watch;
    private Long after;

    /** @param modseq of the last change that the client has seen; null to begin with the present */
    void grant(Watch granted, Long modseq) {
        watch = granted;
        after = modseq;
    }

    boolean isGranted() {
        return watch != null;
    }

    Watch watch() {
        return watch;
    }

    /** Null to begin with the present. */
    Long after() {
        return after;
    }
}
