package org.belfry.audience;

/** Somebody is erased. Fired in the transaction that removes the recipient: whoever knows the name forgets it in that too. */
public record RecipientErased(long organizationId, String name) {}
