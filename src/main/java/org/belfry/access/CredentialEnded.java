package org.belfry.access;

/**
 * A credential is no longer valid. Fired in the transaction that ends it: observe it {@code AFTER_SUCCESS}. It is a hint
 * for this node; others find out by {@link Credentials#stillValid}.
 */
public record CredentialEnded(Caller.Kind kind, long credentialId) {}
