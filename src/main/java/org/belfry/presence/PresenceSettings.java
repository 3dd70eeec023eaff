package org.belfry.presence;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.belfry.platform.Characters;
import org.belfry.platform.Migrations.DatabaseMigrated;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** For how long an agent may be silent. */
@ApplicationScoped
class PresenceSettings {

    private static final int LEAST = 30;
    private static final int MOST = 604_800;

    @Inject
    @ConfigProperty(name = "belfry.presence.timeout", defaultValue = "300")
    private String seconds;

    private int timeout;

    /** Looks at it at the start already, and not at the first heartbeat. */
    void checkAtStart(@Observes DatabaseMigrated migrated) {
        // Calling this method creates the bean if it does not exist yet.
    }

    @PostConstruct
    void parse() {
        timeout = timeout(seconds);
    }

    static int timeout(String text) {
        var digits = text.strip();
        if (!Characters.areDigits(digits, 6) || Integer.parseInt(digits) < LEAST || Integer.parseInt(digits) > MOST) {
            throw new IllegalStateException("BELFRY_PRESENCE_TIMEOUT must be a whole number between " + LEAST + " and "
                    + MOST + ", and not \"" + text + "\"");
        }
        return Integer.parseInt(digits);
    }

    /** Seconds after the last heartbeat for which an agent is taken for online. */
    public int timeout() {
        return timeout;
    }
}
