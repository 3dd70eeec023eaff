package org.belfry.delivery.http;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.belfry.platform.Characters;

/** The header {@code Retry-After}: seconds, or an HTTP date (RFC 9110, 10.2.3). */
public final class RetryAfter {

    /** Whatever is asked for longer is asked for a day. */
    private static final long LONGEST = 86_400;

    private RetryAfter() {}

    /** @return seconds from now on, at most a day; null where the text says nothing that can be understood */
    public static Long seconds(String text, Instant now) {
        if (text == null) {
            return null;
        }
        var value = text.strip();
        if (Characters.areDigits(value, 10)) {
            return Math.min(LONGEST, Long.parseLong(value));
        }
        try {
            return between(
                    now,
                    ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** The same for a time in ISO 8601, UTC. */
    public static Long until(String time, Instant now) {
        try {
            return between(now, Instant.parse(time));
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static long between(Instant now, Instant until) {
        var wait = Duration.between(now, until);
        return Math.max(0, Math.min(LONGEST, wait.toSeconds() + (wait.toNanosPart() > 0 ? 1 : 0)));
    }
}
