package org.belfry.inbox;

import org.belfry.inbox.InboxLocks.Permit;

/** The place of a new notification in an inbox: its modseq, taken under the lock, and counted already. */
final class NotificationSlot {

    private final long inboxId;
    private final long modseq;
    private final long unreadCount;

    /** @param unreadCount the inbox's, with this arrival */
    NotificationSlot(Permit permit, long inboxId, long modseq, long unreadCount) {
        permit.check();
        this.inboxId = inboxId;
        this.modseq = modseq;
        this.unreadCount = unreadCount;
    }

    long inboxId() {
        return inboxId;
    }

    long modseq() {
        return modseq;
    }

    long unreadCount() {
        return unreadCount;
    }
}
