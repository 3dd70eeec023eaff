package org.belfry.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Signing in with a password. The hash takes a tenth of a second on purpose, so it is compared outside of a transaction. */
@ApplicationScoped
public class PasswordSignIn {

    @Inject
    private Accounts accounts;

    @Inject
    private Passwords passwords;

    @Inject
    private Sessions sessions;

    /** The token of a new session; empty where the account or the password is wrong, or the account disabled. */
    public Optional<String> signIn(String name, String password) {
        var account = accounts.find(name).orElse(null);
        var matches = passwords.matches(password, account == null ? null : account.passwordHash());
        return matches && account.enabled() ? Optional.of(sessions.open(account.id())) : Optional.empty();
    }
}
