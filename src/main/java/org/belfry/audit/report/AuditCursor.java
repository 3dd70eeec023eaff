package org.belfry.audit.report;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.belfry.platform.Problem;

/** A position in the list, newest first: what comes after it is older, or as old with a smaller id. */
record AuditCursor(long at, long id) {

    /** Before all entries. */
    static final AuditCursor START = new AuditCursor(Long.MAX_VALUE, Long.MAX_VALUE);

    private static final Pattern FORM = Pattern.compile("[0-9]{1,18}:[0-9]{1,18}");

    /** The opaque form on the wire. */
    String encode() {
        var text = at + ":" + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * @param text null for the start
     * @throws Problem 400 where it is none of ours
     */
    static AuditCursor decode(String text) {
        if (text == null) {
            return START;
        }
        try {
            var decoded = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
            if (FORM.matcher(decoded).matches()) {
                var parts = decoded.split(":");
                return new AuditCursor(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
            }
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("cursor", "is none that was answered");
        }
        throw Problem.invalid("cursor", "is none that was answered");
    }
}
