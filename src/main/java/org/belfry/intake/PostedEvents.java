package org.belfry.intake;

import java.util.List;
import java.util.function.Supplier;

/**
 * What one call posted. Each event is read when it is asked for, and refuses itself by a
 * {@link org.belfry.platform.Problem}.
 *
 * @param batch whether each event has an outcome of its own
 * @param drafts one, where it is no batch
 */
record PostedEvents(boolean batch, List<Supplier<EventDraft>> drafts) {

    static PostedEvents one(Supplier<EventDraft> draft) {
        return new PostedEvents(false, List.of(draft));
    }

    static PostedEvents many(List<Supplier<EventDraft>> drafts) {
        return new PostedEvents(true, drafts);
    }
}
