package org.belfry.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.belfry.audience.RecipientLookup;
import org.belfry.audience.RecipientWithPreference;
import org.belfry.audience.Recipients;
import org.belfry.audience.Topics;
import org.belfry.audit.Action;
import org.belfry.audit.Audit;
import org.belfry.catalog.Catalog;
import org.belfry.catalog.EffectiveType;
import org.belfry.inbox.Event;
import org.belfry.inbox.Event.Content;
import org.belfry.inbox.InboxDelivery;
import org.belfry.inbox.SourceReport;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.Problem;
import org.belfry.platform.UnixTime;

/** Writes an event and all that follows from it in one transaction. */
@ApplicationScoped
@Transactional
public class EventStore {

    /** Most recipients who are told before the answer. */
    private static final int AT_ONCE = 100;

    /**
     * What is to be written.
     *
     * @param operation what each attempt at this call has in common, or null; it stands for the producer's id where there
     *     is none
     * @param reportsSources whether what it says of a source that is known already holds from now on
     */
    record Post(long organizationId, String producer, EventDraft draft, String operation, boolean reportsSources) {

        /** Under which it is known whether this was written before; null for an event like no other. */
        private String eventKey() {
            if (draft.id() != null) {
                return Event.eventKey(producer, draft.id());
            }
            return operation == null ? null : Event.eventKey("", operation);
        }

        Content content(EffectiveType type, SourceReport source) {
            var words = EventRenderer.of(type, draft, source).own();
            var priority = draft.priority() == null ? type.type().priority() : draft.priority();
            return new Content(
                    producer,
                    draft.id(),
                    type.type().code(),
                    type.type().category(),
                    priority.code(),
                    words.title(),
                    words.message(),
                    draft.link(),
                    draft.actor(),
                    draft.dedupKey(),
                    draft.data());
        }
    }

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private Catalog catalog;

    @Inject
    private RecipientLookup lookup;

    @Inject
    private Topics topics;

    @Inject
    private Recipients recipients;

    @Inject
    private InboxDelivery inboxes;

    @Inject
    private RecipientNotifier notifier;

    @Inject
    private EventOutcomes outcomes;

    @Inject
    private FanOutStore fanOuts;

    @Inject
    private Audit audit;

    @Inject
    private UnixTime time;

    @Inject
    private jakarta.enterprise.event.Event<FanOutWorker.Accepted> accepted;

    @Inject
    private jakarta.enterprise.event.Event<EventStored> stored;

    /**
     * One transaction: the event, its notifications with modseq and counters, and the outbox; or, for one that is told in the
     * background, what there is to be done. A happening that was reported before is answered as it was then.
     *
     * @return empty, with nothing written, where somebody who is named does not exist yet
     * @throws Problem 400 for an unknown type
     */
    Optional<EventReceipt> write(Post post) {
        var eventKey = post.eventKey();
        var before = reportedBefore(post, eventKey);
        if (before.isPresent()) {
            return before;
        }
        var draft = post.draft();
        var type = catalog.find(post.organizationId(), draft.type()).orElseThrow(() -> unknown(post));
        var named = lookup.byName(post.organizationId(), type.type().code(), draft.recipients());
        if (!named.keySet().containsAll(draft.recipients())) {
            return Optional.empty();
        }
        var topicIds = topicIds(post);
        var others = others(post, topicIds);
        var event = inboxes.store(
                post.organizationId(),
                eventKey,
                draft.source(),
                post.reportsSources(),
                source -> post.content(type, source));
        stored.fire(new EventStored(event));
        var later = named.size() + others.size() > AT_ONCE;
        var receipt = later
                ? startFanOut(post, event, named.values(), topicIds)
                : notifyNow(post, type, event, named, others);
        record(post, event, later ? null : (long) receipt.results().size());
        return Optional.of(receipt);
    }

    /** What Belfry tells of itself has an entry already, that of what happened. */
    private void record(Post post, Event event, Long recipients) {
        if (post.producer().equals(EventDraft.BELFRY)) {
            return;
        }
        audit.record(
                post.organizationId(),
                Action.EVENT_POSTED,
                String.valueOf(event.id()),
                null,
                JsonOutput.object()
                        .add("type", event.content().type())
                        .add("recipients", JsonOutput.of(recipients))
                        .build());
    }

    /**
     * What the event would say by itself, with nothing written.
     *
     * @throws Problem 400 for an unknown type
     */
    Content imagine(Post post) {
        var type = catalog.find(post.organizationId(), post.draft().type()).orElseThrow(() -> unknown(post));
        return post.content(type, post.draft().source());
    }

    private List<Long> topicIds(Post post) {
        var names = post.draft().topics();
        return names.isEmpty()
                ? List.of()
                : List.copyOf(topics.ids(post.organizationId(), names).values());
    }

    /** The first of those who are told without being named; more than are told at once where there are more. */
    private List<Long> others(Post post, List<Long> topicIds) {
        if (post.draft().broadcast()) {
            return recipients.idsAfter(post.organizationId(), 0, time.now(), AT_ONCE + 1);
        }
        return topicIds.isEmpty() ? List.of() : topics.subscribersAfter(topicIds, 0, time.now(), AT_ONCE + 1);
    }

    private EventReceipt notifyNow(
            Post post, EffectiveType type, Event event, Map<String, RecipientWithPreference> named, List<Long> others) {
        var all = new LinkedHashMap<Long, RecipientWithPreference>();
        for (var name : post.draft().recipients()) {
            var candidate = named.get(name);
            all.put(candidate.recipient().id(), candidate);
        }
        lookup.byId(post.organizationId(), type.type().code(), others)
                .forEach(candidate -> all.putIfAbsent(candidate.recipient().id(), candidate));
        var renderer = EventRenderer.of(type, post.draft(), event.source());
        var results = notifier.notifyRecipients(event, type, renderer, List.copyOf(all.values()), true);
        entities.flush();
        return new EventReceipt(event.id(), false, results, null);
    }

    private EventReceipt startFanOut(
            Post post, Event event, Collection<RecipientWithPreference> named, List<Long> topicIds) {
        var audience = new FanOut.Audience(
                named.stream().map(candidate -> candidate.recipient().id()).toList(),
                topicIds,
                post.draft().broadcast());
        var fanOut = new FanOut(
                event.id(), audience, post.draft().title() != null, post.draft().message() != null, time.now());
        entities.persist(fanOut);
        entities.flush();
        accepted.fire(new FanOutWorker.Accepted());
        return new EventReceipt(event.id(), false, List.of(), fanOut.progress());
    }

    /** A producer that names the happening is told of a duplicate; a retry gets the answer that got lost. */
    private Optional<EventReceipt> reportedBefore(Post post, String eventKey) {
        if (eventKey == null) {
            return Optional.empty();
        }
        return entities.createQuery(
                        "select e from Event e where e.organizationId = :organization and e.eventKey = :eventKey",
                        Event.class)
                .setParameter("organization", post.organizationId())
                .setParameter("eventKey", eventKey)
                .getResultStream()
                .findFirst()
                .map(event -> reported(event, post.draft().id() != null));
    }

    private EventReceipt reported(Event event, boolean duplicate) {
        return fanOuts.progress(event.id())
                .map(progress -> new EventReceipt(event.id(), duplicate, List.of(), progress))
                .orElseGet(() -> new EventReceipt(event.id(), duplicate, outcomes.all(event), null));
    }

    private Problem unknown(Post post) {
        var type = post.draft().type();
        return Problem.invalid(
                "type",
                "is unknown: %s; the closest matches are %s",
                type,
                String.join(", ", catalog.nearest(post.organizationId(), type)));
    }
}
