package org.belfry.encryption;

import jakarta.enterprise.context.ApplicationScoped;

/** Encrypts the secrets that are stored, and decrypts them. A secret can be read in its own row and column only. */
@ApplicationScoped
public class SecretCipher {

    private volatile KeyRing keys;

    void use(KeyRing ring) {
        keys = ring;
    }

    boolean knows(String keyId) {
        return ring().knows(keyId);
    }

    /**
     * @param row the primary key
     * @param text null for none
     * @return null for none
     */
    public EncryptedText encrypt(SecretColumn column, Object row, String text) {
        return text == null ? null : ring().encrypt(column, row, text);
    }

    /**
     * @param row the primary key
     * @param text null for none
     * @return null for none
     * @throws UndecryptableException for text that was changed in the database, moved there from another row, or encrypted with a
     *     key that this node does not have
     */
    public String decrypt(SecretColumn column, Object row, EncryptedText text) {
        return text == null ? null : ring().decrypt(column, row, text);
    }

    /**
     * A digest (64 characters) of a text that could be guessed, such as a password: without the key, guesses cannot be verified. Another
     * one after the key was replaced.
     */
    public String digest(String text) {
        return ring().current().digest(text);
    }

    private KeyRing ring() {
        var ring = keys;
        if (ring == null) {
            throw new IllegalStateException("Secrets are used before the start has found the key for them");
        }
        return ring;
    }
}
