package org.belfry.audit.report;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.List;
import org.belfry.audit.Action;
import org.belfry.audit.Audit;
import org.belfry.audit.AuditEntry;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.PageCursor;
import org.belfry.platform.PageRequest;
import org.belfry.platform.RetryOnConflict;

/** Reads the audit log of an organization, a page in each transaction. */
@ApplicationScoped
@Transactional
public class AuditReports {

    private static final String NEWEST = " order by e.at desc, e.id desc";

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private Audit audit;

    /** Where an entry stands in the list. */
    static PageCursor place(AuditEntry entry) {
        return new PageCursor(entry.at(), entry.id());
    }

    /** The next entries, sealed or not, newest first. */
    public List<AuditEntry> page(long organizationId, AuditFilter filter, PageCursor after, int limit) {
        if (after == null) {
            return query("e", NEWEST, organizationId, filter, AuditEntry.class)
                    .setMaxResults(limit)
                    .getResultList();
        }
        return query(
                        "e",
                        " and e.at <= :lastAt and (e.at < :lastAt or e.id < :lastId)" + NEWEST,
                        organizationId,
                        filter,
                        AuditEntry.class)
                .setParameter("lastAt", after.time())
                .setParameter("lastId", after.id())
                .setMaxResults(limit)
                .getResultList();
    }

    /** The same for a table, in which somebody turns pages. */
    public List<AuditLine> page(long organizationId, AuditFilter filter, PageRequest page) {
        return query("e", NEWEST, organizationId, filter, AuditEntry.class)
                .setFirstResult(page.offset())
                .setMaxResults(page.limit())
                .getResultList()
                .stream()
                .map(AuditLine::of)
                .toList();
    }

    /** How many match; at most so many are counted. */
    public int count(long organizationId, AuditFilter filter, int most) {
        return query("e.id", "", organizationId, filter, Long.class)
                .setMaxResults(most)
                .getResultList()
                .size();
    }

    private <T> TypedQuery<T> query(String what, String rest, long organizationId, AuditFilter filter, Class<T> type) {
        var parameters = new HashMap<String, Object>();
        var where = " where e.organizationId = :organization" + filter.condition(parameters);
        var query = entities.createQuery("select " + what + " from AuditEntry e" + where + rest, type)
                .setParameter("organization", organizationId);
        parameters.forEach(query::setParameter);
        return query;
    }

    /** Notes that somebody takes entries away. Returns when it is committed. */
    @RetryOnConflict
    public void exported(long organizationId, AuditFormat format, AuditFilter filter) {
        audit.record(
                organizationId,
                Action.AUDIT_EXPORTED,
                null,
                null,
                JsonOutput.object(filter.toJson()).add("format", format.code()).build());
    }
}
