package org.belfry.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.belfry.platform.Conflicts;
import org.belfry.platform.Database;
import org.belfry.platform.Problem;

/** Locks inboxes, always in the order of their ids, and counts arrivals. All of it joins the caller's transaction. */
@ApplicationScoped
public class InboxCounters {

    /** An inbox's counters after an arrival. */
    record Counted(long modseq, long unreadCount) {}

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private Database database;

    /**
     * The inbox, locked until the transaction ends, as it is now.
     *
     * @throws Problem 404 where it was removed a moment ago
     */
    Inbox lock(long inboxId) {
        var inbox = locked(inboxId);
        if (inbox == null) {
            throw Problem.notFound("Recipient");
        }
        return inbox;
    }

    private Inbox locked(long inboxId) {
        return entities.find(Inbox.class, inboxId, LockModeType.PESSIMISTIC_WRITE);
    }

    /**
     * The inboxes, locked in the order of their ids until the transaction ends, as they are now.
     *
     * @throws Conflicts.Outdated where one of them is gone
     */
    Map<Long, Inbox> lockAll(Collection<Long> inboxIds) {
        var locked = lockThose(inboxIds);
        requireAll(List.copyOf(new TreeSet<>(inboxIds)), locked);
        return locked;
    }

    /** {@link #lockAll} of those that are there. */
    Map<Long, Inbox> lockThose(Collection<Long> inboxIds) {
        var ordered = List.copyOf(new TreeSet<>(inboxIds));
        if (ordered.isEmpty()) {
            return Map.of();
        }
        var locked = new HashMap<Long, Inbox>();
        switch (database.product()) {
            case POSTGRESQL ->
                entities.createQuery("select i from Inbox i where i.id in :ids order by i.id", Inbox.class)
                        .setParameter("ids", ordered)
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getResultList()
                        .forEach(inbox -> locked.put(inbox.id(), inbox));
            case DERBY ->
                ordered.forEach(id -> {
                    var inbox = locked(id);
                    if (inbox != null) {
                        locked.put(id, inbox);
                    }
                });
        }
        return locked;
    }

    /** Who was erased since the transaction looked is not told: it looks again. */
    private static void requireAll(List<Long> ordered, Map<Long, ?> found) {
        for (var id : ordered) {
            if (found.get(id) == null) {
                throw new Conflicts.Outdated("The inbox " + id + " is gone");
            }
        }
    }

    /** Counts one new notification in each inbox. The rows stay locked until the transaction ends. */
    Map<Long, Counted> arrive(Collection<Long> inboxIds) {
        var ordered = List.copyOf(new TreeSet<>(inboxIds));
        return switch (database.product()) {
            case POSTGRESQL -> arriveOnPostgresql(ordered);
            case DERBY -> arriveOnDerby(ordered);
        };
    }

    /** One statement, whatever their number; the inner select takes the locks in order. */
    private Map<Long, Counted> arriveOnPostgresql(List<Long> ordered) {
        var parameters =
                IntStream.rangeClosed(1, ordered.size()).mapToObj(i -> "?" + i).collect(Collectors.joining(","));
        var query = entities.createNativeQuery("with locked as (select id from inbox where id in (" + parameters
                + ") order by id for update)"
                + " update inbox i set modseq = i.modseq + 1, unread_count = i.unread_count + 1,"
                + " undelivered_count = i.undelivered_count + 1, total_count = i.total_count + 1"
                + " from locked where i.id = locked.id returning i.id, i.modseq, i.unread_count");
        for (var i = 0; i < ordered.size(); i++) {
            query.setParameter(i + 1, ordered.get(i));
        }
        var counted = new HashMap<Long, Counted>();
        for (var row : query.getResultList()) {
            var columns = (Object[]) row;
            counted.put(number(columns[0]), new Counted(number(columns[1]), number(columns[2])));
        }
        requireAll(ordered, counted);
        return counted;
    }

    /** Derby returns nothing from an update. */
    private Map<Long, Counted> arriveOnDerby(List<Long> ordered) {
        var counted = new HashMap<Long, Counted>();
        lockAll(ordered).forEach((id, inbox) -> {
            inbox.arrived();
            counted.put(id, new Counted(inbox.modseq(), inbox.unreadCount()));
        });
        return counted;
    }

    private static long number(Object column) {
        return ((Number) column).longValue();
    }
}
