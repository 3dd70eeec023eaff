package org.belfry.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.belfry.audit.Action;
import org.belfry.inbox.InboxesChanged.InboxChange;
import org.belfry.inbox.InboxesChanged.Kind;
import org.belfry.platform.RetryOnConflict;
import org.belfry.platform.UnixTime;

/** Notes that notifications were delivered, by receipt or by heartbeat: one modseq for each inbox, and no frame. */
@ApplicationScoped
@Transactional
public class DeliveryReceipts {

    /**
     * What a heartbeat claimed.
     *
     * @param remaining how many still wait
     */
    public record ClaimedNotifications(List<NotificationView> notifications, long remaining) {

        /** Nothing, and nothing waits. */
        public static ClaimedNotifications nothing() {
            return new ClaimedNotifications(List.of(), 0);
        }
    }

    @Inject
    private InboxLocks locks;

    @Inject
    private EventViews eventViews;

    @Inject
    private InboxAuditLog log;

    @Inject
    private UnixTime time;

    @Inject
    private Event<InboxesChanged> changed;

    /** Notes receipts of single notifications; one that was delivered before keeps its time. */
    @RetryOnConflict
    public void markDelivered(Collection<NotificationSelection> selections) {
        var inboxes = locks.lockExisting(
                selections.stream().map(NotificationSelection::inboxId).toList());
        var changes = new ArrayList<InboxChange>();
        for (var selection : selections) {
            var inbox = inboxes.get(selection.inboxId());
            if (inbox != null) {
                var delivered = locks.load(inbox, selection.ids()).stream()
                        .filter(notification -> notification.markDelivered(time.now()))
                        .toList();
                note(selection, inbox, Action.NOTIFICATION_DELIVERED, delivered, changes);
            }
        }
        if (!changes.isEmpty()) {
            changed.fire(new InboxesChanged(changes));
        }
    }

    /**
     * The heartbeat: claims the oldest undelivered notifications, each for exactly one call.
     *
     * @param owner whose inbox it is; the ids do not matter
     */
    @RetryOnConflict
    public ClaimedNotifications claimUndelivered(NotificationSelection owner, int limit) {
        return locks.lock(owner.inboxId())
                .filter(inbox -> inbox.state().undeliveredCount() > 0)
                .map(inbox -> claim(inbox, owner, limit))
                .orElseGet(ClaimedNotifications::nothing);
    }

    private ClaimedNotifications claim(LockedInbox inbox, NotificationSelection owner, int limit) {
        var claimed = locks.loadUndelivered(inbox, limit);
        var events = eventViews.of(
                claimed.stream().map(LockedNotification::notification).toList());
        claimed.forEach(notification -> notification.markDelivered(time.now()));
        var changes = new ArrayList<InboxChange>();
        note(owner, inbox, Action.NOTIFICATION_CLAIMED, claimed, changes);
        if (!changes.isEmpty()) {
            changed.fire(new InboxesChanged(changes));
        }
        return new ClaimedNotifications(
                claimed.stream()
                        .map(LockedNotification::notification)
                        .map(notification ->
                                NotificationView.of(notification, events.get(notification.id()), owner.recipient()))
                        .toList(),
                inbox.state().undeliveredCount());
    }

    private void note(
            NotificationSelection owner,
            LockedInbox inbox,
            Action action,
            List<LockedNotification> delivered,
            List<InboxChange> changes) {
        if (!delivered.isEmpty()) {
            inbox.delivered(delivered.size());
            changes.add(inbox.change(Kind.SILENT));
            log.record(
                    owner,
                    action,
                    delivered.stream().map(LockedNotification::id).toList());
        }
    }
}
