package org.belfry.audit.report;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.List;
import org.belfry.audit.Action;
import org.belfry.audit.Audit;
import org.belfry.audit.AuditEntry;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.PageCursor;
import org.belfry.platform.Retried;

/** Reads the audit log of an organization, a page in each transaction. */
@ApplicationScoped
@Transactional
public class AuditReports {

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
        var parameters = new HashMap<String, Object>();
        var where = "e.organizationId = :organization" + filter.condition(parameters);
        parameters.put("organization", organizationId);
        if (after != null) {
            where += " and e.at <= :lastAt and (e.at < :lastAt or e.id < :lastId)";
            parameters.put("lastAt", after.time());
            parameters.put("lastId", after.id());
        }
        var query = entities.createQuery(
                "select e from AuditEntry e where " + where + " order by e.at desc, e.id desc", AuditEntry.class);
        parameters.forEach(query::setParameter);
        return query.setMaxResults(limit).getResultList();
    }

    /** Notes that somebody takes entries away. Returns when it is committed. */
    @Retried
    public void exported(long organizationId, AuditFormat format, AuditFilter filter) {
        audit.record(
                organizationId,
                Action.AUDIT_EXPORTED,
                null,
                null,
                JsonOutput.object(filter.toJson()).add("format", format.code()).build());
    }
}
