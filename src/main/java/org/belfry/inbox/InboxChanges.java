package org.belfry.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.belfry.audit.Action;
import org.belfry.inbox.InboxesChanged.InboxChange;
import org.belfry.inbox.InboxesChanged.Kind;
import org.belfry.platform.RetryOnConflict;
import org.belfry.platform.UnixTime;

/**
 * Changes single notifications: read, unread, archived, snoozed. Each that changes takes a modseq and is sent to whoever watches
 * the inbox; those that are as they should be stay as they are. Every method returns how many changed.
 */
@ApplicationScoped
@Transactional
public class InboxChanges {

    @Inject
    private InboxLocks locks;

    @Inject
    private ReadMarks readMarks;

    @Inject
    private EventViews eventViews;

    @Inject
    private InboxAuditLog log;

    @Inject
    private UnixTime time;

    @Inject
    private Event<InboxesChanged> changed;

    @RetryOnConflict
    public int markRead(Collection<NotificationSelection> selections) {
        var now = time.now();
        return change(Action.NOTIFICATION_READ, selections, notification -> notification.markRead(now));
    }

    /** Puts them back into the inbox, unread, wherever they are. */
    @RetryOnConflict
    public int markUnread(Collection<NotificationSelection> selections) {
        return change(
                Action.NOTIFICATION_UNREAD, selections, notification -> notification.markUnread(readMarks::readTime));
    }

    /** Puts them into the archive, read. */
    @RetryOnConflict
    public int archive(Collection<NotificationSelection> selections) {
        var now = time.now();
        return change(
                Action.NOTIFICATION_ARCHIVED,
                selections,
                notification -> notification.archive(now, readMarks::readTime));
    }

    /** Takes them out of the archive; they stay read. */
    @RetryOnConflict
    public int unarchive(Collection<NotificationSelection> selections) {
        return change(Action.NOTIFICATION_UNARCHIVED, selections, LockedNotification::unarchive);
    }

    /** Puts them aside until a second (Unix time), at which they come back unread. */
    @RetryOnConflict
    public int snooze(Collection<NotificationSelection> selections, long until) {
        var now = time.now();
        return change(
                Action.NOTIFICATION_SNOOZED,
                selections,
                notification -> notification.snooze(until, now, readMarks::readTime));
    }

    /** Brings snoozed ones back, unread. */
    @RetryOnConflict
    public int unsnooze(Collection<NotificationSelection> selections) {
        return wake(selections, Long.MAX_VALUE);
    }

    /** {@link #unsnooze} for those whose time has come. */
    @RetryOnConflict
    public int wakeDue(Collection<NotificationSelection> selections) {
        return wake(selections, time.now());
    }

    private int wake(Collection<NotificationSelection> selections, long dueAt) {
        return change(
                Action.NOTIFICATION_UNSNOOZED,
                selections,
                notification -> notification.wake(dueAt, readMarks::readTime));
    }

    private int change(
            Action action, Collection<NotificationSelection> selections, Predicate<LockedNotification> change) {
        var inboxes = locks.lockExisting(
                selections.stream().map(NotificationSelection::inboxId).toList());
        var changes = new ArrayList<InboxChange>();
        for (var selection : selections) {
            var inbox = inboxes.get(selection.inboxId());
            if (inbox != null) {
                var done = change(inbox, selection, change);
                changes.addAll(done);
                log.record(
                        selection,
                        action,
                        done.stream().map(one -> one.notification().id()).toList());
            }
        }
        if (!changes.isEmpty()) {
            changed.fire(new InboxesChanged(changes));
        }
        return changes.size();
    }

    private List<InboxChange> change(
            LockedInbox inbox, NotificationSelection selection, Predicate<LockedNotification> change) {
        var loaded = locks.load(inbox, selection.ids());
        var events = eventViews.of(
                loaded.stream().map(LockedNotification::notification).toList());
        var changes = new ArrayList<InboxChange>();
        for (var one : loaded) {
            if (change.test(one)) {
                var view = NotificationView.of(one.notification(), events.get(one.id()), selection.recipient());
                changes.add(new InboxChange(
                        inbox.id(),
                        Kind.NOTIFICATION,
                        view.modseq(),
                        inbox.state().unreadCount(),
                        view));
            }
        }
        return changes;
    }
}
