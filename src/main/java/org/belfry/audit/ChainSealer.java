package org.belfry.audit;

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
 * Makes the chains longer, some entries a transaction. One node at a time does it for an organization; nobody who changes
 * something waits for that.
 */
@ApplicationScoped
@Transactional
public class ChainSealer {

    /** Most entries that one transaction seals. */
    static final int STEP = 500;

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private UnixTime time;

    /** The organizations that have entries which are not sealed yet. By the chains, as no index begins with what is not sealed. */
    public List<Long> unsealed() {
        return entities.createQuery(
                        "select c.organizationId from AuditChain c where exists (select e.id from AuditEntry e"
                                + " where e.organizationId = c.organizationId and e.seq is null)",
                        Long.class)
                .getResultList();
    }

    /** Seals the next entries of an organization; answers how many, at most {@value #STEP}. */
    @RetryOnConflict
    public int seal(long organizationId) {
        var chain = entities.find(AuditChain.class, organizationId, LockModeType.PESSIMISTIC_WRITE);
        if (chain == null) {
            chain = restartedChain(organizationId);
        }
        var entries = entities.createQuery(
                        "select e from AuditEntry e where e.organizationId = :organization and e.seq is null"
                                + " order by e.at, e.id",
                        AuditEntry.class)
                .setParameter("organization", organizationId)
                .setMaxResults(STEP)
                .getResultList();
        if (!entries.isEmpty()) {
            var number = Math.max(chain.seq(), lastAfter(organizationId, chain.seq()));
            for (var entry : entries) {
                chain.append(entry, ++number, time.now());
            }
        }
        return entries.size();
    }

    /** Every organization has the row from its beginning: this one was removed. The row says so from now on. */
    private AuditChain restartedChain(long organizationId) {
        var last = entities.createQuery(
                        "select e from AuditEntry e where e.organizationId = :organization and e.seq is not null"
                                + " order by e.seq desc",
                        AuditEntry.class)
                .setParameter("organization", organizationId)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
        var chain = new AuditChain(
                organizationId,
                last.map(AuditEntry::seq).orElse(0L),
                last.map(AuditEntry::hash).orElse(AuditEntry.NOTHING),
                time.now());
        entities.persist(chain);
        entities.flush();
        return chain;
    }

    /** The greatest number after the end of the chain, which nobody but an intruder gives; 0 for none. Two must not be the same. */
    private long lastAfter(long organizationId, long seq) {
        return entities.createQuery(
                        "select e.seq from AuditEntry e where e.organizationId = :organization and e.seq > :seq"
                                + " order by e.seq desc",
                        Long.class)
                .setParameter("organization", organizationId)
                .setParameter("seq", seq)
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .orElse(0L);
    }
}
