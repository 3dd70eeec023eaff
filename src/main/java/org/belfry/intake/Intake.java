package org.belfry.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.belfry.access.Caller;
import org.belfry.audience.Audience;
import org.belfry.audience.Decision;
import org.belfry.audience.Recipient;
import org.belfry.catalog.Catalog;
import org.belfry.catalog.EventType;
import org.belfry.inbox.Event;
import org.belfry.platform.Conflicts;
import org.belfry.platform.Problem;

/** Accepts events. What it answers for is committed. */
@ApplicationScoped
public class Intake {

    @Inject
    private Catalog catalog;

    @Inject
    private Audience audience;

    @Inject
    private EventStore store;

    /** @throws Problem 400 for an unknown type, 403 for a recipient whom the caller may not write to */
    public Receipt accept(Caller caller, EventDraft draft) {
        var type = catalog.find(caller.organizationId(), draft.type()).orElseThrow(() -> unknown(draft.type()));
        for (var name : draft.recipients()) {
            if (!caller.mayChange(name)) {
                throw Problem.forbidden("This credential is bound to the recipient " + caller.recipient());
            }
        }
        var content = content(caller, draft, type);
        return Conflicts.retry(attempt -> known(caller, content)
                .orElseGet(() ->
                        store.write(caller.organizationId(), content, draft.source(), decide(caller, draft, type))));
    }

    private Optional<Receipt> known(Caller caller, Event.Content content) {
        return content.producerEventId() == null
                ? Optional.empty()
                : store.find(caller.organizationId(), content.producer(), content.producerEventId());
    }

    private List<EventStore.Addressed> decide(Caller caller, EventDraft draft, EventType type) {
        var addressed = new ArrayList<EventStore.Addressed>();
        for (Recipient recipient : audience.named(caller.organizationId(), draft.recipients())) {
            addressed.add(new EventStore.Addressed(recipient, Decision.decide(type, recipient)));
        }
        return addressed;
    }

    private static Event.Content content(Caller caller, EventDraft draft, EventType type) {
        var priority = draft.priority() == null ? type.priority() : draft.priority();
        return new Event.Content(
                draft.producer() == null ? producer(caller) : draft.producer(),
                draft.id(),
                type.code(),
                type.category(),
                priority.code(),
                draft.title() == null ? type.title() : draft.title(),
                draft.message(),
                draft.link(),
                draft.actor(),
                draft.dedupKey(),
                draft.data());
    }

    /** Without a name of its own, whoever holds the credential is the producer. */
    private static String producer(Caller caller) {
        return switch (caller.kind()) {
            case API_KEY -> "key:" + caller.credentialId();
            case SESSION -> "account:" + caller.name();
        };
    }

    private Problem unknown(String type) {
        return Problem.invalid(
                "type",
                "is unknown: " + type + "; the nearest known types are " + String.join(", ", catalog.nearest(type)));
    }
}
