package org.belfry.limits;

import org.belfry.platform.Problem;

/**
 * What is left of a limit to one who asks.
 *
 * @param granted whether the request at hand may go on
 * @param remaining requests left in the window
 * @param reset seconds until the window ends, and the whole quota is there again; at least one
 */
public record RateLimitStatus(RateLimit limit, boolean granted, long remaining, long reset) {

    /** Name of the header of {@link #policy()}. */
    public static final String POLICY_HEADER = "RateLimit-Policy";

    /** Name of the header of {@link #state()}. */
    public static final String STATE_HEADER = "RateLimit";

    /** The limit, as draft-ietf-httpapi-ratelimit-headers-10 writes it. */
    public String policy() {
        return "\"" + limit.name() + "\";q=" + limit.quota() + ";w=" + limit.window();
    }

    /** What is left of it, likewise. */
    public String state() {
        return "\"" + limit.name() + "\";r=" + remaining + ";t=" + reset;
    }

    /** The answer to a request that is not granted. */
    public Problem refusal() {
        return Problem.tooMany(
                reset, "More than %s requests in %s seconds; try again later", limit.quota(), limit.window());
    }
}
