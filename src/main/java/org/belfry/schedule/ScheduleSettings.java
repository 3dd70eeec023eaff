package org.belfry.schedule;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.belfry.platform.Migrations.DatabaseMigrated;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How schedules fire, as it is configured. */
@ApplicationScoped
class ScheduleSettings {

    private static final Duration LONGEST_GRACE = Duration.ofDays(30);
    private static final int MOST_ATTEMPTS = 20;
    private static final long LONGEST_WAIT = 600;

    @Inject
    @ConfigProperty(name = "belfry.schedule.grace", defaultValue = "PT60M")
    private String graceText;

    @Inject
    @ConfigProperty(name = "belfry.schedule.attempts", defaultValue = "5")
    private int attempts;

    @Inject
    @ConfigProperty(name = "belfry.schedule.retry-wait", defaultValue = "5")
    private long retryWait;

    private long grace;

    /** Looks at them at the start already, and not when the first schedule is due. */
    void checkAtStart(@Observes DatabaseMigrated migrated) {
        // Calling this method creates the bean if it does not exist yet.
    }

    @PostConstruct
    void parse() {
        grace = grace(graceText);
        if (attempts < 1 || attempts > MOST_ATTEMPTS) {
            throw new IllegalStateException("BELFRY_SCHEDULE_ATTEMPTS must be from 1 to " + MOST_ATTEMPTS);
        }
        if (retryWait < 1 || retryWait > LONGEST_WAIT) {
            throw new IllegalStateException("BELFRY_SCHEDULE_RETRY_WAIT must be from 1 to " + LONGEST_WAIT);
        }
    }

    static long grace(String text) {
        try {
            var grace = Duration.parse(text.strip());
            if (!grace.isNegative() && grace.compareTo(LONGEST_GRACE) <= 0) {
                return grace.toSeconds();
            }
        } catch (DateTimeParseException e) {
            throw wrongGrace(text);
        }
        throw wrongGrace(text);
    }

    private static IllegalStateException wrongGrace(String text) {
        return new IllegalStateException(
                "BELFRY_SCHEDULE_GRACE must be a duration such as PT60M, up to P30D, and not \"" + text + "\"");
    }

    /** Seconds by which a moment may be past when it is first looked at. */
    long grace() {
        return grace;
    }

    /** Most calls of a target in one run. */
    int attempts() {
        return attempts;
    }

    /** Seconds after the first attempt. */
    long retryWait() {
        return retryWait;
    }
}
