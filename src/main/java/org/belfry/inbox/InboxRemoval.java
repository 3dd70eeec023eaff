package org.belfry.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.belfry.audit.Action;
import org.belfry.inbox.InboxesChanged.Kind;
import org.belfry.platform.BulkStatements;
import org.belfry.platform.RetryOnConflict;
import org.belfry.platform.TransactionRetry;

/** Deletes notifications: one modseq and one {@code reset} for each inbox, however many they are. */
@ApplicationScoped
@Transactional
public class InboxRemoval {

    /** Most notifications that one transaction deletes. */
    static final int STEP = 10_000;

    @Inject
    private InboxLocks locks;

    @Inject
    private BulkStatements bulk;

    @Inject
    private InboxAuditLog log;

    @Inject
    private Event<InboxesChanged> changed;

    /** Deletes notifications; returns how many this call deleted. */
    @RetryOnConflict
    public int remove(Collection<NotificationSelection> selections) {
        var inboxes = locks.lockExisting(
                selections.stream().map(NotificationSelection::inboxId).toList());
        var removed = new ArrayList<NotificationRow>();
        for (var selection : selections) {
            var inbox = inboxes.get(selection.inboxId());
            if (inbox != null) {
                var rows = locks.rows(Map.of(inbox.id(), inbox), selection.ids(), "");
                removed.addAll(rows);
                log.record(selection, Action.NOTIFICATION_REMOVED, ids(rows));
            }
        }
        delete(removed);
        return removed.size();
    }

    /**
     * Deletes the oldest {@value #STEP} notifications created before a second.
     *
     * @param owner whose inbox it is; the ids do not matter
     * @return how many this call deleted
     */
    @RetryOnConflict
    public int removeOlder(NotificationSelection owner, long before) {
        var removed = locks.lock(owner.inboxId())
                .map(inbox -> locks.rowsBefore(inbox, before, STEP))
                .orElseGet(List::of);
        log.record(owner, Action.NOTIFICATION_REMOVED, ids(removed));
        delete(removed);
        return removed.size();
    }

    /** Deletes the oldest notifications of a recipient who is being erased; returns the event of each, empty if there are none left. */
    @RetryOnConflict
    public List<Long> removeOldest(long inboxId, int limit) {
        var removed = locks.lock(inboxId)
                .map(inbox -> locks.rowsBefore(inbox, Long.MAX_VALUE, limit))
                .orElseGet(List::of);
        delete(removed);
        return removed.stream().map(NotificationRow::eventId).toList();
    }

    /** The counters change by what the statement deleted: if that is not all of the rows, nothing is, and the transaction runs again. */
    void delete(List<NotificationRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        if (bulk.execute("delete from notification where id {ids}", ids(rows)) != rows.size()) {
            throw new TransactionRetry.StaleReadException("Notifications were deleted without the lock of their inbox");
        }
        var byInbox = rows.stream().collect(Collectors.groupingBy(NotificationRow::inbox));
        byInbox.forEach(LockedInbox::removed);
        changed.fire(new InboxesChanged(
                byInbox.keySet().stream().map(inbox -> inbox.change(Kind.RESET)).toList()));
    }

    private static List<Long> ids(List<NotificationRow> rows) {
        return rows.stream().map(NotificationRow::id).toList();
    }
}
