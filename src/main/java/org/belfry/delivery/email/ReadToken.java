package org.belfry.delivery.email;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The right to mark one notification read, for whoever has it. It does not end, as the e-mail in which it stands may be read years later.
 */
record ReadToken(long organizationId, long recipientId, long notificationId) {

    private static final String PURPOSE = "read";
    private static final int BYTES = 3 * Long.BYTES;

    String signed(String secret) {
        var claim = ByteBuffer.allocate(BYTES)
                .putLong(organizationId)
                .putLong(recipientId)
                .putLong(notificationId);
        return SignedClaim.write(PURPOSE, claim.array(), secret);
    }

    /** Empty for whatever was not signed with that secret, in exactly this form. */
    static Optional<ReadToken> read(String text, String secret) {
        return SignedClaim.read(PURPOSE, text, secret)
                .filter(claim -> claim.length == BYTES)
                .map(ByteBuffer::wrap)
                .map(parts -> new ReadToken(parts.getLong(), parts.getLong(), parts.getLong()));
    }
}
