package org.belfry.encryption;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.belfry.platform.InputPattern;

/** 32 random bytes, from which the key of the cipher and the id of the key are derived (HKDF-SHA256, RFC 5869). */
final class MasterKey {

    /** Hexadecimal digits of an id. */
    static final int ID_LENGTH = 16;

    private static final int BYTES = 32;
    private static final String MAC = "HmacSHA256";

    /** Among 32 random bytes, fewer different ones come about once in 10^13 times. */
    private static final int FEWEST_DIFFERENT = 16;

    private static final InputPattern HEXADECIMAL = InputPattern.of(64, "[0-9a-fA-F]{64}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] bytes;
    private final String id;
    private final SecretKey cipherKey;
    private final byte[] digestKey;

    private MasterKey(byte[] bytes) {
        this.bytes = bytes;
        this.id = HexFormat.of().formatHex(hkdf(null, bytes, "belfry key id"), 0, ID_LENGTH / 2);
        this.cipherKey = new SecretKeySpec(hkdf(null, bytes, "belfry secrets aes-256-gcm"), "AES");
        this.digestKey = hkdf(null, bytes, "belfry digests hmac-sha256");
    }

    static MasterKey random() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new MasterKey(bytes);
    }

    /**
     * @param origin what the text comes from, for the message
     * @param text 64 hexadecimal digits, or the Base64 (either alphabet, padded or not) of 32 bytes
     * @throws IllegalStateException with a sentence that does not repeat the text
     */
    static MasterKey parse(String origin, String text) {
        var bytes = decode(text.strip());
        if (bytes.length != BYTES) {
            throw new IllegalStateException(origin + " must be 32 random bytes, written as 64 hexadecimal digits or in"
                    + " Base64; create one with: openssl rand -hex 32");
        }
        if (IntStream.range(0, BYTES).map(index -> bytes[index]).distinct().count() < FEWEST_DIFFERENT) {
            throw new IllegalStateException(
                    origin + " is not random, because its bytes repeat; create one with: openssl rand -hex 32");
        }
        return new MasterKey(bytes);
    }

    private static byte[] decode(String text) {
        if (HEXADECIMAL.matches(text)) {
            return HexFormat.of().parseHex(text);
        }
        try {
            return Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /** Names the key, and says nothing about its bytes. */
    String id() {
        return id;
    }

    SecretKey cipherKey() {
        return cipherKey;
    }

    /** HMAC-SHA256 of a text, 64 hexadecimal digits: without the key nobody can try out what the text may be. */
    String digest(String text) {
        return HexFormat.of().formatHex(hmac(digestKey, text.getBytes(StandardCharsets.UTF_8)));
    }

    /** 64 hexadecimal digits: for the key file alone. */
    String hexadecimal() {
        return HexFormat.of().formatHex(bytes);
    }

    /**
     * The first 32 bytes.
     *
     * @param salt null for none
     */
    static byte[] hkdf(byte[] salt, byte[] secret, String info) {
        var pseudoRandomKey = hmac(salt == null ? new byte[BYTES] : salt, secret);
        var label = info.getBytes(StandardCharsets.ISO_8859_1);
        var block = Arrays.copyOf(label, label.length + 1);
        block[label.length] = 1;
        return hmac(pseudoRandomKey, block);
    }

    private static byte[] hmac(byte[] key, byte[] content) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key, MAC));
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + MAC, e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MasterKey key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /** Without its bytes. */
    @Override
    public String toString() {
        return "key " + id;
    }
}
