package org.belfry.encryption;

import org.belfry.platform.InputPattern;

/**
 * A secret as it is stored: {@code v1:KEY:DATA}, where KEY is the id of the master key (16 hexadecimal digits), and DATA the
 * Base64 of the nonce (12 bytes), the text encrypted with AES-256-GCM, and its tag (16 bytes). Only a {@link KeyRing} reads it.
 */
public record EncryptedText(String stored) {

    static final String VERSION = "v1:";
    private static final InputPattern PREFIX = InputPattern.of(50, VERSION + "[0-9a-f]{" + MasterKey.ID_LENGTH + "}:");

    static EncryptedText of(String keyId, String data) {
        return new EncryptedText(prefix(keyId) + data);
    }

    /** The prefix of all text encrypted with that key. */
    static String prefix(String keyId) {
        return VERSION + keyId + ':';
    }

    /** False for plain text from an earlier release. */
    public boolean isEncrypted() {
        var end = stored.indexOf(':', VERSION.length()) + 1;
        return PREFIX.matches(stored.substring(0, end))
                && end < stored.length()
                && stored.chars().skip(end).allMatch(EncryptedText::isBase64);
    }

    private static boolean isBase64(int character) {
        return character < 128 && Character.isLetterOrDigit(character) || "+/=".indexOf(character) >= 0;
    }

    /** Only for encrypted text. */
    String keyId() {
        return stored.substring(VERSION.length(), VERSION.length() + MasterKey.ID_LENGTH);
    }

    /** Only for encrypted text. */
    String data() {
        return stored.substring(VERSION.length() + MasterKey.ID_LENGTH + 1);
    }

    /** An earlier release's may be plain. */
    @Override
    public String toString() {
        return isEncrypted() ? "encrypted with key " + keyId() : "not encrypted";
    }
}
