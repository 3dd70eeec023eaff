package org.belfry.idempotency;

import java.util.List;
import org.belfry.platform.InputPattern;
import org.belfry.platform.Problem;

/** The value of the header {@code Idempotency-Key}: bare, or as a string of RFC 9651 in quotes; both mean the same. */
record IdempotencyKey(String text) {

    private static final int MOST = 255;

    /** Within the quotes a backslash stands before a quote or a backslash, and nowhere else. */
    private static final InputPattern QUOTED = InputPattern.of(2 * MOST + 2, "\"(?:[^\"\\\\]|\\\\[\"\\\\])*+\"");

    private static final InputPattern ESCAPED = InputPattern.ofPart(2 * MOST, "\\\\(.)");

    private static final InputPattern VISIBLE = InputPattern.of(MOST, "[!-~]+");

    /**
     * @param headers the value of each line of the header
     * @throws Problem 400 for anything but one key
     */
    static IdempotencyKey parse(List<String> headers) {
        var key = headers.size() == 1 ? unquoted(headers.get(0).strip()) : null;
        if (!VISIBLE.matches(key)) {
            throw Problem.invalid("Idempotency-Key", "must be one key of 1 to %s visible ASCII characters", MOST);
        }
        return new IdempotencyKey(key);
    }

    /** Null where it begins like a string and is none. */
    private static String unquoted(String value) {
        if (!value.startsWith("\"")) {
            return value;
        }
        return QUOTED.matches(value)
                ? ESCAPED.replaceAll(value.substring(1, value.length() - 1), found -> found.group(1))
                : null;
    }
}
