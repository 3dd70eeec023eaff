package org.belfry.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.belfry.access.ResourceQuota;
import org.belfry.access.ResourceQuotas;
import org.belfry.audit.Action;
import org.belfry.audit.Audit;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.RetryOnConflict;

/** What notifications are about. A notification shows its source as it is now, not as it was on its day. */
@ApplicationScoped
@Transactional
public class Sources {

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private ResourceQuotas quotas;

    @Inject
    private Audit audit;

    /** What was last reported of a source; empty for one that was never reported. */
    public Optional<SourceReport> find(long organizationId, String type, String id) {
        return known(organizationId, type, id).map(Source::report);
    }

    /**
     * Sets title and status.
     *
     * @param change is given what is known so far, and answers how it is to be
     * @return what is known then
     */
    @RetryOnConflict
    public SourceReport describe(long organizationId, SourceReport first, UnaryOperator<SourceReport> change) {
        var known = known(organizationId, first.type(), first.id());
        var before = known.map(source -> described(source.report())).orElse(null);
        var source = known.orElseGet(() -> create(organizationId, first));
        var wanted = change.apply(source.report());
        if (source.describe(wanted.title(), wanted.status())) {
            changed(organizationId, source);
        }
        var after = described(source.report());
        if (!after.equals(before)) {
            audit.record(organizationId, Action.SOURCE_REPORTED, first.type() + "/" + first.id(), before, after);
        }
        return source.report();
    }

    private static JsonObject described(SourceReport report) {
        return JsonOutput.object()
                .add("title", JsonOutput.of(report.title()))
                .add("status", JsonOutput.of(report.status()))
                .build();
    }

    /** What the event of this transaction says of its source; where it may not, it only refers to one that is known. */
    @Transactional(TxType.MANDATORY)
    Source report(long organizationId, SourceReport report, boolean mayChange) {
        var known = known(organizationId, report.type(), report.id());
        if (mayChange && known.isPresent() && known.get().update(report)) {
            changed(organizationId, known.get());
        }
        return known.orElseGet(() -> create(organizationId, report));
    }

    private Optional<Source> known(long organizationId, String type, String id) {
        return entities.createQuery(
                        "select s from Source s where s.organizationId = :organization and s.type = :type"
                                + " and s.sourceId = :id",
                        Source.class)
                .setParameter("organization", organizationId)
                .setParameter("type", type)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }

    private Source create(long organizationId, SourceReport report) {
        quotas.require(ResourceQuota.SOURCES, organizationId, 1, () -> count(organizationId));
        var source = new Source(organizationId, report);
        entities.persist(source);
        return source;
    }

    private long count(long organizationId) {
        return entities.createQuery("select count(s) from Source s where s.organizationId = :organization", Long.class)
                .setParameter("organization", organizationId)
                .getSingleResult();
    }

    /** Lists that show it have another ETag from now on. */
    private void changed(long organizationId, Source source) {
        var key = new SourceRevision.Key(organizationId, source.id());
        var counted = entities.createQuery("update SourceRevision r set r.revision = r.revision + 1 where r.key = :key")
                .setParameter("key", key)
                .executeUpdate();
        if (counted == 0) {
            entities.persist(new SourceRevision(key));
        }
    }
}
