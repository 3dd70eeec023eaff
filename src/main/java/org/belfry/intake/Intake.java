package org.belfry.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import org.belfry.access.Caller;
import org.belfry.audience.Audience;
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

    /**
     * @param operation what each attempt at this call has in common, or null; it stands for the producer's id where there
     *     is none
     * @throws Problem 400 for an unknown type, 403 for a recipient whom the caller may not write to, and for a name of a
     *     producer that is not the caller's to use
     */
    public Receipt accept(Caller caller, EventDraft draft, String operation) {
        var type = catalog.find(caller.organizationId(), draft.type())
                .orElseThrow(() -> unknown(draft.type()))
                .type();
        for (var name : draft.recipients()) {
            if (!caller.mayChange(name)) {
                throw Problem.forbidden("This credential is bound to the recipient " + caller.recipient());
            }
        }
        if (caller.confined() && draft.producer() != null) {
            // Else it could take the number of somebody else's happening, or be told of its outcomes.
            throw Problem.forbidden("This credential is bound to the recipient " + caller.recipient()
                    + ", and is the producer of its events itself");
        }
        var content = content(caller, draft, type);
        var post = new EventStore.Post(
                caller.organizationId(),
                happening(content, operation),
                type,
                content,
                draft.source(),
                !caller.confined(),
                draft.recipients());
        return Conflicts.retry(attempt -> store.write(post).orElseGet(() -> {
            // Somebody is named for the first time; that is done outside of the event's transaction.
            audience.named(caller.organizationId(), draft.recipients());
            return store.write(post).orElseThrow();
        }));
    }

    private static String happening(Event.Content content, String operation) {
        if (content.producerEventId() != null) {
            return Event.happening(content.producer(), content.producerEventId());
        }
        return operation == null ? null : Event.happening("", operation);
    }

    private static Event.Content content(Caller caller, EventDraft draft, EventType type) {
        var priority = draft.priority() == null ? type.priority() : draft.priority();
        return new Event.Content(
                draft.producer() == null ? producer(caller) : draft.producer(),
                draft.id(),
                type.code(),
                type.category(),
                priority.code(),
                draft.title() == null
                        ? type.wording()
                                .write(Map.of(), type.wording().variant(Locale.ENGLISH, ZoneOffset.UTC))
                                .title()
                        : draft.title(),
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
            case HOST_TOKEN, KEY_TOKEN, SESSION_TOKEN -> "user:" + caller.name();
        };
    }

    private Problem unknown(String type) {
        return Problem.invalid(
                "type",
                "is unknown: " + type + "; the nearest known types are " + String.join(", ", catalog.nearest(type)));
    }
}
