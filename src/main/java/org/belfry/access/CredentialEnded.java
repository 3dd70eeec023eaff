package org.belfry.access;

/**
 * An API key or a session is no longer valid, nor is any token made with it. Fired in the transaction that ends it: observe it {@code AFTER_SUCCESS}. It is a hint
 * for this node; others find out by {@link CredentialVerifier#stillValid}.
 */
public record CredentialEnded(Caller.Kind kind, long credentialId) {

    /** Whether a caller's credential is that one, or was made with it. */
    public boolean ends(Caller caller) {
        return caller.kind().standsOn() == kind && caller.credentialId() == credentialId;
    }
}
