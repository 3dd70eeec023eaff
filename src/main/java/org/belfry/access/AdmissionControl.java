package org.belfry.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Objects;
import java.util.Optional;
import org.belfry.limits.CurrentClient;
import org.belfry.limits.RateLimitStatus;
import org.belfry.limits.RateLimits;
import org.belfry.limits.RecentCredentials;
import org.belfry.platform.Problem;

/**
 * Holds callers, and addresses that nobody is known at, to their rate limits. Secrets are what a request presents as its
 * credential, and null where it presents none.
 */
@ApplicationScoped
public class AdmissionControl {

    /** What is counted together. */
    private record Client(String kind, long id, String name) {}

    @Inject
    private RateLimits limits;

    @Inject
    private RecentCredentials known;

    @Inject
    private Devices devices;

    @Inject
    private CurrentClient client;

    /**
     * Called before a credential is looked up. A recently valid one passes, whatever others at its address did, and so does a browser
     * in which somebody has signed in before: it may use its session, or sign in.
     *
     * @param device of the device's cookie, or null
     * @throws Problem 429 where too much from this address failed
     */
    public void enter(String secret, String device) {
        limits.failedTooOften(client.address()).ifPresent(failures -> {
            if ((secret == null || !known.contains(secret)) && !devices.isKnown(device)) {
                throw Problem.tooMany(
                        failures.reset(),
                        "Too many requests from your address had no valid credentials; try again later");
            }
        });
    }

    /** Whether a credential was recently valid. */
    boolean isKnown(String secret) {
        return known.contains(secret);
    }

    /** Forgets that a credential was valid, so it is looked up again. */
    void doubt(String secret) {
        if (secret != null) {
            known.forget(secret);
        }
    }

    /** Notes that a credential turned out not to be valid, or that there was none. */
    public void refused(String secret) {
        if (secret != null) {
            known.forget(secret);
        }
        limits.failed(client.address());
    }

    /** Notes that a credential is valid. */
    public void accepted(String secret) {
        if (secret != null) {
            known.remember(secret);
        }
    }

    /** Counts a request of a caller; empty where nothing is limited. The quota says whether the request may go on. */
    public Optional<RateLimitStatus> count(Caller caller) {
        return isBackend(caller) ? limits.takeAsBackend(counted(caller)) : limits.takeAsPerson(counted(caller));
    }

    static boolean isBackend(Caller caller) {
        return caller.kind() == Caller.Kind.API_KEY && caller.recipient() == null;
    }

    /** A key, an account with all its sessions, or a recipient with all their tokens. */
    static Object counted(Caller caller) {
        return switch (caller.kind()) {
            case API_KEY -> new Client("key", caller.credentialId(), "");
            case SESSION -> new Client("account", caller.organizationId(), caller.name());
            default ->
                new Client(
                        "recipient",
                        caller.organizationId(),
                        Objects.requireNonNullElse(caller.recipient(), caller.name()));
        };
    }
}
