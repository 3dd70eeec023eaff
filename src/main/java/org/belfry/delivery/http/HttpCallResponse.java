package org.belfry.delivery.http;

import java.time.Instant;
import java.util.Map;

/**
 * What was answered to an HTTP call.
 *
 * @param headers by their names in lower case; of several with one name the last
 * @param body its beginning, in UTF-8; empty where there was none
 */
public record HttpCallResponse(int status, Map<String, String> headers, String body) {

    public boolean isSuccess() {
        return status / 100 == 2;
    }

    /** Null where there is none. */
    public String header(String name) {
        return headers.get(name);
    }

    /** Seconds that {@code Retry-After} asks to wait (RFC 9110, 10.2.3); null where it does not. */
    public Long retryAfter(Instant now) {
        return RetryAfter.seconds(header("retry-after"), now);
    }
}
