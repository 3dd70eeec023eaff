package org.belfry.inbox;

import org.belfry.inbox.InboxLocks.Permit;
import org.belfry.inbox.Notification.State;

/** The part of a notification that an inbox's counters count, read under the inbox's lock. Only such rows can be deleted. */
final class NotificationRow {

    /** SQL, in the order of the constructor; {@code n} is the notification. */
    static final String COLUMNS =
            "n.id, n.inbox_id, n.event_id, n.type, n.created_at, n.modseq, n.read_at, n.delivered_at,"
                    + " n.archived_at, n.snoozed_until";

    private final LockedInbox inbox;
    private final long id;
    private final long eventId;
    private final String type;
    private final long createdAt;
    private final boolean unread;
    private final boolean undelivered;
    private final State state;

    NotificationRow(Permit permit, LockedInbox inbox, Object[] columns) {
        permit.check();
        this.inbox = inbox;
        id = number(columns[0]);
        eventId = number(columns[2]);
        type = (String) columns[3];
        createdAt = number(columns[4]);
        unread = Unread.is(
                columns[6] == null ? null : number(columns[6]),
                number(columns[5]),
                inbox.state().readAllModseq());
        undelivered = unread && columns[7] == null;
        state = State.of(columns[8], columns[9]);
    }

    static long inboxId(Object[] columns) {
        return number(columns[1]);
    }

    private static long number(Object column) {
        return ((Number) column).longValue();
    }

    LockedInbox inbox() {
        return inbox;
    }

    long id() {
        return id;
    }

    long eventId() {
        return eventId;
    }

    String type() {
        return type;
    }

    long createdAt() {
        return createdAt;
    }

    boolean unread() {
        return unread;
    }

    boolean undelivered() {
        return undelivered;
    }

    State state() {
        return state;
    }
}
