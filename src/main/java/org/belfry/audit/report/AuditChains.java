package org.belfry.audit.report;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.logging.Logger;
import org.belfry.access.AdminRecipients;
import org.belfry.access.SystemEvents;
import org.belfry.audit.AuditChain;
import org.belfry.audit.AuditEntry;
import org.belfry.audit.ChainCheck;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.RetryOnConflict;
import org.belfry.platform.UnixTime;

/** The chains in the database, for those who verify them, and what was last found. */
@ApplicationScoped
@Transactional
public class AuditChains {

    static final int PAGE = 500;

    /** Seconds after which a chain is verified again. */
    private static final long DAY = 86_400;

    private static final Logger LOG = Logger.getLogger(AuditChains.class.getName());

    /** In the order of the chain; two entries may have one number where somebody gave it to them. */
    record Position(long seq, long id) {

        static final Position START = new Position(Long.MIN_VALUE, Long.MIN_VALUE);

        static Position of(AuditEntry entry) {
            return new Position(entry.seq(), entry.id());
        }
    }

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private SystemEvents systemEvents;

    @Inject
    private AdminRecipients adminRecipients;

    @Inject
    private UnixTime time;

    /** The next entries that are sealed, at most {@value #PAGE}. */
    public List<AuditEntry> page(long organizationId, Position after) {
        return entities.createQuery(
                        "select e from AuditEntry e where e.organizationId = :organization and e.seq >= :seq"
                                + " and (e.seq > :seq or e.id > :id) order by e.seq, e.id",
                        AuditEntry.class)
                .setParameter("organization", organizationId)
                .setParameter("seq", after.seq())
                .setParameter("id", after.id())
                .setMaxResults(PAGE)
                .getResultList();
    }

    /** Looks at what was sealed since the last page, and at the end of the chain; until then nobody makes it longer. */
    @RetryOnConflict
    public Verification end(long organizationId, Position after, ChainCheck check) {
        var chain = entities.find(AuditChain.class, organizationId, LockModeType.PESSIMISTIC_WRITE);
        var position = after;
        var page = page(organizationId, position);
        while (!page.isEmpty()) {
            page.forEach(check::accept);
            position = Position.of(page.get(page.size() - 1));
            page = page(organizationId, position);
        }
        check.end(chain);
        var unsealed = entities.createQuery(
                        "select count(e) from AuditEntry e where e.organizationId = :organization and e.seq is null",
                        Long.class)
                .setParameter("organization", organizationId)
                .getSingleResult();
        return new Verification(
                check.entries(),
                unsealed,
                chain == null ? 0 : chain.seq(),
                chain == null ? null : chain.hash(),
                check.findings());
    }

    /** Organizations whose chain was not verified for a day. */
    public List<Long> due() {
        return entities.createQuery(
                        "select c.organizationId from AuditChain c where c.verifiedAt is null or c.verifiedAt <= :before",
                        Long.class)
                .setParameter("before", time.now() - DAY)
                .getResultList();
    }

    /** Organizations of whose chain the end was removed. */
    public List<Long> withoutEnd() {
        return entities.createQuery(
                        "select o.id from Organization o where not exists"
                                + " (select c.organizationId from AuditChain c where c.organizationId = o.id)",
                        Long.class)
                .getResultList();
    }

    /** False where another node has begun to verify it. */
    public boolean claim(long organizationId) {
        return entities.createQuery("update AuditChain c set c.verifiedAt = :now where c.organizationId = :organization"
                                + " and (c.verifiedAt is null or c.verifiedAt <= :before)")
                        .setParameter("now", time.now())
                        .setParameter("organization", organizationId)
                        .setParameter("before", time.now() - DAY)
                        .executeUpdate()
                > 0;
    }

    /** Notes what was found, and has the admins told where that is news. */
    @RetryOnConflict
    public void note(long organizationId, Verification found) {
        var chain = entities.find(AuditChain.class, organizationId, LockModeType.PESSIMISTIC_WRITE);
        if (chain == null) {
            return;
        }
        var isNews = chain.broken() == null && !found.valid();
        chain.verified(time.now(), found.summary());
        if (found.valid()) {
            // Outside of the database, where whoever writes the chain anew would have to change it too.
            LOG.info(() -> "The audit log of organization " + organizationId + " is intact: " + found.seq()
                    + " entries, the last hash is " + found.hash());
        } else {
            LOG.severe(() -> "The audit log of organization " + organizationId + " is broken: " + found.summary());
        }
        if (isNews) {
            notifyAdmins(organizationId, found);
        }
    }

    private void notifyAdmins(long organizationId, Verification found) {
        var told = adminRecipients.of(organizationId);
        if (told.recipients().isEmpty()) {
            return;
        }
        var names = JsonOutput.array();
        told.recipients().forEach(names::add);
        systemEvents.record(
                told.organizationId(),
                JsonOutput.object()
                        .add("type", "audit.broken")
                        .add("recipients", names)
                        .add("data", JsonOutput.object().add("problem", found.summary()))
                        .build());
    }
}
