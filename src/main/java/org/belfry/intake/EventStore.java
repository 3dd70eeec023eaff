package org.belfry.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.belfry.audience.Member;
import org.belfry.audience.Members;
import org.belfry.catalog.TypeInForce;
import org.belfry.inbox.Event;
import org.belfry.inbox.Event.Content;
import org.belfry.inbox.InboxWriter;
import org.belfry.inbox.SourceReport;
import org.belfry.platform.UnixTime;

/** Writes an event and all that follows from it in one transaction. */
@ApplicationScoped
@Transactional
public class EventStore {

    /**
     * What is to be written.
     *
     * @param happening under which it is known whether this was written before; null for an event like no other
     * @param reportsSources whether what it says of a source that is known already holds from now on
     * @param subscribers ids of those who are told although they are not named
     * @param audience for whom it is, where it is told in the background; its recipients are those who are named. Null for an
     *     event that is told at once
     */
    record Post(
            long organizationId,
            String happening,
            TypeInForce type,
            String producer,
            EventDraft draft,
            boolean reportsSources,
            List<Long> subscribers,
            FanOut.Audience audience) {

        private Content content(SourceReport source) {
            var words = EventWords.of(type, draft, source).own();
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
    private Members members;

    @Inject
    private InboxWriter inboxes;

    @Inject
    private Telling telling;

    @Inject
    private EventOutcomes outcomes;

    @Inject
    private UnixTime time;

    @Inject
    private jakarta.enterprise.event.Event<FanOuts.Accepted> accepted;

    /**
     * One transaction: the event, its notifications with modseq and counters, and the outbox; or, for one that is told in the
     * background, what there is to be done. A happening that was reported before is answered as it was then.
     *
     * @return empty, with nothing written, where somebody who is named does not exist yet
     */
    Optional<Receipt> write(Post post) {
        var before = reportedBefore(post);
        if (before.isPresent()) {
            return before;
        }
        var named = members.byName(
                post.organizationId(), post.type().type().code(), post.draft().recipients());
        if (named.size() < post.draft().recipients().size()) {
            return Optional.empty();
        }
        var event = inboxes.store(
                post.organizationId(), post.happening(), post.draft().source(), post.reportsSources(), post::content);
        return Optional.of(
                post.audience() == null ? tell(post, event, named.values()) : tellLater(post, event, named.values()));
    }

    private Receipt tell(Post post, Event event, Collection<Member> named) {
        var all = new LinkedHashMap<Long, Member>();
        inOrder(post, named).forEach(member -> all.put(member.recipient().id(), member));
        members.byId(post.organizationId(), post.type().type().code(), post.subscribers())
                .forEach(member -> all.putIfAbsent(member.recipient().id(), member));
        var words = EventWords.of(post.type(), post.draft(), event.source());
        var told = telling.tell(event, post.type(), words, List.copyOf(all.values()), true);
        entities.flush();
        return new Receipt(event.id(), false, told, null);
    }

    /** As they are named: an inbox of several of them would else show them in no order. */
    private static List<Member> inOrder(Post post, Collection<Member> named) {
        var order = post.draft().recipients();
        var members = new ArrayList<>(named);
        members.sort((one, other) -> Integer.compare(
                order.indexOf(one.recipient().name()),
                order.indexOf(other.recipient().name())));
        return members;
    }

    private Receipt tellLater(Post post, Event event, Collection<Member> named) {
        var audience = new FanOut.Audience(
                named.stream().map(member -> member.recipient().id()).toList(),
                post.audience().topics(),
                post.audience().broadcast());
        var fanOut = new FanOut(
                event.id(), audience, post.draft().title() != null, post.draft().message() != null, time.now());
        entities.persist(fanOut);
        entities.flush();
        accepted.fire(new FanOuts.Accepted());
        return new Receipt(event.id(), false, List.of(), fanOut.progress());
    }

    /** A producer that names the happening is told of a duplicate; a retry gets the answer that got lost. */
    private Optional<Receipt> reportedBefore(Post post) {
        if (post.happening() == null) {
            return Optional.empty();
        }
        return entities.createQuery(
                        "select e from Event e where e.organizationId = :organization and e.happening = :happening",
                        Event.class)
                .setParameter("organization", post.organizationId())
                .setParameter("happening", post.happening())
                .getResultStream()
                .findFirst()
                .map(event -> reported(event, post.draft().id() != null));
    }

    private Receipt reported(Event event, boolean duplicate) {
        var fanOut = entities.find(FanOut.class, event.id());
        return fanOut == null
                ? new Receipt(event.id(), duplicate, outcomes.all(event), null)
                : new Receipt(event.id(), duplicate, List.of(), fanOut.progress());
    }
}
