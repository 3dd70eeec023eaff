package org.belfry.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;

/** The accounts of people, and their passwords. */
@ApplicationScoped
public class Accounts {

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private Passwords passwords;

    @Inject
    private Sessions sessions;

    /** The token of a new session; empty where the account or the password is wrong, or the account disabled. */
    public Optional<String> signIn(String name, String password) {
        // The hash is compared outside of any transaction: it takes a tenth of a second, on purpose.
        var account = find(name).orElse(null);
        if (!passwords.matches(password, account == null ? null : account.passwordHash()) || !account.enabled()) {
            return Optional.empty();
        }
        return Optional.of(sessions.open(account.id()));
    }

    private Optional<Account> find(String name) {
        return entities.createQuery("select a from Account a where a.name = :name", Account.class)
                .setParameter("name", name)
                .getResultStream()
                .findFirst();
    }
}
