package org.belfry.intake;

import org.belfry.inbox.Event;

/** An event is new. Fired in the transaction that stores it, so that who observes it adds to that, or lets it fail. */
public record EventStored(Event event) {

    /** Whether it tells of Belfry itself. */
    public boolean isOwn() {
        return EventDraft.BELFRY.equals(event.content().producer());
    }
}
