package org.belfry.delivery.email;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The right to stop the e-mails of one type to one recipient, for whoever has it. It does not end, as the e-mail in which it stands may be
 * read years later.
 *
 * @param type the type's code
 */
record UnsubscribeToken(long organizationId, long recipientId, String type) {

    private static final String PURPOSE = "unsubscribe";
    private static final int ID_BYTES = 2 * Long.BYTES;

    String signed(String secret) {
        var code = type.getBytes(StandardCharsets.UTF_8);
        var claim = ByteBuffer.allocate(ID_BYTES + code.length)
                .putLong(organizationId)
                .putLong(recipientId)
                .put(code);
        return SignedClaim.write(PURPOSE, claim.array(), secret);
    }

    /** Empty for whatever was not signed with that secret, in exactly this form. */
    static Optional<UnsubscribeToken> read(String text, String secret) {
        return SignedClaim.read(PURPOSE, text, secret)
                .filter(claim -> claim.length > ID_BYTES)
                .flatMap(UnsubscribeToken::of);
    }

    private static Optional<UnsubscribeToken> of(byte[] claim) {
        try {
            var parts = ByteBuffer.wrap(claim);
            return Optional.of(new UnsubscribeToken(
                    parts.getLong(),
                    parts.getLong(),
                    StandardCharsets.UTF_8.newDecoder().decode(parts).toString()));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
