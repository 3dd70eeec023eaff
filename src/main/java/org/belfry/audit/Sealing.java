package org.belfry.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;
import org.belfry.platform.Retried;
import org.belfry.platform.UnixTime;

/**
 * Makes the chains longer, some entries a transaction. One node at a time does it for an organization; nobody who changes
 * something waits for that.
 */
@ApplicationScoped
@Transactional
public class Sealing {

    /** Most entries that one transaction seals. */
    static final int STEP = 500;

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private UnixTime time;

    /** The organizations that have entries which are not sealed yet. */
    public List<Long> unsealed() {
        return entities.createQuery(
                        "select distinct e.organizationId from AuditEntry e where e.seq is null", Long.class)
                .getResultList();
    }

    /** Seals the next entries of an organization; answers how many, at most {@value #STEP}. */
    @Retried
    public int seal(long organizationId) {
        var chain = entities.find(AuditChain.class, organizationId, LockModeType.PESSIMISTIC_WRITE);
        if (chain == null) {
            chain = new AuditChain(organizationId, time.now());
            entities.persist(chain);
            entities.flush();
        }
        var entries = entities.createQuery(
                        "select e from AuditEntry e where e.organizationId = :organization and e.seq is null"
                                + " order by e.id",
                        AuditEntry.class)
                .setParameter("organization", organizationId)
                .setMaxResults(STEP)
                .getResultList();
        for (var entry : entries) {
            chain.append(entry, time.now());
        }
        return entries.size();
    }
}
