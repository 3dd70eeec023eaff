package org.belfry.audience;

/** An organization has recipients that it did not have. Fired in the transaction that creates them: observe it {@code AFTER_SUCCESS}. */
public record RecipientsCreated(long organizationId) {}
