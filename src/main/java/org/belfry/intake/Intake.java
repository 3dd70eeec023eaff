package org.belfry.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.belfry.access.Caller;
import org.belfry.audience.Audience;
import org.belfry.audience.Recipients;
import org.belfry.audience.Topics;
import org.belfry.catalog.Catalog;
import org.belfry.inbox.Event;
import org.belfry.platform.Conflicts;
import org.belfry.platform.Problem;
import org.belfry.platform.UnixTime;

/** Accepts events. What it answers for is committed. */
@ApplicationScoped
public class Intake {

    /** Most recipients who are told before the answer. */
    private static final int AT_ONCE = 100;

    @Inject
    private Catalog catalog;

    @Inject
    private Audience audience;

    @Inject
    private Topics topics;

    @Inject
    private Recipients recipients;

    @Inject
    private EventStore store;

    @Inject
    private Traffic traffic;

    @Inject
    private UnixTime time;

    /**
     * @param operation what each attempt at this call has in common, or null; it stands for the producer's id where there
     *     is none
     * @throws Problem 400 for an unknown type, 403 for a recipient whom the caller may not write to, for a topic or a broadcast
     *     by who is bound to one recipient, and for a name of a producer that is not the caller's to use
     */
    public Receipt accept(Caller caller, EventDraft draft, String operation) {
        var organization = caller.organizationId();
        var type = catalog.find(organization, draft.type()).orElseThrow(() -> unknown(organization, draft.type()));
        check(caller, draft);
        traffic.posted();
        var topicIds = List.copyOf(topics.ids(organization, draft.topics()).values());
        var subscribers = subscribers(organization, draft, topicIds);
        var many = draft.recipients().size() + subscribers.size() > AT_ONCE;
        var producer = draft.producer() == null ? producer(caller) : draft.producer();
        var post = new EventStore.Post(
                organization,
                happening(producer, draft.id(), operation),
                type,
                producer,
                draft,
                !caller.confined(),
                many ? List.of() : subscribers,
                many ? new FanOut.Audience(List.of(), topicIds, draft.broadcast()) : null);
        return Conflicts.retry(attempt -> store.write(post).orElseGet(() -> {
            // Somebody is named for the first time; that is done outside of the event's transaction.
            audience.named(organization, draft.recipients());
            // Who is gone again by now, as he was erased, is named once more.
            return store.write(post)
                    .orElseThrow(() -> new Conflicts.Outdated("A recipient was erased at the same moment"));
        }));
    }

    private static void check(Caller caller, EventDraft draft) {
        for (var name : draft.recipients()) {
            if (!caller.mayChange(name)) {
                throw Problem.forbidden("This credential is bound to the recipient " + caller.recipient());
            }
        }
        if (draft.broadcast() || !draft.topics().isEmpty()) {
            caller.requireWholeOrganization();
        }
        if (caller.confined() && draft.producer() != null) {
            // Else it could take the number of somebody else's happening, or be told of its outcomes.
            throw Problem.forbidden("This credential is bound to the recipient " + caller.recipient()
                    + ", and is the producer of its events itself");
        }
    }

    /** The first of those who are told without being named; more than can be told at once where there are more. */
    private List<Long> subscribers(long organization, EventDraft draft, List<Long> topicIds) {
        if (draft.broadcast()) {
            return recipients.idsAfter(organization, 0, time.now(), AT_ONCE + 1);
        }
        return topics.subscribersAfter(topicIds, 0, time.now(), AT_ONCE + 1);
    }

    private static String happening(String producer, String id, String operation) {
        if (id != null) {
            return Event.happening(producer, id);
        }
        return operation == null ? null : Event.happening("", operation);
    }

    /** Without a name of its own, whoever holds the credential is the producer. */
    private static String producer(Caller caller) {
        return switch (caller.kind()) {
            case API_KEY -> "key:" + caller.credentialId();
            case SESSION -> "account:" + caller.name();
            case HOST_TOKEN, KEY_TOKEN, SESSION_TOKEN -> "user:" + caller.name();
        };
    }

    private Problem unknown(long organization, String type) {
        return Problem.invalid(
                "type",
                "is unknown: " + type + "; the nearest known types are "
                        + String.join(", ", catalog.nearest(organization, type)));
    }
}
