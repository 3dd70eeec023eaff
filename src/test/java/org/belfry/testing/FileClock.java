package org.belfry.testing;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The clock of a server whose time a test moves: it stands still at the second that a file says. It is put into the WAR of
 * {@link ClockedNodes} beside the application, whose own clock it replaces.
 */
@Alternative
@Priority(1)
@ApplicationScoped
public class FileClock extends Clock {

    static final String VARIABLE = "BELFRY_TEST_CLOCK";

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(instant(), zone);
    }

    @Override
    public Instant instant() {
        try {
            var file = Path.of(System.getenv(VARIABLE));
            return Instant.ofEpochSecond(Long.parseLong(Files.readString(file).strip()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
