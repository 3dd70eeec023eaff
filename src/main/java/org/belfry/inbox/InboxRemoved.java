package org.belfry.inbox;

/**
 * An inbox is gone, with its recipient. Fired in the transaction that removes it: observe it {@code AFTER_SUCCESS}. It is a
 * hint for this node; others find no row where they look for it.
 */
public record InboxRemoved(long inboxId) {}
