package org.belfry.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.belfry.audit.Action;
import org.belfry.platform.RetryOnConflict;
import org.belfry.platform.Secrets;
import org.belfry.platform.UnixTime;

/** The sessions of accounts. */
@ApplicationScoped
@Transactional
public class Sessions {

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private ResourceQuotas quotas;

    @Inject
    private Devices devices;

    @Inject
    private AccessAuditLog log;

    @Inject
    private Organizations organizations;

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
    public record OpenedSession(String token, String device) {

        /** Without what the cookies hold. */
        @Override
        public String toString() {
            return "a session";
        }
    }

    /** Seconds since the password of a session was given; the most there is for a session that has ended. */
    public long passwordAge(long signInId) {
        var session = entities.find(AccountSession.class, signInId);
        return session == null ? Long.MAX_VALUE : time.now() - session.authenticatedAt();
    }

    /** Records that a session's password was given again, without any other effect. */
    @RetryOnConflict
    public void confirmed(long signInId) {
        var session = entities.find(AccountSession.class, signInId);
        if (session != null) {
            session.authenticatedAgain(time.now());
            var account = session.account();
            log.record(account.organization(), Action.SESSION_CONFIRMED, account.name(), null, null);
        }
    }

    /**
     * A new session. What has expired of that account goes with it. Empty where the account was disabled,
     * removed, or given another password since that one was compared.
     */
    @RetryOnConflict
    public Optional<OpenedSession> open(long accountId, String passwordHash, Device device) {
        var account = entities.find(Account.class, accountId, LockModeType.PESSIMISTIC_WRITE);
        if (account == null || !account.enabled() || !account.passwordHash().equals(passwordHash)) {
            return Optional.empty();
        }
        var now = time.now();
        entities.createQuery("delete from AccountSession s where s.account.id = :account and s.expiresAt <= :now")
                .setParameter("account", accountId)
                .setParameter("now", now)
                .executeUpdate();
        makeRoom(account);
        var token = Secrets.token();
        var session = new AccountSession(account, Secrets.sha256(token), now);
        entities.persist(session);
        log.sessionOpened(account, session, device.address());
        return Optional.of(new OpenedSession(token, devices.signIn(account, device)));
    }

    /** Ends the oldest sessions of an account that has reached its quota, because anyone with the password must get in. */
    private void makeRoom(Account account) {
        var most = quotas.limit(
                ResourceQuota.SESSIONS_PER_ACCOUNT, account.organization().id());
        var open = entities.createQuery(
                        "select s.id from AccountSession s where s.account.id = :account order by s.id", Long.class)
                .setParameter("account", account.id())
                .getResultList();
        var ended = open.subList(0, (int) Math.max(0, open.size() + 1 - most));
        ended.forEach(this::end);
        if (!ended.isEmpty()) {
            log.sessionsClosed(account, ended.size());
        }
    }

    /**
     * Notes that somebody was not signed in.
     *
     * @param accountId null if there is no account of that name: this is recorded in the organization {@code default}
     */
    public void refused(Long accountId) {
        // Asked for in either case, so that the answer takes as long.
        var nobodys = organizations.find(Organization.DEFAULT).orElseThrow();
        var account = entities.find(Account.class, accountId == null ? 0 : accountId);
        log.sessionRefused(
                account == null ? nobodys.id() : account.organization().id(), account);
    }

    /** Notes that somebody who is signed in to the account did not know its password. */
    public void passwordRefused(long accountId) {
        var account = entities.find(Account.class, accountId);
        if (account != null) {
            log.record(account.organization(), Action.PASSWORD_REFUSED, account.name(), null, null);
        }
    }

    public void close(long signInId) {
        var session = entities.find(AccountSession.class, signInId);
        if (session != null && end(signInId)) {
            log.sessionsClosed(session.account(), 1);
        }
    }

    private boolean end(long signInId) {
        var closed = entities.createQuery("delete from AccountSession s where s.id = :id")
                .setParameter("id", signInId)
                .executeUpdate();
        ended.fire(new CredentialEnded(Caller.Kind.SESSION, signInId));
        return closed > 0;
    }

    /**
     * Ends the sessions of an account, whose row the caller has locked, so that none is opened meanwhile. One entry of the audit
     * log, whatever their number.
     *
     * @param spared the one sign-in that goes on; 0 for none
     */
    public void closeAll(Account account, long spared) {
        var others = entities.createQuery(
                        "select s.id from AccountSession s where s.account.id = :account and s.id <> :spared",
                        Long.class)
                .setParameter("account", account.id())
                .setParameter("spared", spared)
                .getResultList();
        others.forEach(this::end);
        if (!others.isEmpty()) {
            log.sessionsClosed(account, others.size());
        }
    }
}
