package org.belfry.console;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Moments as pages have them: Unix seconds, which the reader's browser writes in their own time zone and language. */
@Named("moments")
@ApplicationScoped
public class Moments {

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    /** @param second Unix time; null gives null */
    public String iso(Long second) {
        return second == null ? null : Instant.ofEpochSecond(second).toString();
    }

    /** For those whose browser runs no script. @param second Unix time; null gives null */
    public String utc(Long second) {
        return second == null ? null : UTC.format(Instant.ofEpochSecond(second));
    }
}
