package org.belfry.idempotency;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.belfry.platform.Secrets;

/**
 * Encrypts an answer, which may hold a new credential, so that nobody reads it in the database: AES-256-GCM under a key
 * that is made of what only the caller has. It is kept nowhere; a retry brings all of it again.
 */
final class ResponseCipher {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;

    /** @param secret hard to guess, and without any other use as a digest */
    ResponseCipher(String secret) {
        this.key = new SecretKeySpec(HexFormat.of().parseHex(Secrets.sha256("seal\0" + secret)), "AES");
    }

    /** Base64 of a nonce and the encrypted text; other characters each time. */
    String encrypt(String text) {
        var nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        var encrypted = run(Cipher.ENCRYPT_MODE, nonce, text.getBytes(StandardCharsets.UTF_8));
        var sealed = Arrays.copyOf(nonce, nonce.length + encrypted.length);
        System.arraycopy(encrypted, 0, sealed, nonce.length, encrypted.length);
        return Base64.getEncoder().encodeToString(sealed);
    }

    /** @throws IllegalStateException if it was encrypted with another secret, or changed since */
    String decrypt(String sealed) {
        var bytes = Base64.getDecoder().decode(sealed);
        var nonce = Arrays.copyOf(bytes, NONCE_BYTES);
        var text = run(Cipher.DECRYPT_MODE, nonce, Arrays.copyOfRange(bytes, NONCE_BYTES, bytes.length));
        return new String(text, StandardCharsets.UTF_8);
    }

    private byte[] run(int mode, byte[] nonce, byte[] input) {
        try {
            var cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A kept answer cannot be encrypted or decrypted", e);
        }
    }
}
