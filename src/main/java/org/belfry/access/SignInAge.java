package org.belfry.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.inject.Inject;
import java.util.Optional;
import org.belfry.platform.Problem;

/** How long ago the password of a session was given. */
@ApplicationScoped
public class SignInAge {

    /** Seconds for which a password permits irreversible operations and those that give access. */
    public static final long FRESH = 15 * 60;

    @Inject
    private CurrentCaller current;

    @Inject
    private Sessions sessions;

    /** False for keys and tokens, which have no sign-in that could be old. */
    public boolean isStale(Caller caller) {
        return caller.kind() == Caller.Kind.SESSION && sessions.passwordAge(caller.credentialId()) >= FRESH;
    }

    /** @throws Problem 403 if the current request has a session with an old sign-in */
    void requireFresh() {
        if (caller().filter(this::isStale).isPresent()) {
            throw Problem.reauthenticate(
                    "Sign in again: this operation requires a password entered within the last %s minutes", FRESH / 60);
        }
    }

    /** Empty without a request, and for an anonymous one. */
    private Optional<Caller> caller() {
        try {
            return current.isKnown() ? Optional.of(current.get()) : Optional.empty();
        } catch (ContextNotActiveException e) {
            return Optional.empty();
        }
    }
}
