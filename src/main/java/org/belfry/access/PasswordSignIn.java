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
    private SignInThrottles throttles;

    @Inject
    private AdmissionControl admissionControl;

    @Inject
    private AccessSampler sampler;

    /**
     * The account that a sign-in claims.
     *
     * @param organization code; null if none was given, for an account whose name is the only one, or the oldest
     */
    public record Name(String account, String organization) {

        /** A blank organization is none. */
        public Name {
            organization = organization == null || organization.isBlank() ? null : organization.strip();
        }
    }

    /**
     * A new session; empty where the account or the password is wrong, or the account disabled.
     *
     * @param device where the attempt comes from
     * @throws Problem 429 after too many failures: from that device, if the account knows it, else from the
     *     address, or from everywhere
     */
    public Optional<Sessions.OpenedSession> signIn(Name name, String password, Device device) {
        var target = accounts.toSignIn(name.account(), name.organization(), device.digest());
        var account = target.map(Accounts.SignInTarget::account).orElse(null);
        var isKnown = target.map(Accounts.SignInTarget::knowsDevice).orElse(false);
        if (!isKnown) {
            admissionControl.enter(null, null);
        }
        var attempt = isKnown
                ? PasswordAttempt.byDevice(account.id(), device.digest())
                : PasswordAttempt.byStranger(name.account(), name.organization(), device.address());
        attempt(attempt, account);
        var matches = passwords.matches(password, account == null ? null : account.passwordHash());
        var session = matches
                ? sessions.open(account.id(), account.passwordHash(), device)
                : Optional.<Sessions.OpenedSession>empty();
        session.ifPresentOrElse(
                openedSession -> {
                    throttles.succeeded(attempt);
                    // Whatever else happens at this address.
                    admissionControl.accepted(openedSession.token());
                },
                () -> sessions.refused(account == null ? null : account.id()));
        return session;
    }

    /**
     * The same as somebody says it.
     *
     * @param said read once it is known that it may be said
     * @throws Problem 400 that names every violation, 403 for what is no session, 429
     */
    public void change(Caller session, Supplier<JsonInput> said) {
        if (session.kind() != Caller.Kind.SESSION) {
            throw Problem.forbidden("Only a session can change the password of its account");
        }
        var input = said.get();
        var present = input.requiredText("current", Passwords.LONGEST);
        var password = Passwords.read(input, "password", session.name(), session.organization());
        input.check();
        change(session, present, password);
    }

    /**
     * Gives a session's account another password, and ends its other sessions.
     *
     * @throws Problem 400 for a wrong present one, 429 where there were too many of those
     */
    public void change(Caller session, String present, String password) {
        var account = accounts.ofSignIn(session.credentialId()).orElseThrow(Problem::unauthorized);
        var attempt = PasswordAttempt.bySession(account.id(), session.credentialId());
        attempt(attempt, account);
        if (!passwords.matches(present, account.passwordHash())
                || !accounts.changePassword(
                        account.id(), account.passwordHash(), passwords.hash(password), session.credentialId())) {
            sessions.passwordRefused(account.id());
            throw Problem.invalid("current", "is not the password of this account");
        }
        throttles.succeeded(attempt);
    }

    /**
     * Like {@link #confirm(Caller, String, String)}, for a password that is read from the request.
     *
     * @param said read once it is known that it may be said
     * @throws Problem 400 for a wrong password, 403 without a session, 429
     */
    public void confirm(Caller session, Supplier<JsonInput> said) {
        if (session.kind() != Caller.Kind.SESSION) {
            throw Problem.forbidden("Only sessions can confirm their password; API keys and tokens do not need to");
        }
        var input = said.get();
        var password = input.requiredText("password", Passwords.LONGEST);
        input.check();
        confirm(session, "password", password);
    }

    /**
     * Makes sure that it is still the person who signed in: their password was given once more.
     *
     * @throws Problem 400 for a wrong one, 429 where there were too many of those
     */
    public void confirm(Caller session, String field, String password) {
        var account = accounts.ofSignIn(session.credentialId()).orElseThrow(Problem::unauthorized);
        var attempt = PasswordAttempt.bySession(account.id(), session.credentialId());
        attempt(attempt, account);
        if (!passwords.matches(password, account.passwordHash())) {
            sessions.passwordRefused(account.id());
            throw Problem.invalid(field, "is not the password of this account");
        }
        throttles.succeeded(attempt);
        sessions.confirmed(session.credentialId());
    }

    /** The refusal of a sign-in, which is the same whatever was wrong. */
    public static Problem refused() {
        return Problem.of(401, "The account name or password is wrong");
    }

    private void attempt(PasswordAttempt attempt, Account account) {
        var wait = throttles.attempt(attempt);
        if (wait > 0) {
            sampler.signInLocked(account);
            throw Problem.tooMany(wait, "Too many failed sign-in attempts; try again later");
        }
    }
}
