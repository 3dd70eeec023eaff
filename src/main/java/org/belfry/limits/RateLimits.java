package org.belfry.limits;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Optional;
import org.belfry.platform.Migrations.DatabaseMigrated;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The limits of this node, as they are configured. Where they are switched off, everything is empty. */
@ApplicationScoped
public class RateLimits {

    private static final String ENABLED = "belfry.rate-limit.enabled";
    private static final String BACKEND = "belfry.rate-limit.backend";
    private static final String PERSONAL = "belfry.rate-limit.personal";
    private static final String FAILURES = "belfry.rate-limit.failures";

    @Inject
    @ConfigProperty(name = ENABLED, defaultValue = "true")
    private String enabled;

    @Inject
    @ConfigProperty(name = BACKEND, defaultValue = "600000/60")
    private String backend;

    @Inject
    @ConfigProperty(name = PERSONAL, defaultValue = "6000/60")
    private String personal;

    @Inject
    @ConfigProperty(name = FAILURES, defaultValue = "1000/60")
    private String failures;

    private boolean on;
    private RateLimiter backendLimiter;
    private RateLimiter personLimiter;
    private RateLimiter failureLimiter;

    /** Looks at them at the start already, and not when the first request comes. */
    void checkAtStart(@Observes DatabaseMigrated migrated) {
        // Calling this method creates the bean if it does not exist yet.
    }

    @PostConstruct
    void make() {
        on = isTrue(ENABLED, enabled);
        backendLimiter = buckets("backend", BACKEND, backend);
        personLimiter = buckets("personal", PERSONAL, personal);
        failureLimiter = buckets("failures", FAILURES, failures);
    }

    /** Counts a request of a back end. */
    public Optional<RateLimitStatus> takeAsBackend(Object client) {
        return take(backendLimiter, client);
    }

    /** Counts a request of a person or an agent. */
    public Optional<RateLimitStatus> takeAsPerson(Object client) {
        return take(personLimiter, client);
    }

    /** Counts a request without valid credentials. */
    public void failed(String address) {
        take(failureLimiter, address);
    }

    /** The quota of an address with too many failures; empty for all others. */
    public Optional<RateLimitStatus> failedTooOften(String address) {
        return on ? failureLimiter.usedUp(address) : Optional.empty();
    }

    private Optional<RateLimitStatus> take(RateLimiter rateLimiter, Object client) {
        return on ? Optional.of(rateLimiter.take(client)) : Optional.empty();
    }

    private static RateLimiter buckets(String name, String property, String value) {
        return new RateLimiter(RateLimit.parse(name, property, value), System::nanoTime);
    }

    /** Config's own conversion takes everything that it does not know for false. */
    static boolean isTrue(String property, String value) {
        return switch (value.strip()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalStateException(property + " must be true or false, and not \"" + value + "\"");
        };
    }
}
