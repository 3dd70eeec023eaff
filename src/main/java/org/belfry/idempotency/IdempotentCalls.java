package org.belfry.idempotency;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.belfry.access.ResourceQuota;
import org.belfry.access.ResourceQuotas;
import org.belfry.encryption.SecretCipher;
import org.belfry.encryption.SecretColumn;
import org.belfry.platform.Problem;
import org.belfry.platform.RetryOnConflict;
import org.belfry.platform.UnixTime;

/** The requests that carried a key, for all nodes to see. Each method is a short transaction of its own. */
@ApplicationScoped
@Transactional
class IdempotentCalls {

    /** Most calls that one transaction removes. */
    static final int REMOVAL_STEP = 500;

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private SecretCipher secrets;

    @Inject
    private ResourceQuotas quotas;

    @Inject
    private UnixTime time;

    /**
     * Fails on the unique key if the call is known.
     *
     * @throws Problem 409 if the caller has used up a quota
     */
    public IdempotencyDecision begin(IdempotentAttempt idempotentAttempt) {
        if (!isKnown(idempotentAttempt.call())) {
            require(idempotentAttempt.whose());
        }
        var call = new IdempotentCall(idempotentAttempt, time.now());
        entities.persist(call);
        entities.flush();
        return new IdempotencyDecision.Proceed(call.operation());
    }

    private boolean isKnown(String call) {
        return entities.createQuery("select count(c) from IdempotentCall c where c.id = :id", Long.class)
                        .setParameter("id", call)
                        .getSingleResult()
                > 0;
    }

    private void require(IdempotentAttempt.Whose whose) {
        var organizationId = whose.organizationId();
        quotas.require(ResourceQuota.IDEMPOTENCY_KEYS, organizationId, 1, () -> count(organizationId, null));
        if (whose.personal()) {
            quotas.requireOfPerson(
                    ResourceQuota.IDEMPOTENCY_KEYS_PER_PERSON,
                    organizationId,
                    1,
                    () -> count(organizationId, whose.caller()));
        }
    }

    private long count(long organizationId, String caller) {
        var query = entities.createQuery(
                        "select count(c) from IdempotentCall c where c.organizationId = :organization"
                                + (caller == null ? "" : " and c.caller = :caller"),
                        Long.class)
                .setParameter("organization", organizationId);
        if (caller != null) {
            query.setParameter("caller", caller);
        }
        return query.getSingleResult();
    }

    /** What is to be done with a call that is known; empty where it has just been removed. */
    public Optional<IdempotencyDecision> join(IdempotentAttempt idempotentAttempt) {
        return Optional.ofNullable(
                        entities.find(IdempotentCall.class, idempotentAttempt.call(), LockModeType.PESSIMISTIC_WRITE))
                .map(call -> call.join(idempotentAttempt, time.now()));
    }

    /** Says that the attempt is still at work, unless another has taken over. */
    @RetryOnConflict
    public void renew(IdempotentAttempt idempotentAttempt) {
        entities.createQuery("update IdempotentCall c set c.leaseUntil = :until"
                        + " where c.id = :id and c.owner = :owner and c.status is null")
                .setParameter("until", time.now() + IdempotentCall.LEASE)
                .setParameter("id", idempotentAttempt.call())
                .setParameter("owner", idempotentAttempt.owner())
                .executeUpdate();
    }

    /** Keeps the answer, unless another attempt has taken over. */
    @RetryOnConflict
    public void answer(IdempotentAttempt idempotentAttempt, StoredResponse answer) {
        entities.createQuery("update IdempotentCall c set c.status = :status, c.answer = :answer"
                        + " where c.id = :id and c.owner = :owner and c.status is null")
                .setParameter("status", answer.status())
                .setParameter(
                        "answer",
                        secrets.encrypt(
                                        SecretColumn.KEPT_ANSWER,
                                        idempotentAttempt.call(),
                                        idempotentAttempt.cipher().encrypt(answer.encode()))
                                .stored())
                .setParameter("id", idempotentAttempt.call())
                .setParameter("owner", idempotentAttempt.owner())
                .executeUpdate();
    }

    /** Nothing was done: the key is free again, also for another request. */
    @RetryOnConflict
    public void forget(IdempotentAttempt idempotentAttempt) {
        entities.createQuery("delete from IdempotentCall c where c.id = :id and c.owner = :owner and c.status is null")
                .setParameter("id", idempotentAttempt.call())
                .setParameter("owner", idempotentAttempt.owner())
                .executeUpdate();
    }

    /** Nobody knows what was done: the same request may be tried again at once, as the same operation. */
    @RetryOnConflict
    public void release(IdempotentAttempt idempotentAttempt) {
        entities.createQuery("update IdempotentCall c set c.leaseUntil = 0"
                        + " where c.id = :id and c.owner = :owner and c.status is null")
                .setParameter("id", idempotentAttempt.call())
                .setParameter("owner", idempotentAttempt.owner())
                .executeUpdate();
    }

    /** Ends what a former run of the only node left unfinished. */
    @RetryOnConflict
    public void releaseAll() {
        entities.createQuery("update IdempotentCall c set c.leaseUntil = 0 where c.status is null")
                .executeUpdate();
    }

    /** Removes at most {@value #REMOVAL_STEP} of the calls that have expired; answers how many. */
    @RetryOnConflict
    public int removeExpired() {
        var expired = entities.createQuery(
                        "select c.id from IdempotentCall c where c.expiresAt <= :now order by c.expiresAt, c.id",
                        String.class)
                .setParameter("now", time.now())
                .setMaxResults(REMOVAL_STEP)
                .getResultList();
        return expired.isEmpty()
                ? 0
                : entities.createQuery("delete from IdempotentCall c where c.id in :ids and c.expiresAt <= :now")
                        .setParameter("ids", expired)
                        .setParameter("now", time.now())
                        .executeUpdate();
    }
}
