/**
 * The inboxes: events, the notifications they became, what was read and delivered, and the change counter that makes
 * resuming exact. It may use the audience, the catalogue, access and the platform. It tells the packages above of changes
 * by {@link org.belfry.inbox.InboxesChanged}, and never sends anything itself.
 */
package org.belfry.inbox;
