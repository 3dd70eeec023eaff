package org.belfry.inbox;

import java.util.List;

/**
 * Inboxes changed. Fired inside the transaction that changes them: observe it {@code AFTER_SUCCESS}. It is a hint; what
 * is true stands in the database.
 */
public record InboxesChanged(List<InboxChange> changes) {

    /** What a change is to somebody who watches the inbox. */
    public enum Kind {
        /** One notification is new or different. */
        NOTIFICATION,
        /** All that was there is read. */
        READ_ALL,
        /** Something was removed. */
        RESET,
        /** Nothing to see: a receipt. */
        SILENT
    }

    /**
     * @param modseq the change's own
     * @param unreadCount of the inbox after it
     * @param notification as it is now, for {@link Kind#NOTIFICATION}; null else
     */
    public record InboxChange(long inboxId, Kind kind, long modseq, long unreadCount, NotificationView notification) {}
}
