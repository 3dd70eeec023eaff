package org.belfry.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import org.belfry.platform.Secrets;
import org.belfry.platform.UnixTime;

/** The sessions of accounts. */
@ApplicationScoped
@Transactional
class Sessions {

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private UnixTime time;

    @Inject
    private Event<CredentialEnded> ended;

    /** The token of a new session. What has expired of that account goes with it. */
    public String open(long accountId) {
        var now = time.now();
        entities.createQuery("delete from SignIn s where s.account.id = :account and s.expiresAt <= :now")
                .setParameter("account", accountId)
                .setParameter("now", now)
                .executeUpdate();
        var token = Secrets.token();
        entities.persist(new SignIn(entities.getReference(Account.class, accountId), Secrets.sha256(token), now));
        return token;
    }

    public void close(long signInId) {
        entities.createQuery("delete from SignIn s where s.id = :id")
                .setParameter("id", signInId)
                .executeUpdate();
        ended.fire(new CredentialEnded(Caller.Kind.SESSION, signInId));
    }
}
