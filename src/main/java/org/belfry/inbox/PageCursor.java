package org.belfry.inbox;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.belfry.platform.Problem;

/** A position in a list that is ordered by creation and id, both descending: whatever arrives, it stays where it is. */
public record PageCursor(long createdAt, long id) {

    /** The opaque form on the wire. */
    String encode() {
        var text = createdAt + ":" + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * @param text null for none
     * @throws Problem 400 where it is none of ours
     */
    static PageCursor decode(String text) {
        if (text == null) {
            return null;
        }
        try {
            var parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII).split(":", -1);
            if (parts.length == 2) {
                return new PageCursor(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
            }
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("cursor", "is not one that a list gave");
        }
        throw Problem.invalid("cursor", "is not one that a list gave");
    }
}
