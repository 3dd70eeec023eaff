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
class SignInGuards {

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
    public long attempt(Guess guess) {
        var everywhere = guess.known() ? null : everywhere(guess.key());
        var here = locked(guess.key(), guess.from());
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
    public void succeeded(Guess guess) {
        if (guess.known()) {
            var here = locked(guess.key(), guess.from());
            if (entities.contains(here)) {
                entities.remove(here);
            }
            return;
        }
        var everywhere = everywhere(guess.key());
        var here = locked(guess.key(), guess.from());
        everywhere.succeededSomewhere();
        here.succeeded(time.now());
        keep(here);
    }

    /** Removes some of what no longer says anything; true where there may be more. */
    @RetryOnConflict
    public boolean removeExpired() {
        var expired = " (g.failedAt is null or g.failedAt <= :failed)"
                + " and (g.succeededAt is null or g.succeededAt <= :succeeded)";
        var failed = time.now() - LockOut.FORGOTTEN_AFTER;
        var succeeded = time.now() - LockOut.KNOWN_FOR;
        var ids = entities.createQuery("select g.id from SignInGuard g where" + expired, Long.class)
                .setParameter("failed", failed)
                .setParameter("succeeded", succeeded)
                .setMaxResults(STEP)
                .getResultList();
        if (!ids.isEmpty()) {
            // Asked again, as an attempt may have come in between.
            entities.createQuery("delete from SignInGuard g where g.id in :ids and" + expired)
                    .setParameter("ids", ids)
                    .setParameter("failed", failed)
                    .setParameter("succeeded", succeeded)
                    .executeUpdate();
        }
        return ids.size() == STEP;
    }

    /** Written at once where there is none: whoever tries too then waits for it before looking at anything else. */
    private SignInGuard everywhere(String hash) {
        var everywhere = locked(hash, SignInGuard.EVERYWHERE);
        if (!entities.contains(everywhere)) {
            keep(everywhere);
            entities.flush();
        }
        return everywhere;
    }

    /** Does something for a new row only. */
    private void keep(SignInGuard guard) {
        entities.persist(guard);
    }

    private SignInGuard locked(String hash, String address) {
        List<SignInGuard> found = entities.createQuery(
                        "select g from SignInGuard g where g.nameHash = :hash and g.address = :address",
                        SignInGuard.class)
                .setParameter("hash", hash)
                .setParameter("address", address)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
        return found.isEmpty() ? new SignInGuard(hash, address) : found.get(0);
    }
}
