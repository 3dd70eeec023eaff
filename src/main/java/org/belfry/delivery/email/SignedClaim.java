package org.belfry.delivery.email;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A claim that was made here, for a link: base64url of its bytes, and of an HMAC-SHA-256 over these and what they are for. */
final class SignedClaim {

    /** More than the longest needs. */
    private static final int LONGEST = 2000;

    private static final String ALGORITHM = "HmacSHA256";
    private static final int MAC_BYTES = 32;

    private SignedClaim() {}

    /** @param purpose no claim of one is good for another */
    static String write(String purpose, byte[] claim, String secret) {
        var whole = ByteBuffer.allocate(claim.length + MAC_BYTES)
                .put(claim)
                .put(mac(purpose, claim, secret))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    }

    /**
     * @param text or null
     * @return the claim; empty for whatever was not written with that secret, in exactly this form
     */
    static Optional<byte[]> read(String purpose, String text, String secret) {
        if (text == null || text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            var whole = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            if (whole.remaining() <= MAC_BYTES) {
                return Optional.empty();
            }
            var claim = new byte[whole.remaining() - MAC_BYTES];
            var mac = new byte[MAC_BYTES];
            whole.get(claim).get(mac);
            // Base64 has several ways to write the same; there is only one here.
            return MessageDigest.isEqual(mac, mac(purpose, claim, secret))
                            && write(purpose, claim, secret).equals(text)
                    ? Optional.of(claim)
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] mac(String purpose, byte[] claim, String secret) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update((purpose + '\0').getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(claim);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }
}
