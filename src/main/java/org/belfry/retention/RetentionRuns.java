package org.belfry.retention;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.belfry.access.FreshSignIn;
import org.belfry.audit.Action;
import org.belfry.audit.Actor;
import org.belfry.audit.Audit;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.Node;
import org.belfry.platform.PageCursor;
import org.belfry.platform.RetryOnConflict;
import org.belfry.platform.UnixTime;

/** The runs, for all nodes to see: one at a time for an organization, on one node at a time. */
@ApplicationScoped
@Transactional
public class RetentionRuns {

    /** Seconds after which another node goes on with what a node has left. Each step renews it. */
    static final long LEASE = 60;

    /**
     * A run that this node has a lease on.
     *
     * @param position of all inboxes up to this one, what was old is removed already
     */
    record ClaimedRun(long id, long organizationId, long position) {}

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private Audit audit;

    @Inject
    private Node node;

    @Inject
    private UnixTime time;

    /**
     * Starts one, for some node to carry out.
     *
     * @param dueAt the second in which it was to begin; null for now, by hand
     * @return empty where one runs, or there was one for that second
     */
    @RetryOnConflict
    @FreshSignIn
    public Optional<JsonObject> start(long organizationId, Long dueAt) {
        if (isKnown("r.runningFor = :organization", organizationId, null)
                || dueAt != null
                        && isKnown("r.organizationId = :organization and r.dueAt = :due", organizationId, dueAt)) {
            return Optional.empty();
        }
        var run = new RetentionRun(organizationId, dueAt, time.now());
        entities.persist(run);
        entities.flush();
        var how = JsonOutput.object().add("by_hand", dueAt == null).build();
        audit.record(organizationId, Action.RETENTION_STARTED, String.valueOf(run.id()), null, how);
        return Optional.of(run.toJson());
    }

    private boolean isKnown(String condition, long organizationId, Long dueAt) {
        var query = entities.createQuery("select r.id from RetentionRun r where " + condition, Long.class)
                .setParameter("organization", organizationId);
        if (dueAt != null) {
            query.setParameter("due", dueAt);
        }
        return !query.setMaxResults(1).getResultList().isEmpty();
    }

    /**
     * The organizations that were to be cleaned up in a second and were not. One that was made later was not; nor were any while
     * there was no Belfry that would have done it.
     */
    public List<Long> due(long second) {
        return entities.createQuery(
                        "select o.id from Organization o where o.createdAt <= :second"
                                + " and exists (select l.node from NodeRun l where l.upSince <= :second)"
                                + " and not exists (select r.id from RetentionRun r"
                                + " where r.organizationId = o.id and r.dueAt = :second) order by o.id",
                        Long.class)
                .setParameter("second", second)
                .getResultList();
    }

    /** The next one for this node to carry out; it holds it for a while from now on. */
    @RetryOnConflict
    public Optional<ClaimedRun> claim() {
        var now = time.now();
        var free = entities.createQuery(
                        "select r.id from RetentionRun r where r.runningFor is not null"
                                + " and (r.leaseUntil is null or r.leaseUntil < :now or r.leaseOwner = :node)"
                                + " order by r.id",
                        Long.class)
                .setParameter("now", now)
                .setParameter("node", node.name())
                .setMaxResults(1)
                .getResultList();
        for (var id : free) {
            var run = locked(id);
            if (run != null && run.isFree(node.name(), now)) {
                run.lease(node.name(), now + LEASE);
                return Optional.of(new ClaimedRun(id, run.organizationId(), run.position()));
            }
        }
        return Optional.empty();
    }

    /** At the start of the only node there can be, every lease is one of a former run of the server. */
    @RetryOnConflict
    public void endAllLeases() {
        entities.createQuery("update RetentionRun r set r.leaseUntil = 0 where r.runningFor is not null")
                .executeUpdate();
    }

    /** The run, locked, with its lease renewed; empty where another node has it by now. */
    Optional<RetentionRun> renewed(long id) {
        var run = locked(id);
        if (run == null || !run.isLeasedBy(node.name())) {
            return Optional.empty();
        }
        run.lease(node.name(), time.now() + LEASE);
        return Optional.of(run);
    }

    /**
     * Notes how far it is; false where another node has it by now.
     *
     * @param position of all inboxes up to this one, what was old is removed
     */
    @RetryOnConflict
    public boolean advance(long id, long position) {
        var run = renewed(id);
        run.ifPresent(found -> found.advance(position));
        return run.isPresent();
    }

    @RetryOnConflict
    public void finish(long id) {
        renewed(id).ifPresent(run -> {
            run.finish(time.now());
            ended(run);
        });
    }

    @RetryOnConflict
    public void fail(long id, String reason) {
        renewed(id).ifPresent(run -> {
            run.fail(reason, time.now());
            ended(run);
        });
    }

    private void ended(RetentionRun run) {
        audit.record(
                Actor.BELFRY,
                run.organizationId(),
                Action.RETENTION_FINISHED,
                String.valueOf(run.id()),
                null,
                run.outcome());
    }

    /**
     * The last ones of an organization, the newest first.
     *
     * @param before those that come after this one in the list; null for the beginning
     */
    public List<RunView> list(long organizationId, PageCursor before, int most) {
        var query = entities.createQuery(
                        "select r from RetentionRun r where r.organizationId = :organization"
                                + (before == null
                                        ? ""
                                        : " and r.startedAt <= :startedAt and (r.startedAt < :startedAt or r.id < :id)")
                                + " order by r.startedAt desc, r.id desc",
                        RetentionRun.class)
                .setParameter("organization", organizationId);
        if (before != null) {
            query.setParameter("startedAt", before.time()).setParameter("id", before.id());
        }
        return query.setMaxResults(most).getResultList().stream()
                .map(run -> new RunView(new PageCursor(run.startedAt(), run.id()), run.toJson()))
                .toList();
    }

    /** A run as it is shown, and where it stands in the list. */
    public record RunView(PageCursor place, JsonObject json) {}

    private RetentionRun locked(long id) {
        return entities.find(RetentionRun.class, id, LockModeType.PESSIMISTIC_WRITE);
    }
}
