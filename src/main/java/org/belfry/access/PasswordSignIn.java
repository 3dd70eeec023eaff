package org.belfry.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Supplier;
import org.belfry.platform.JsonInput;
import org.belfry.platform.Problem;

/** What needs a password. The hash takes a tenth of a second on purpose, so it is compared outside of a transaction. */
@ApplicationScoped
public class PasswordSignIn {

    @Inject
    private Accounts accounts;

    @Inject
    private Passwords passwords;

    @Inject
    private Sessions sessions;

    @Inject
    private SignInGuards guards;

    /**
     * A new session; empty where the account or the password is wrong, or the account disabled.
     *
     * @param device where the attempt comes from
     * @throws Problem 429 where there were too many that failed
     */
    public Optional<Sessions.Opened> signIn(String name, String password, Device device) {
        attempt(name, device.address());
        var account = accounts.find(name).orElse(null);
        var matches = passwords.matches(password, account == null ? null : account.passwordHash());
        var session = matches
                ? sessions.open(account.id(), account.passwordHash(), device)
                : Optional.<Sessions.Opened>empty();
        session.ifPresentOrElse(
                opened -> guards.succeeded(name, device.address()),
                () -> sessions.refused(account == null ? null : account.id()));
        return session;
    }

    /**
     * The same as somebody says it.
     *
     * @param said read once it is known that it may be said
     * @throws Problem 400 that names every violation, 403 for what is no session, 429
     */
    public void change(Caller session, Supplier<JsonInput> said, String address) {
        if (session.kind() != Caller.Kind.SESSION) {
            throw Problem.forbidden("Only a session can change the password of its account");
        }
        var input = said.get();
        var present = input.requiredText("current", Passwords.LONGEST);
        var password = Passwords.read(input, "password", session.name());
        input.check();
        change(session, present, password, address);
    }

    /**
     * Gives a session's account another password, and ends its other sessions.
     *
     * @throws Problem 400 for a wrong present one, 429 where there were too many of those
     */
    public void change(Caller session, String present, String password, String address) {
        attempt(session.name(), address);
        var account = accounts.find(session.name()).orElseThrow(Problem::unauthorized);
        if (!passwords.matches(present, account.passwordHash())
                || !accounts.changePassword(
                        account.id(), account.passwordHash(), passwords.hash(password), session.credentialId())) {
            sessions.passwordRefused(account.id());
            throw Problem.invalid("current", "is not the password of this account");
        }
        guards.succeeded(session.name(), address);
    }

    /**
     * Makes sure that it is still the person who signed in: their password was given once more.
     *
     * @throws Problem 400 for a wrong one, 429 where there were too many of those
     */
    public void confirm(Caller session, String field, String password, String address) {
        attempt(session.name(), address);
        var account = accounts.find(session.name()).orElseThrow(Problem::unauthorized);
        if (!passwords.matches(password, account.passwordHash())) {
            sessions.passwordRefused(account.id());
            throw Problem.invalid(field, "is not the password of this account");
        }
        guards.succeeded(session.name(), address);
        sessions.authenticatedAgain(session.credentialId());
    }

    private void attempt(String name, String address) {
        var wait = guards.attempt(name, address);
        if (wait > 0) {
            throw Problem.tooMany(wait, "Too many attempts with a wrong password; try again later");
        }
    }
}
