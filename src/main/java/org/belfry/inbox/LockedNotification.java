package org.belfry.inbox;

import java.util.function.ToLongFunction;
import org.belfry.inbox.InboxLocks.Permit;
import org.belfry.inbox.Notification.State;

/**
 * A notification that was loaded under the lock of its inbox: the only kind that can be changed. Each change keeps the
 * inbox's counters right and takes a modseq; it returns false, and changes nothing, if there is nothing to change.
 *
 * <p>A {@code readTime} says when a notification was read that is covered by a read mark: see {@link ReadMarks#readTime}.
 */
final class LockedNotification {

    private final Permit permit;
    private final LockedInbox locked;
    private final Notification notification;

    LockedNotification(Permit permit, LockedInbox locked, Notification notification) {
        permit.check();
        this.permit = permit;
        this.locked = locked;
        this.notification = notification;
    }

    /** As it is now, to read. */
    Notification notification() {
        return notification;
    }

    long id() {
        return notification.id();
    }

    LockedInbox owner() {
        return locked;
    }

    private Inbox inbox() {
        return locked.state();
    }

    boolean isUnread() {
        return notification.isUnread(locked.state());
    }

    boolean isUndelivered() {
        return isUnread() && !notification.isDelivered();
    }

    /** Without a modseq: the caller counts all receipts at once, by {@link LockedInbox#delivered}. */
    boolean markDelivered(long now) {
        if (!isUndelivered()) {
            return false;
        }
        notification.markDelivered(permit, now);
        return true;
    }

    boolean markRead(long now) {
        if (!isUnread()) {
            return false;
        }
        inbox().read(permit, notification.isDelivered());
        notification.markRead(permit, now, inbox().nextModseq(permit));
        return true;
    }

    /** Puts it back into the inbox from wherever it is. */
    boolean markUnread(ToLongFunction<Notification> readTime) {
        if (isUnread()) {
            return false;
        }
        var wasReadAt = readTime.applyAsLong(notification);
        notification.markUnread(permit, wasReadAt, inbox().unread(permit, notification.state()));
        return true;
    }

    boolean archive(long now, ToLongFunction<Notification> readTime) {
        var from = notification.state();
        if (from == State.ARCHIVED) {
            return false;
        }
        settleAsRead(now, readTime);
        notification.archive(permit, now, inbox().moved(permit, from, State.ARCHIVED));
        return true;
    }

    /** Takes it out of the archive, as read as it was. */
    boolean unarchive() {
        if (notification.state() != State.ARCHIVED) {
            return false;
        }
        notification.unarchive(permit, inbox().moved(permit, State.ARCHIVED, State.INBOX));
        return true;
    }

    boolean snooze(long until, long now, ToLongFunction<Notification> readTime) {
        if (Long.valueOf(until).equals(notification.snoozedUntil())) {
            return false;
        }
        var from = notification.state();
        settleAsRead(now, readTime);
        notification.snooze(permit, until, inbox().moved(permit, from, State.SNOOZED));
        return true;
    }

    /** Brings it back unread if it was snoozed until then at the latest. */
    boolean wake(long dueAt, ToLongFunction<Notification> readTime) {
        var until = notification.snoozedUntil();
        return until != null && until <= dueAt && markUnread(readTime);
    }

    /** A read or archived notification becomes unread again; a snoozed one stays snoozed. */
    void recordOccurrence(ToLongFunction<Notification> readTime) {
        if (isUnread() || notification.state() == State.SNOOZED) {
            notification.recordOccurrence(permit, inbox().nextModseq(permit));
        } else {
            markUnread(readTime);
            notification.recordOccurrence(permit, notification.modseq());
        }
    }

    /** Archived and snoozed notifications count as read. */
    private void settleAsRead(long now, ToLongFunction<Notification> readTime) {
        if (isUnread()) {
            inbox().read(permit, notification.isDelivered());
            notification.settleAsRead(permit, now);
        } else if (notification.readAt() == null) {
            notification.settleAsRead(permit, readTime.applyAsLong(notification));
        }
    }
}
