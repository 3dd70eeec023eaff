package org.belfry.delivery.email;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The right to stop the e-mails of one type to one recipient, for whoever has it. It does not end, as the e-mail in which it stands may be
 * read years later.
 *
 * @param type the type's code
 */
record UnsubscribeToken(long organizationId, long recipientId, String type) {

    /** More than the longest code needs. */
    private static final int LONGEST = 2000;

    private static final String ALGORITHM = "HmacSHA256";
    private static final int MAC_BYTES = 32;
    private static final int ID_BYTES = 2 * Long.BYTES;

    /** Base64url of the ids, the type and an HMAC-SHA-256 over these. */
    String signed(String secret) {
        var code = type.getBytes(StandardCharsets.UTF_8);
        var claim = ByteBuffer.allocate(ID_BYTES + code.length)
                .putLong(organizationId)
                .putLong(recipientId)
                .put(code)
                .array();
        var whole = ByteBuffer.allocate(claim.length + MAC_BYTES)
                .put(claim)
                .put(mac(claim, secret))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    }

    /** Empty for whatever was not signed with that secret, in exactly this form. */
    static Optional<UnsubscribeToken> read(String text, String secret) {
        if (text == null || text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            var whole = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            var length = whole.remaining() - MAC_BYTES;
            if (length <= ID_BYTES) {
                return Optional.empty();
            }
            var claim = new byte[length];
            var mac = new byte[MAC_BYTES];
            whole.get(claim).get(mac);
            if (!MessageDigest.isEqual(mac, mac(claim, secret))) {
                return Optional.empty();
            }
            var parts = ByteBuffer.wrap(claim);
            var token = new UnsubscribeToken(
                    parts.getLong(),
                    parts.getLong(),
                    StandardCharsets.UTF_8.newDecoder().decode(parts).toString());
            // Base64 has several ways to write the same; there is only one here.
            return token.signed(secret).equals(text) ? Optional.of(token) : Optional.empty();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static byte[] mac(byte[] claim, String secret) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update("unsubscribe\0".getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(claim);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }
}
