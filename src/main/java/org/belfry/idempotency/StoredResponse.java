package org.belfry.idempotency;

/**
 * What a replay repeats.
 *
 * @param mediaType null where there is no body
 * @param body null for none
 */
record StoredResponse(int status, String mediaType, String body) {

    /** Media type and body in one text; the status stays outside of it. */
    String encode() {
        return body == null ? "" : mediaType + "\n" + body;
    }

    static StoredResponse decode(int status, String text) {
        var cut = text.indexOf('\n');
        return cut < 0
                ? new StoredResponse(status, null, null)
                : new StoredResponse(status, text.substring(0, cut), text.substring(cut + 1));
    }
}
