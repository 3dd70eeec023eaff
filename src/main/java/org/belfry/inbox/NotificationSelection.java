package org.belfry.inbox;

import java.util.List;

/**
 * Some notifications of one inbox.
 *
 * @param organizationId the recipient's; null for what Belfry does itself, which is not in the audit log
 * @param recipient the name of the inbox's owner
 */
public record NotificationSelection(Long organizationId, long inboxId, String recipient, List<Long> ids) {}
