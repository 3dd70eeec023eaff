package org.belfry.encryption;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/** The master key that encrypts, and those that decrypt, among them that one: AES-256-GCM, with what {@link SecretColumn} says. */
final class KeyRing {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final MasterKey current;
    private final List<MasterKey> all;

    KeyRing(MasterKey current, Optional<MasterKey> previous) {
        this.current = current;
        this.all = Stream.concat(Stream.of(current), previous.stream()).toList();
    }

    MasterKey current() {
        return current;
    }

    boolean knows(String keyId) {
        return find(keyId).isPresent();
    }

    private Optional<MasterKey> find(String keyId) {
        return all.stream().filter(key -> key.id().equals(keyId)).findFirst();
    }

    EncryptedText encrypt(SecretColumn column, Object row, String text) {
        var nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            var encrypted = cipher(Cipher.ENCRYPT_MODE, current, nonce, column, row)
                    .doFinal(text.getBytes(StandardCharsets.UTF_8));
            var data = Arrays.copyOf(nonce, NONCE_BYTES + encrypted.length);
            System.arraycopy(encrypted, 0, data, NONCE_BYTES, encrypted.length);
            return EncryptedText.of(current.id(), Base64.getEncoder().encodeToString(data));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + CIPHER, e);
        }
    }

    /** @throws UndecryptableException for plain text, another key, another row or column, and whatever was changed */
    String decrypt(SecretColumn column, Object row, EncryptedText text) {
        if (!text.isEncrypted()) {
            throw new UndecryptableException(column, row, "it is not encrypted");
        }
        var key = find(text.keyId())
                .orElseThrow(() ->
                        new UndecryptableException(column, row, "this node does not have the key " + text.keyId()));
        try {
            var data = Base64.getDecoder().decode(text.data());
            if (data.length < NONCE_BYTES + TAG_BITS / Byte.SIZE) {
                throw new IllegalArgumentException("Too short");
            }
            var nonce = Arrays.copyOf(data, NONCE_BYTES);
            var decrypted = cipher(Cipher.DECRYPT_MODE, key, nonce, column, row)
                    .doFinal(data, NONCE_BYTES, data.length - NONCE_BYTES);
            return new String(decrypted, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new UndecryptableException(column, row, "it was changed in the database, or belongs to another row");
        }
    }

    private static Cipher cipher(int mode, MasterKey key, byte[] nonce, SecretColumn column, Object row)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key.cipherKey(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD((EncryptedText.prefix(key.id()) + column.context(row)).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
