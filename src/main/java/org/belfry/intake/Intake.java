package org.belfry.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.belfry.access.Caller;
import org.belfry.audience.RecipientRegistry;
import org.belfry.catalog.Catalog;
import org.belfry.inbox.Event;
import org.belfry.platform.Problem;
import org.belfry.platform.TransactionRetry;

/** Accepts events. What it answers for is committed. */
@ApplicationScoped
public class Intake {

    @Inject
    private RecipientRegistry registry;

    @Inject
    private Catalog catalog;

    @Inject
    private EventStore store;

    @Inject
    private PostCounter postCounter;

    /**
     * What anybody but Belfry posts.
     *
     * @param operation what each attempt at this call has in common, or null; it stands for the producer's id where there
     *     is none
     * @throws Problem 400 for an unknown type and for an actor who looks like Belfry, 403 for a type that only Belfry posts, for a
     *     recipient whom the caller may not write to, for a topic or a broadcast by who is bound to one recipient, and for a name of a
     *     producer that is not the caller's to use
     */
    public EventReceipt accept(Caller caller, EventDraft draft, String operation) {
        check(caller, draft);
        return written(caller, draft, operation);
    }

    /** Posts an event of Belfry's own, in an organization. */
    EventReceipt acceptOwn(long organizationId, String organization, EventDraft draft) {
        return written(Caller.belfry(organizationId, organization), draft, null);
    }

    private EventReceipt written(Caller caller, EventDraft draft, String operation) {
        postCounter.posted();
        var post = post(caller, draft, operation);
        return TransactionRetry.retry(attempt -> store.write(post).orElseGet(() -> {
            // Somebody is named for the first time; that is done outside of the event's transaction.
            registry.createIfAbsent(post.organizationId(), draft.recipients());
            return store.write(post)
                    .orElseThrow(() -> new TransactionRetry.StaleReadException(
                            "Somebody who is named was erased at the same moment"));
        }));
    }

    /**
     * What the event would say by itself if it was accepted: in the organization's language, with times in UTC.
     *
     * @throws Problem as {@link #accept} does
     */
    public Event.Content preview(Caller caller, EventDraft draft) {
        check(caller, draft);
        return store.imagine(post(caller, draft, null));
    }

    private static EventStore.Post post(Caller caller, EventDraft draft, String operation) {
        return new EventStore.Post(
                caller.organizationId(),
                draft.producer() == null ? producer(caller) : draft.producer(),
                draft,
                operation,
                !caller.confined());
    }

    private void check(Caller caller, EventDraft draft) {
        catalog.reserved(draft.type()).ifPresent(type -> {
            throw type.equals(draft.type())
                    ? Problem.forbidden("Only Belfry itself can send events of the type %s", type)
                    : Problem.invalid("type", "looks like %s, a built-in type; choose another code", type);
        });
        if (draft.actsAsBelfry()) {
            throw Problem.invalid("actor", "is reserved for Belfry, or looks like it; choose another name");
        }
        for (var name : draft.recipients()) {
            if (!caller.mayChange(name)) {
                throw Problem.forbidden("This credential is bound to the recipient %s", caller.recipient());
            }
        }
        if (draft.broadcast() || !draft.topics().isEmpty()) {
            caller.requireWholeOrganization();
        }
        if (caller.confined() && draft.producer() != null) {
            // Else it could take the number of somebody else's happening, or be told of its outcomes.
            throw Problem.forbidden(
                    "This credential is bound to the recipient %s and is always the producer of its events",
                    caller.recipient());
        }
    }

    /** Without a name of its own, whoever holds the credential is the producer. */
    private static String producer(Caller caller) {
        return switch (caller.kind()) {
            case API_KEY -> "key:" + caller.credentialId();
            case SESSION -> "account:" + caller.name();
            case HOST_TOKEN, KEY_TOKEN, SESSION_TOKEN -> "user:" + caller.name();
        };
    }
}
