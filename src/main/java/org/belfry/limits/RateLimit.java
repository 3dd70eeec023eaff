package org.belfry.limits;

import org.belfry.platform.InputPattern;

/**
 * So many requests in so many seconds.
 *
 * @param name of the policy, in the headers
 * @param quota requests that are let through in a window; at least one
 * @param window seconds, from the first request on
 */
public record RateLimit(String name, long quota, long window) {

    private static final InputPattern FORM = InputPattern.of(20, "([0-9]{1,10})/([0-9]{1,5})");
    private static final long MOST_REQUESTS = 1_000_000_000;
    private static final long LONGEST = 86_400;

    /**
     * @param property that the text is the value of, for the sentence
     * @param text {@code REQUESTS/SECONDS}
     * @throws IllegalStateException with one sentence, for anything else
     */
    static RateLimit parse(String name, String property, String text) {
        var parts = FORM.match(text.strip()).orElse(null);
        if (parts != null) {
            var limit = new RateLimit(name, Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)));
            if (isBetween(limit.quota, MOST_REQUESTS) && isBetween(limit.window, LONGEST)) {
                return limit;
            }
        }
        throw new IllegalStateException(property + " must be REQUESTS/SECONDS, as 6000/60, with 1 to " + MOST_REQUESTS
                + " requests and 1 to " + LONGEST + " seconds, and not \"" + text + "\"");
    }

    private static boolean isBetween(long number, long most) {
        return number >= 1 && number <= most;
    }
}
