package org.belfry.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.belfry.platform.Batches;
import org.belfry.platform.BulkStatements;
import org.belfry.platform.Database;
import org.belfry.platform.TransactionRetry;

/**
 * Locks inboxes, always in the order of their ids, and loads notifications under their locks. Whatever changes an inbox
 * begins here: without a {@link LockedInbox} nothing can be loaded for change. All of it joins the caller's transaction.
 *
 * <p>What is loaded is refreshed, even if the transaction has seen it before: an older copy may predate the lock.
 */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class InboxLocks {

    /**
     * What the changing methods of {@link Inbox} and {@link Notification} demand. Only this class can make one, and it gives
     * one only to what it locked, or loaded under a lock.
     */
    static final class Permit {

        private static final Permit GRANTED = new Permit();

        private Permit() {}

        /** Fails for null, which is no permit. */
        void check() {
            Objects.requireNonNull(this);
        }
    }

    /** EclipseLink's hint for a query that refreshes the persistence context. */
    private static final String REFRESH = "eclipselink.refresh";

    private static final String ROWS = "select " + NotificationRow.COLUMNS + " from notification n where n.";

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private Database database;

    @Inject
    private BulkStatements bulk;

    /** The inbox, locked until the transaction ends; empty if it has been removed. */
    public Optional<LockedInbox> lock(long inboxId) {
        return refreshed(entities.createQuery("select i from Inbox i where i.id = :id", Inbox.class)
                        .setParameter("id", inboxId))
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst()
                .map(inbox -> new LockedInbox(Permit.GRANTED, inbox));
    }

    /** Those of the inboxes that have not been removed, locked until the transaction ends; by id, and in that order. */
    Map<Long, LockedInbox> lockExisting(Collection<Long> inboxIds) {
        var ordered = new TreeSet<>(inboxIds);
        var locked = new TreeMap<Long, LockedInbox>();
        switch (database.product()) {
            case POSTGRESQL ->
                Batches.of(ordered).forEach(some -> refreshed(entities.createQuery(
                                        "select i from Inbox i where i.id in :ids order by i.id", Inbox.class)
                                .setParameter("ids", some))
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getResultList()
                        .forEach(inbox -> locked.put(inbox.id(), new LockedInbox(Permit.GRANTED, inbox))));
            // Which cannot lock what it sorts.
            case DERBY -> ordered.forEach(id -> lock(id).ifPresent(inbox -> locked.put(id, inbox)));
        }
        return locked;
    }

    /**
     * {@link #lockExisting} of inboxes that must all be there.
     *
     * @throws TransactionRetry.StaleReadException if one has been removed since the transaction began: the transaction runs again
     */
    Map<Long, LockedInbox> lockAll(Collection<Long> inboxIds) {
        var locked = lockExisting(inboxIds);
        requireAll(inboxIds, locked);
        return locked;
    }

    private static void requireAll(Collection<Long> inboxIds, Map<Long, ?> found) {
        for (var id : inboxIds) {
            if (!found.containsKey(id)) {
                throw new TransactionRetry.StaleReadException("The inbox " + id + " is gone");
            }
        }
    }

    /**
     * Locks the inboxes and counts one new notification in each; by inbox.
     *
     * @throws TransactionRetry.StaleReadException if one has been removed since the transaction began: the transaction runs again
     */
    Map<Long, NotificationSlot> arrive(Collection<Long> inboxIds) {
        var arrivals = new HashMap<Long, NotificationSlot>();
        switch (database.product()) {
            case POSTGRESQL -> arriveOnPostgresql(List.copyOf(new TreeSet<>(inboxIds)), arrivals);
            // Which returns nothing from an update.
            case DERBY -> lockAll(inboxIds).forEach((id, inbox) -> arrivals.put(id, inbox.arrive()));
        }
        requireAll(inboxIds, arrivals);
        return arrivals;
    }

    /** One statement, however many they are; the inner select takes the locks in order. */
    private void arriveOnPostgresql(List<Long> ordered, Map<Long, NotificationSlot> arrivals) {
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
        for (var row : query.getResultList()) {
            var columns = (Object[]) row;
            var id = number(columns[0]);
            arrivals.put(id, new NotificationSlot(Permit.GRANTED, id, number(columns[1]), number(columns[2])));
        }
    }

    /** Those of the ids that are in the inbox, with their events, in the order of their ids. */
    List<LockedNotification> load(LockedInbox inbox, Collection<Long> ids) {
        return load(Map.of(inbox.id(), inbox), ids);
    }

    /** Those of the ids that are in one of the inboxes, with their events, in the order of their ids. */
    List<LockedNotification> load(Map<Long, LockedInbox> inboxes, Collection<Long> ids) {
        var loaded = new ArrayList<LockedNotification>();
        for (var some : Batches.of(new TreeSet<>(ids))) {
            refreshed(entities.createQuery(Inboxes.SHOWN + " where n.id in :ids order by n.id", Notification.class)
                            .setParameter("ids", some))
                    .getResultStream()
                    .filter(notification -> inboxes.containsKey(notification.inboxId()))
                    .forEach(notification -> loaded.add(
                            new LockedNotification(Permit.GRANTED, inboxes.get(notification.inboxId()), notification)));
        }
        return loaded;
    }

    /** The oldest that are unread and were never delivered, with their events. */
    List<LockedNotification> loadUndelivered(LockedInbox inbox, int limit) {
        return refreshed(entities.createQuery(
                                Inboxes.SHOWN + " where n.inboxId = :inbox and " + Unread.UNDELIVERED_JPQL
                                        + " order by n.createdAt, n.id",
                                Notification.class)
                        .setParameter("inbox", inbox.id())
                        .setParameter("readAll", inbox.state().readAllModseq())
                        .setMaxResults(limit))
                .getResultStream()
                .map(notification -> new LockedNotification(Permit.GRANTED, inbox, notification))
                .toList();
    }

    /**
     * Those of the ids that are in one of the inboxes, to delete them.
     *
     * @param condition more SQL that holds for them, beginning with {@code and}; {@code n} is the notification
     */
    List<NotificationRow> rows(Map<Long, LockedInbox> inboxes, Collection<Long> ids, String condition) {
        return bulk.select(ROWS + "id {ids}" + condition, ids).stream()
                .filter(columns -> inboxes.containsKey(NotificationRow.inboxId(columns)))
                .map(columns ->
                        new NotificationRow(Permit.GRANTED, inboxes.get(NotificationRow.inboxId(columns)), columns))
                .toList();
    }

    /** The oldest in the inbox that were created before a second, to delete them. */
    List<NotificationRow> rowsBefore(LockedInbox inbox, long before, int limit) {
        var rows = new ArrayList<NotificationRow>();
        for (var columns : entities.createNativeQuery(
                        ROWS + "inbox_id = ?1 and n.created_at < ?2 order by n.created_at, n.id fetch first " + limit
                                + " rows only")
                .setParameter(1, inbox.id())
                .setParameter(2, before)
                .getResultList()) {
            rows.add(new NotificationRow(Permit.GRANTED, inbox, (Object[]) columns));
        }
        return rows;
    }

    /** Counts the inbox again. */
    Recount recount(LockedInbox inbox) {
        return new Recount(
                Permit.GRANTED,
                inbox,
                bulk.select(InboxCounts.QUERY, List.of(inbox.id())).get(0));
    }

    private static <T> TypedQuery<T> refreshed(TypedQuery<T> query) {
        return query.setHint(REFRESH, true);
    }

    private static long number(Object column) {
        return ((Number) column).longValue();
    }
}
