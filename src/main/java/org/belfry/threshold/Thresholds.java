package org.belfry.threshold;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Optional;
import org.belfry.access.FreshSignIn;
import org.belfry.access.ResourceQuota;
import org.belfry.access.ResourceQuotas;
import org.belfry.audience.RecipientErased;
import org.belfry.audit.Action;
import org.belfry.audit.Audit;
import org.belfry.platform.Problem;
import org.belfry.platform.RetryOnConflict;
import org.belfry.platform.UnixTime;

/** The thresholds of an organization. */
@ApplicationScoped
@Transactional
public class Thresholds {

    /** An organization's thresholds are others now. */
    public record ThresholdsChanged(long organizationId) {}

    /**
     * A threshold for which there is too much at present.
     *
     * @param key the events' {@code dedup_key}; null for those that have none
     * @param since Unix seconds
     */
    public record Raised(String key, long since) {}

    /** A threshold, and the keys for which it is raised. */
    public record View(long id, Threshold.Settings settings, long createdAt, List<Raised> raised) {}

    /** Most that an organization can have: each post is compared with those of its type. */

    /** Most keys that are shown of one threshold. */
    private static final int MOST_SHOWN = 100;

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private ResourceQuotas quotas;

    @Inject
    private Audit audit;

    @Inject
    private UnixTime time;

    @Inject
    private Event<ThresholdsChanged> changed;

    /** By their names. */
    public List<View> all(long organizationId) {
        return of(organizationId).stream().map(this::view).toList();
    }

    /** As {@link #all}, without what is raised. */
    List<Threshold> of(long organizationId) {
        return entities.createQuery(
                        "select t from Threshold t where t.organizationId = :organization order by t.name",
                        Threshold.class)
                .setParameter("organization", organizationId)
                .getResultList();
    }

    public Optional<View> find(long organizationId, long id) {
        return Optional.ofNullable(entities.find(Threshold.class, id))
                .filter(threshold -> threshold.organizationId() == organizationId)
                .map(this::view);
    }

    /** @throws Problem 409 where there is one of that name, or there are too many */
    @RetryOnConflict
    public View create(long organizationId, Threshold.Settings settings) {
        requireFree(organizationId, settings.name(), 0);
        quotas.require(ResourceQuota.THRESHOLDS, organizationId, 1, () -> of(organizationId)
                .size());
        var threshold = new Threshold(organizationId, settings, time.now());
        entities.persist(threshold);
        audit.record(organizationId, Action.THRESHOLD_CREATED, String.valueOf(threshold.id()), null, settings.toJson());
        changed.fire(new ThresholdsChanged(organizationId));
        return view(threshold);
    }

    /**
     * Sets all of it anew. Where something else counts, counting begins anew too.
     *
     * @return empty where the organization has no such threshold
     * @throws Problem 409 where there is another one of that name
     */
    @RetryOnConflict
    public Optional<View> change(long organizationId, long id, Threshold.Settings settings) {
        return locked(organizationId, id).map(threshold -> {
            requireFree(organizationId, settings.name(), id);
            var before = threshold.settings();
            if (threshold.set(settings)) {
                forget(id);
            }
            if (!before.equals(settings)) {
                audit.record(
                        organizationId,
                        Action.THRESHOLD_CHANGED,
                        String.valueOf(id),
                        before.toJson(),
                        settings.toJson());
            }
            changed.fire(new ThresholdsChanged(organizationId));
            return view(threshold);
        });
    }

    /** False where the organization has no such threshold. */
    @RetryOnConflict
    @FreshSignIn
    public boolean remove(long organizationId, long id) {
        var threshold = locked(organizationId, id);
        threshold.ifPresent(found -> {
            forget(id);
            audit.record(
                    organizationId,
                    Action.THRESHOLD_REMOVED,
                    String.valueOf(id),
                    found.settings().toJson(),
                    null);
            entities.remove(found);
            changed.fire(new ThresholdsChanged(organizationId));
        });
        return threshold.isPresent();
    }

    /** Who is erased is told of nothing more. One that would tell nobody is switched off. */
    void onErased(@Observes RecipientErased erased) {
        for (var one : of(erased.organizationId())) {
            if (one.settings().raisedEvent().recipients().contains(erased.name())) {
                locked(erased.organizationId(), one.id()).ifPresent(threshold -> forget(threshold, erased.name()));
            }
        }
    }

    private void forget(Threshold threshold, String name) {
        var left = threshold.settings().without(name);
        threshold.set(left);
        audit.record(
                threshold.organizationId(),
                Action.THRESHOLD_CHANGED,
                String.valueOf(threshold.id()),
                null,
                left.toJson());
        changed.fire(new ThresholdsChanged(threshold.organizationId()));
    }

    /** Adds what counts to the transaction of the event. */
    @Transactional(TxType.MANDATORY)
    void note(ThresholdHit hit) {
        entities.persist(hit);
    }

    private Optional<Threshold> locked(long organizationId, long id) {
        return Optional.ofNullable(entities.find(Threshold.class, id, LockModeType.PESSIMISTIC_WRITE))
                .filter(threshold -> threshold.organizationId() == organizationId);
    }

    private void requireFree(long organizationId, String name, long ownId) {
        if (of(organizationId).stream()
                .anyMatch(
                        other -> other.id() != ownId && other.settings().name().equals(name))) {
            throw Problem.of(409, "A threshold with this name already exists");
        }
    }

    private void forget(long id) {
        entities.createQuery("delete from ThresholdHit h where h.thresholdId = :id")
                .setParameter("id", id)
                .executeUpdate();
        entities.createQuery("delete from ThresholdRaised r where r.key.thresholdId = :id")
                .setParameter("id", id)
                .executeUpdate();
    }

    private View view(Threshold threshold) {
        var raised = entities
                .createQuery(
                        "select r from ThresholdRaised r where r.key.thresholdId = :id order by r.raisedAt desc",
                        ThresholdRaised.class)
                .setParameter("id", threshold.id())
                .setMaxResults(MOST_SHOWN)
                .getResultList()
                .stream()
                .map(row -> new Raised(row.eventKey(), row.raisedAt()))
                .toList();
        return new View(threshold.id(), threshold.settings(), threshold.createdAt(), raised);
    }
}
