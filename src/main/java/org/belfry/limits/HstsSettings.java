package org.belfry.limits;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Optional;
import org.belfry.platform.Characters;
import org.belfry.platform.Migrations.DatabaseMigrated;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How long browsers use only HTTPS after their first visit by HTTPS. */
@ApplicationScoped
class HstsSettings {

    private static final String OFF = "off";

    /** Ten years, in seconds. */
    private static final long LONGEST = 315_360_000;

    @Inject
    @ConfigProperty(name = "belfry.hsts.max-age", defaultValue = "31536000")
    private String configured;

    private Optional<String> header;

    /** Checks the setting at start, not on the first request. */
    void checkAtStart(@Observes DatabaseMigrated migrated) {
        // Calling this method creates the bean if it does not exist yet.
    }

    @PostConstruct
    void read() {
        header = header(configured);
    }

    /** The value of {@code Strict-Transport-Security}; empty if it is switched off. */
    public Optional<String> header() {
        return header;
    }

    /** @throws IllegalStateException unless it is a number of seconds or {@code off}, with a sentence that names the variable */
    static Optional<String> header(String text) {
        var value = text.strip();
        if (value.equalsIgnoreCase(OFF)) {
            return Optional.empty();
        }
        if (!Characters.areDigits(value, 9) || Long.parseLong(value) > LONGEST) {
            throw new IllegalStateException(
                    "BELFRY_HSTS_MAX_AGE must be a number of seconds from 0 to " + LONGEST + ", or off: " + text);
        }
        return Optional.of("max-age=" + Long.parseLong(value));
    }
}
