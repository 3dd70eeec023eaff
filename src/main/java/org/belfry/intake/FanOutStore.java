package org.belfry.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.belfry.audience.RecipientLookup;
import org.belfry.audience.Recipients;
import org.belfry.audience.Topics;
import org.belfry.catalog.Catalog;
import org.belfry.platform.Node;
import org.belfry.platform.RetryOnConflict;
import org.belfry.platform.UnixTime;

/** The steps of telling many: each is one transaction of bounded size. */
@ApplicationScoped
@Transactional
public class FanOutStore {

    /** Seconds after which another node goes on with what a node has left. Each step renews it. */
    private static final long LEASE = 30;

    private static final int SIDE_BY_SIDE = 20;

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
    private RecipientNotifier notifier;

    @Inject
    private Node node;

    @Inject
    private UnixTime time;

    /** Events that this node may tell, some of which it did not tell before; it holds them for a while from now on. */
    @RetryOnConflict
    public List<Long> claim() {
        var now = time.now();
        var candidates = entities.createQuery(
                        "select f.eventId from FanOut f where f.state = 'running'"
                                + " and (f.leaseUntil is null or f.leaseUntil < :now or f.leaseOwner = :node)"
                                + " order by f.eventId",
                        Long.class)
                .setParameter("now", now)
                .setParameter("node", node.name())
                .setMaxResults(SIDE_BY_SIDE)
                .getResultList();
        var claimed = new ArrayList<Long>();
        for (var id : candidates) {
            var fanOut = locked(id);
            if (fanOut != null && fanOut.isRunning() && fanOut.isFree(node.name(), now)) {
                fanOut.lease(node.name(), now + LEASE);
                claimed.add(id);
            }
        }
        return claimed;
    }

    /**
     * Tells the next few.
     *
     * @param most how many at most; who is in one step waits for it
     * @return false where there is nothing left to do for this node
     */
    @RetryOnConflict
    public boolean step(long eventId, int most) {
        var fanOut = locked(eventId);
        if (fanOut == null || !fanOut.isLeasedBy(node.name())) {
            return false;
        }
        var event = fanOut.event();
        if (!fanOut.isCounted()) {
            fanOut.expect(count(event.organizationId(), fanOut));
        }
        var ids = next(event.organizationId(), fanOut, most);
        if (!ids.isEmpty()) {
            var type = catalog.find(event.organizationId(), event.content().type())
                    .orElseGet(() -> catalog.removed(
                            event.organizationId(),
                            event.content().type(),
                            event.content().category()));
            var renderer = EventRenderer.of(type, event, fanOut.ownTitle(), fanOut.ownMessage());
            var results = notifier.notifyRecipients(
                    event,
                    type,
                    renderer,
                    lookup.byId(event.organizationId(), type.type().code(), ids),
                    fanOut.position() == 0);
            fanOut.advance(ids.get(ids.size() - 1), results);
        }
        if (ids.size() < most) {
            fanOut.finish(time.now());
            return false;
        }
        fanOut.lease(node.name(), time.now() + LEASE);
        return true;
    }

    /** At the start of the only node there can be, every lease is one of a former run. */
    public void endAllLeases() {
        entities.createQuery("update FanOut f set f.leaseUntil = 0 where f.state = 'running'")
                .executeUpdate();
    }

    /** How far an event is that is told in the background; empty for another. */
    public Optional<FanOut.Progress> progress(long eventId) {
        return Optional.ofNullable(entities.find(FanOut.class, eventId)).map(FanOut::progress);
    }

    private List<Long> next(long organizationId, FanOut fanOut, int most) {
        var audience = fanOut.audience();
        if (audience.broadcast()) {
            return recipients.idsAfter(organizationId, fanOut.position(), fanOut.startedAt(), most);
        }
        var ids =
                new TreeSet<>(topics.subscribersAfter(audience.topics(), fanOut.position(), fanOut.startedAt(), most));
        ids.addAll(after(audience.recipients(), fanOut.position(), most));
        return ids.stream().limit(most).toList();
    }

    private static List<Long> after(Collection<Long> ids, long position, int most) {
        return ids.stream().filter(id -> id > position).limit(most).toList();
    }

    /** Somebody who is named and follows a topic too counts twice, until all are told. */
    private long count(long organizationId, FanOut fanOut) {
        var audience = fanOut.audience();
        return audience.broadcast()
                ? recipients.count(organizationId, fanOut.startedAt())
                : audience.recipients().size() + topics.countSubscribers(audience.topics(), fanOut.startedAt());
    }

    private FanOut locked(long eventId) {
        return entities.find(FanOut.class, eventId, LockModeType.PESSIMISTIC_WRITE);
    }
}
