package org.belfry.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.belfry.platform.Retried;
import org.belfry.platform.Secrets;
import org.belfry.platform.UnixTime;

/** The sessions of accounts. */
@ApplicationScoped
@Transactional
class Sessions {

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private Devices devices;

    @Inject
    private UnixTime time;

    @Inject
    private Event<CredentialEnded> ended;

    /**
     * What a sign-in gives to the client.
     *
     * @param token of the session
     * @param device the token by which the device is known from now on
     */
    record Opened(String token, String device) {}

    /**
     * A new session. What has expired of that account goes with it. Empty where the account was disabled,
     * removed, or given another password since that one was compared.
     */
    @Retried
    public Optional<Opened> open(long accountId, String passwordHash, Device device) {
        var account = entities.find(Account.class, accountId, LockModeType.PESSIMISTIC_WRITE);
        if (account == null || !account.enabled() || !account.passwordHash().equals(passwordHash)) {
            return Optional.empty();
        }
        var now = time.now();
        entities.createQuery("delete from SignIn s where s.account.id = :account and s.expiresAt <= :now")
                .setParameter("account", accountId)
                .setParameter("now", now)
                .executeUpdate();
        var token = Secrets.token();
        entities.persist(new SignIn(account, Secrets.sha256(token), now));
        return Optional.of(new Opened(token, devices.signIn(account, device)));
    }

    public void close(long signInId) {
        entities.createQuery("delete from SignIn s where s.id = :id")
                .setParameter("id", signInId)
                .executeUpdate();
        ended.fire(new CredentialEnded(Caller.Kind.SESSION, signInId));
    }

    /**
     * Ends the sessions of an account, whose row the caller has locked, so that none is opened meanwhile.
     *
     * @param spared the one sign-in that goes on; 0 for none
     */
    public void closeAll(long accountId, long spared) {
        entities.createQuery("select s.id from SignIn s where s.account.id = :account and s.id <> :spared", Long.class)
                .setParameter("account", accountId)
                .setParameter("spared", spared)
                .getResultList()
                .forEach(this::close);
    }
}
