package org.belfry.inbox;

/**
 * Somebody who has an inbox sent a heartbeat, which has been answered for by now. Fired outside of any transaction.
 *
 * @param inboxId the recipient's id too
 */
public record HeartbeatReceived(long inboxId) {}
