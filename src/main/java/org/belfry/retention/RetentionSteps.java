package org.belfry.retention;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import org.belfry.audience.Recipients;
import org.belfry.inbox.Cutoffs;
import org.belfry.inbox.InboxDelivery;
import org.belfry.inbox.OldNotifications;
import org.belfry.inbox.OldNotifications.Candidate;
import org.belfry.platform.BulkStatements;
import org.belfry.platform.Database;
import org.belfry.platform.RetryOnConflict;
import org.belfry.platform.UnixTime;

/**
 * The steps of a run, each a short transaction. Whoever looks for what is old locks nothing. What a step removes it counts in the same
 * transaction, and only while this node has the lease: so a count is never wrong, wherever a node was killed.
 */
@ApplicationScoped
@Transactional
class RetentionSteps {

    /** How many inboxes are looked at together, and locked at most. */
    static final int INBOXES = 100;

    /** A delivery that has not ended still needs its notification. */
    private static final String ON_ITS_WAY = "exists (select 1 from delivery d where d.notification_id = n.id"
            + " and d.state in ('pending', 'sending'))";

    /** That nobody has an event any more, nor will: on other channels, by a fan-out, or counted in a notification that still counts. */
    private static final String OF_NOBODY = "select e.id, e.created_at from event e where e.id {ids}"
            + " and not exists (select 1 from notification n where n.event_id = e.id)"
            + " and not exists (select 1 from delivery d where d.event_id = e.id"
            + " and d.state in ('pending', 'sending', 'uncertain'))"
            + " and not exists (select 1 from fan_out f where f.event_id = e.id and f.state = 'running')"
            + " and not exists (select 1 from event_outcome o join collapse c on c.inbox_id = o.recipient_id"
            + " and c.notification_id = o.notification_id where o.event_id = e.id and c.ends_at > ";

    /** An old event: a candidate until it is known that nobody has it. */
    record OldEvent(long id, String type, long createdAt) {}

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private RetentionRuns runs;

    @Inject
    private Recipients recipients;

    @Inject
    private OldNotifications notifications;

    @Inject
    private InboxDelivery inboxes;

    @Inject
    private BulkStatements bulk;

    @Inject
    private Database database;

    @Inject
    private UnixTime time;

    /** Most rows that one transaction removes of a kind. */
    @Transactional(TxType.SUPPORTS)
    public int rows() {
        return switch (database.product()) {
            case POSTGRESQL -> 1000;
            // Which gets them one by one, and keeps others waiting for longer.
            case DERBY -> 200;
        };
    }

    /** The next inboxes of an organization, in the order of their ids. */
    public List<Long> inboxesAfter(long organizationId, long position) {
        return recipients.idsAfter(organizationId, position, Long.MAX_VALUE, INBOXES);
    }

    public List<Candidate> find(Collection<Long> inboxIds, Cutoffs cutoffs) {
        return notifications.find(inboxIds, cutoffs, ON_ITS_WAY, rows());
    }

    /** The oldest ones of an inbox, from a second on. */
    public List<Candidate> findOldest(long inboxId, Cutoffs cutoffs, long from) {
        return notifications.findOldest(inboxId, cutoffs, ON_ITS_WAY, from, rows());
    }

    /** Removes notifications with their deliveries; answers how many, and nothing where another node has the run by now. */
    @RetryOnConflict
    public OptionalInt remove(long runId, List<Candidate> candidates, Cutoffs cutoffs) {
        var run = runs.renewed(runId);
        if (run.isEmpty()) {
            return OptionalInt.empty();
        }
        var locked = notifications.lock(candidates, cutoffs, ON_ITS_WAY);
        var deliveries = bulk.execute("delete from delivery where notification_id {ids}", locked.ids());
        notifications.remove(locked);
        run.get().removed(RemovedKind.NOTIFICATIONS, locked.ids().size());
        run.get().removed(RemovedKind.DELIVERIES, deliveries);
        return OptionalInt.of(locked.ids().size());
    }

    /**
     * The next old events of an organization, the oldest first, whoever has them.
     *
     * @param after what comes after this one; null for the beginning
     */
    public List<OldEvent> eventsAfter(long organizationId, OldEvent after, Cutoffs cutoffs) {
        var from = after == null ? Long.MIN_VALUE : after.createdAt();
        var found = new ArrayList<OldEvent>();
        for (var row : entities.createNativeQuery("select e.id, e.type, e.created_at from event e"
                        + " where e.organization_id = ?1 and e.created_at >= ?2 and e.created_at < ?3"
                        + " and (e.created_at > ?2 or e.id > ?4) order by e.created_at, e.id fetch first " + rows()
                        + " rows only")
                .setParameter(1, organizationId)
                .setParameter(2, from)
                .setParameter(3, cutoffs.latestRead())
                .setParameter(4, after == null ? 0 : after.id())
                .getResultList()) {
            var columns = (Object[]) row;
            found.add(new OldEvent(
                    ((Number) columns[0]).longValue(), (String) columns[1], ((Number) columns[2]).longValue()));
        }
        return found;
    }

    /** Removes those of some events that nobody has any more, with all that was noted of them. */
    @RetryOnConflict
    public OptionalInt removeEvents(long runId, List<OldEvent> events, Cutoffs cutoffs) {
        var run = runs.renewed(runId);
        if (run.isEmpty()) {
            return OptionalInt.empty();
        }
        var old = events.stream()
                .filter(event -> event.createdAt() < cutoffs.of(event.type()).read())
                .map(OldEvent::id)
                .toList();
        var ofNobody = bulk.select(OF_NOBODY + time.now() + ")", old).stream()
                .map(row -> ((Number) row[0]).longValue())
                .toList();
        var deliveries = bulk.execute("delete from delivery where event_id {ids}", ofNobody);
        bulk.execute("delete from event where id {ids}", ofNobody);
        run.get().removed(RemovedKind.EVENTS, ofNobody.size());
        run.get().removed(RemovedKind.DELIVERIES, deliveries);
        return OptionalInt.of(ofNobody.size());
    }

    /** Removes some collapse windows that have ended; returns how many, 0 if there are none left. */
    @RetryOnConflict
    public OptionalInt removeCollapseWindows(long runId) {
        var run = runs.renewed(runId);
        if (run.isEmpty()) {
            return OptionalInt.empty();
        }
        var removed = inboxes.forgetEndedWindows();
        run.get().removed(RemovedKind.COLLAPSE_WINDOWS, removed);
        return OptionalInt.of(removed);
    }

    /** Removes some of what has run out otherwise; answers how many rows. */
    @RetryOnConflict
    public OptionalInt remove(long runId, ExpiredRows expired) {
        var run = runs.renewed(runId);
        if (run.isEmpty()) {
            return OptionalInt.empty();
        }
        var statement = entities.createNativeQuery(expired.statement(rows()));
        for (var i = 0; i < expired.parameters().size(); i++) {
            statement.setParameter(i + 1, expired.parameters().get(i));
        }
        var removed = statement.executeUpdate();
        run.get().removed(expired.kind(), removed);
        return OptionalInt.of(removed);
    }
}
