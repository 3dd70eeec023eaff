package org.belfry.retention;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.belfry.platform.Characters;
import org.belfry.platform.InputPattern;
import org.belfry.platform.Migrations.DatabaseMigrated;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** When the daily run begins, and how long is kept what was read where an organization says nothing. */
@ApplicationScoped
class RetentionSettings {

    private static final InputPattern TIME = InputPattern.of(5, "([01][0-9]|2[0-3]):[0-5][0-9]");

    @Inject
    @ConfigProperty(name = "belfry.retention.at", defaultValue = "03:30")
    private String at;

    @Inject
    @ConfigProperty(name = "belfry.retention.days", defaultValue = "90")
    private String days;

    private LocalTime beginning;
    private int readDays;

    /** Looks at them at the start already, and not in the night. */
    void checkAtStart(@Observes DatabaseMigrated migrated) {
        // Calling this method creates the bean if it does not exist yet.
    }

    @PostConstruct
    void parse() {
        beginning = beginning(at);
        readDays = days(days);
    }

    static LocalTime beginning(String text) {
        if (!TIME.matches(text.strip())) {
            throw new IllegalStateException(
                    "BELFRY_RETENTION_AT must be a time of day in UTC, from 00:00 to 23:59, and not \"" + text + "\"");
        }
        return LocalTime.parse(text.strip());
    }

    static int days(String text) {
        var digits = text.strip();
        if (!Characters.areDigits(digits, 5)
                || Integer.parseInt(digits) < 1
                || Integer.parseInt(digits) > RetentionPolicy.MAX_DAYS) {
            throw new IllegalStateException("BELFRY_RETENTION_DAYS must be a whole number between 1 and "
                    + RetentionPolicy.MAX_DAYS + ", and not \"" + text + "\"");
        }
        return Integer.parseInt(digits);
    }

    /** Days after which what was read is removed, where an organization says nothing. */
    public int readDays() {
        return readDays;
    }

    /** The last second, now or before, in which a daily run was to begin. */
    public long lastBeginning(long now) {
        return lastBeginning(beginning, now);
    }

    static long lastBeginning(LocalTime beginning, long now) {
        var today = Instant.ofEpochSecond(now)
                .atOffset(ZoneOffset.UTC)
                .with(beginning)
                .toEpochSecond();
        return today <= now ? today : today - RetentionPolicy.DAY;
    }
}
