package org.belfry.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.inject.Inject;
import java.util.Optional;
import org.belfry.platform.Problem;

/** How long ago the password of a session was given. */
@ApplicationScoped
public class SignInAge {

    /** Seconds for which a password that was given speaks for what cannot be undone, and for what gives access. */
    public static final long FRESH = 15 * 60;

    @Inject
    private CurrentCaller current;

    @Inject
    private Sessions sessions;

    /** False for whatever is no session: a key or a token has no sign-in that could be old. */
    public boolean isStale(Caller caller) {
        return caller.kind() == Caller.Kind.SESSION && sessions.passwordAge(caller.credentialId()) >= FRESH;
    }

    /** @throws Problem 403 where the request at hand comes by a session whose sign-in is old */
    void requireFresh() {
        if (caller().filter(this::isStale).isPresent()) {
            throw Problem.reauthenticate(
                    "Sign in again: this needs a password that was given within the last %s minutes", FRESH / 60);
        }
    }

    /** Empty without a request, and for a request of nobody. */
    private Optional<Caller> caller() {
        try {
            return current.isKnown() ? Optional.of(current.get()) : Optional.empty();
        } catch (ContextNotActiveException e) {
            return Optional.empty();
        }
    }
}
