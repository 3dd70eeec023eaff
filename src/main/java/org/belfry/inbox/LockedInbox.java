package org.belfry.inbox;

import java.util.Collection;
import java.util.function.Predicate;
import org.belfry.inbox.InboxLocks.Permit;
import org.belfry.inbox.InboxesChanged.InboxChange;
import org.belfry.inbox.InboxesChanged.Kind;
import org.belfry.inbox.Notification.State;

/**
 * An inbox whose row this transaction has locked. Only {@link InboxLocks} makes one, and nothing in an inbox can be loaded for
 * change, or changed, without it, so nothing acts on stale data from before the lock. It ends with the transaction.
 */
public final class LockedInbox {

    private final Permit permit;
    private final Inbox inbox;

    LockedInbox(Permit permit, Inbox inbox) {
        permit.check();
        this.permit = permit;
        this.inbox = inbox;
    }

    public long id() {
        return inbox.id();
    }

    /** The row as it is now, to read. */
    Inbox state() {
        return inbox;
    }

    /** Counts a new notification. */
    NotificationSlot arrive() {
        inbox.arrived(permit);
        return new NotificationSlot(permit, inbox.id(), inbox.modseq(), inbox.unreadCount());
    }

    /** Everything in it is read; the notifications themselves learn it later. Returns the modseq of that change. */
    long readAll() {
        inbox.readAll(permit);
        return inbox.modseq();
    }

    /** One modseq for all receipts that this transaction noted with {@link LockedNotification#markDelivered}. */
    void delivered(int count) {
        inbox.delivered(permit, count);
    }

    /** These rows have been deleted: one modseq, however many they are. */
    void removed(Collection<NotificationRow> rows) {
        inbox.removed(
                permit,
                rows.size(),
                count(rows, NotificationRow::unread),
                count(rows, NotificationRow::undelivered),
                count(rows, row -> row.state() == State.ARCHIVED),
                count(rows, row -> row.state() == State.SNOOZED));
    }

    private static int count(Collection<NotificationRow> rows, Predicate<NotificationRow> which) {
        return (int) rows.stream().filter(which).count();
    }

    /** The event fired after a change of the whole inbox. */
    InboxChange change(Kind kind) {
        return new InboxChange(inbox.id(), kind, inbox.modseq(), inbox.unreadCount(), null);
    }
}
