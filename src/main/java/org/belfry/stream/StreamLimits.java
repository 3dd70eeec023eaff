package org.belfry.stream;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Map;
import org.belfry.platform.Migrations.DatabaseMigrated;
import org.belfry.platform.Problem;
import org.belfry.platform.Settings;
import org.belfry.stream.StreamCounts.By;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How many streams a node keeps open, WebSockets and event streams together. */
@ApplicationScoped
public class StreamLimits {

    private static final String CREDENTIAL = "belfry.stream.max-per-credential";
    private static final String RECIPIENT = "belfry.stream.max-per-recipient";
    private static final String ORGANIZATION = "belfry.stream.max-per-organization";
    private static final String ADDRESS = "belfry.stream.max-per-address";

    private static final int MOST = 1_000_000;

    /** Seconds after which a retry makes sense. */
    private static final int RETRY_AFTER = 30;

    @Inject
    @ConfigProperty(name = CREDENTIAL, defaultValue = "2000")
    private int ofCredential;

    @Inject
    @ConfigProperty(name = RECIPIENT, defaultValue = "50")
    private int ofRecipient;

    @Inject
    @ConfigProperty(name = ORGANIZATION, defaultValue = "5000")
    private int ofOrganization;

    @Inject
    @ConfigProperty(name = ADDRESS, defaultValue = "2000")
    private int ofAddress;

    private StreamCounts counts;

    /** Checks the settings at start, not when the first stream is opened. */
    void checkAtStart(@Observes DatabaseMigrated migrated) {
        // Calling this method creates the bean if it does not exist yet.
    }

    @PostConstruct
    void make() {
        counts = new StreamCounts(Map.of(
                By.CREDENTIAL, checked(CREDENTIAL, ofCredential),
                By.RECIPIENT, checked(RECIPIENT, ofRecipient),
                By.ORGANIZATION, checked(ORGANIZATION, ofOrganization),
                By.ADDRESS, checked(ADDRESS, ofAddress)));
    }

    private static int checked(String property, int value) {
        return Settings.between(property, value, 1, MOST);
    }

    /** @throws Problem 429 if another stream would exceed a limit */
    public void check(StreamSubscription subscription) {
        counts.full(subscription).ifPresent(StreamLimits::refuse);
    }

    /** Like {@link #check}, and counts a stream that is being opened. */
    void enter(StreamSubscription subscription) {
        counts.enter(subscription).ifPresent(StreamLimits::refuse);
    }

    void leave(StreamSubscription subscription) {
        counts.leave(subscription);
    }

    private static void refuse(By by) {
        throw Problem.tooMany(
                RETRY_AFTER,
                switch (by) {
                    case CREDENTIAL -> "Too many streams are open with this credential; close one, or try again later";
                    case RECIPIENT -> "Too many streams of this recipient are open; close one, or try again later";
                    case ORGANIZATION -> "Too many streams of this organization are open; try again later";
                    case ADDRESS -> "Too many streams are open from your address; close one, or try again later";
                });
    }
}
