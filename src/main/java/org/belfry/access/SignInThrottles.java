package org.belfry.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;
import org.belfry.platform.RetryOnConflict;
import org.belfry.platform.UnixTime;

/**
 * Slows down guessing. The database counts, so that all nodes count together, and it is asked for the same whether the
 * account exists or not. For a stranger, the row for everywhere is locked first. A known device or session has one row, which
 * failures elsewhere do not touch.
 */
@ApplicationScoped
@Transactional
class SignInThrottles {

    private static final int STEP = 500;

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private UnixTime time;

    /**
     * Counts an attempt as failed, before the password is compared: of many at once no more are compared than may be.
     *
     * @return 0, or the seconds to wait: then the password must not be compared, and nothing was counted
     */
    @RetryOnConflict
    public long attempt(PasswordAttempt attempt) {
        var everywhere = attempt.known() ? null : everywhere(attempt.key());
        var here = locked(attempt.key(), attempt.from());
        // Who had to wait for the rows goes by the time in which it has them.
        var now = time.now();
        var wait = everywhere == null ? here.ownWait(now) : here.wait(everywhere, now);
        if (wait == 0) {
            if (everywhere != null) {
                everywhere.failedSomewhere(now);
            }
            here.failed(now);
            keep(here);
            // Of two that are the first, one is to find the other's row.
            entities.flush();
        }
        return wait;
    }

    /** The attempt's password was right. */
    @RetryOnConflict
    public void succeeded(PasswordAttempt attempt) {
        if (attempt.known()) {
            var here = locked(attempt.key(), attempt.from());
            if (entities.contains(here)) {
                entities.remove(here);
            }
            return;
        }
        var everywhere = everywhere(attempt.key());
        var here = locked(attempt.key(), attempt.from());
        everywhere.succeededSomewhere();
        here.succeeded(time.now());
        keep(here);
    }

    /** Removes some of what no longer says anything; true where there may be more. */
    @RetryOnConflict
    public boolean removeExpired() {
        var expired = " (g.failedAt is null or g.failedAt <= :failed)"
                + " and (g.succeededAt is null or g.succeededAt <= :succeeded)";
        var failed = time.now() - LockoutPolicy.FORGOTTEN_AFTER;
        var succeeded = time.now() - LockoutPolicy.KNOWN_FOR;
        var ids = entities.createQuery("select g.id from SignInThrottle g where" + expired, Long.class)
                .setParameter("failed", failed)
                .setParameter("succeeded", succeeded)
                .setMaxResults(STEP)
                .getResultList();
        if (!ids.isEmpty()) {
            // Asked again, as an attempt may have come in between.
            entities.createQuery("delete from SignInThrottle g where g.id in :ids and" + expired)
                    .setParameter("ids", ids)
                    .setParameter("failed", failed)
                    .setParameter("succeeded", succeeded)
                    .executeUpdate();
        }
        return ids.size() == STEP;
    }

    /** Created immediately if there is none, so a concurrent attempt waits for it before reading anything else. */
    private SignInThrottle everywhere(String hash) {
        var everywhere = locked(hash, SignInThrottle.EVERYWHERE);
        if (!entities.contains(everywhere)) {
            keep(everywhere);
            entities.flush();
        }
        return everywhere;
    }

    /** Does something for a new row only. */
    private void keep(SignInThrottle throttle) {
        entities.persist(throttle);
    }

    private SignInThrottle locked(String hash, String address) {
        List<SignInThrottle> found = entities.createQuery(
                        "select g from SignInThrottle g where g.nameHash = :hash and g.address = :address",
                        SignInThrottle.class)
                .setParameter("hash", hash)
                .setParameter("address", address)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
        return found.isEmpty() ? new SignInThrottle(hash, address) : found.get(0);
    }
}
