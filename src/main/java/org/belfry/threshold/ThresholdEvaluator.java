package org.belfry.threshold;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.TreeSet;
import org.belfry.access.SystemEvents;
import org.belfry.audit.Action;
import org.belfry.audit.Audit;
import org.belfry.catalog.Catalog;
import org.belfry.inbox.Event;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.RetryOnConflict;
import org.belfry.platform.UnixTime;
import org.belfry.threshold.ThresholdRaised.Key;

/**
 * Looks whether there is too much, and whether it is calm again. It goes by the seconds in which the events came in, whenever it
 * comes to look at them. A threshold's row is locked meanwhile, so that of several nodes one raises it; posts do not touch that row.
 */
@ApplicationScoped
@Transactional
public class ThresholdEvaluator {

    /** Most that one transaction looks at. */
    static final int STEP = 500;

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private SystemEvents systemEvents;

    @Inject
    private Catalog catalog;

    @Inject
    private Audit audit;

    @Inject
    private UnixTime time;

    /** Thresholds and keys for which something counts that nobody has looked at. */
    public List<Key> pending() {
        return entities.createQuery(
                        "select h.thresholdId, h.keyHash from ThresholdHit h where h.lookedAt = false order by h.id",
                        Object[].class)
                .setMaxResults(STEP)
                .getResultStream()
                .map(row -> new Key((Long) row[0], (String) row[1]))
                .distinct()
                .toList();
    }

    /** Those that are raised and calm by now, found in one statement however many are raised. */
    @SuppressWarnings("unchecked")
    public List<Key> calm() {
        return ((List<Object[]>) entities.createNativeQuery("select r.threshold_id, r.key_hash from threshold_raised r"
                                + " join threshold t on t.id = r.threshold_id where r.raised_at <= ?1"
                                + " and coalesce((select sum(h.weight) from threshold_hit h"
                                + " where h.threshold_id = r.threshold_id and h.key_hash = r.key_hash"
                                + " and h.hit_at > ?1 - t.period and h.hit_at <= ?1), 0) <= t.clear_at")
                        .setParameter(1, time.now())
                        .setMaxResults(STEP)
                        .getResultList())
                .stream()
                        .map(row -> new Key(((Number) row[0]).longValue(), (String) row[1]))
                        .toList();
    }

    /** Looks at what is new for a key. */
    @RetryOnConflict
    public void evaluate(Key key) {
        var threshold = entities.find(Threshold.class, key.thresholdId(), LockModeType.PESSIMISTIC_WRITE);
        if (threshold == null) {
            forget(key.thresholdId());
            return;
        }
        var hits = pendingHits(key, STEP);
        if (hits.isEmpty()) {
            return;
        }
        var seconds = new TreeSet<Long>();
        hits.forEach(hit -> seconds.add(hit.hitAt()));
        // One that was committed late counts for those after it too.
        seconds.add(last(key));
        for (var second : seconds) {
            clearIfCalm(threshold, key, second - 1);
            raiseIfTooMuch(threshold, key, second);
        }
        hits.forEach(ThresholdHit::lookedAt);
    }

    /** Clears one that is calm, unless that has changed, or something has come in that is to be looked at first. */
    @RetryOnConflict
    public void clear(Key key) {
        var threshold = entities.find(Threshold.class, key.thresholdId(), LockModeType.PESSIMISTIC_WRITE);
        if (threshold != null && pendingHits(key, 1).isEmpty()) {
            clearIfCalm(threshold, key, time.now());
        }
    }

    /** Removes what counts no longer; answers how many events that were. */
    @RetryOnConflict
    public int removeOld(Threshold threshold) {
        return entities.createQuery("delete from ThresholdHit h where h.thresholdId = :threshold"
                        + " and h.hitAt < :before and h.lookedAt = true")
                .setParameter("threshold", threshold.id())
                // One that is looked at late asks for the time before it.
                .setParameter("before", time.now() - 2 * threshold.condition().within() - 60)
                .executeUpdate();
    }

    /** All of them, of all organizations. */
    public List<Threshold> all() {
        return entities.createQuery("select t from Threshold t order by t.id", Threshold.class)
                .getResultList();
    }

    private void clearIfCalm(Threshold threshold, Key key, long at) {
        var raised = entities.find(ThresholdRaised.class, key);
        if (raised == null || at < raised.raisedAt()) {
            return;
        }
        var amount = amount(threshold, key, at);
        if (amount <= threshold.condition().clearAt()) {
            entities.remove(raised);
            audit.record(
                    threshold.organizationId(),
                    Action.THRESHOLD_CLEARED,
                    String.valueOf(threshold.id()),
                    null,
                    about(raised.eventKey(), amount).build());
        }
    }

    private void raiseIfTooMuch(Threshold threshold, Key key, long at) {
        if (!threshold.isEnabled() || entities.find(ThresholdRaised.class, key) != null) {
            return;
        }
        var amount = amount(threshold, key, at);
        if (amount >= threshold.condition().amount()) {
            var event = lastEvent(key, at);
            var eventKey = event == null
                    ? threshold.condition().key()
                    : event.content().dedupKey();
            entities.persist(new ThresholdRaised(key, eventKey, at));
            // A threshold may be older than the rule that reserves types for Belfry.
            if (catalog.reserved(threshold.settings().raisedEvent().raises()).isEmpty()) {
                systemEvents.record(
                        threshold.organizationId(),
                        ThresholdEvent.of(threshold, key.keyHash(), eventKey, amount, at, event));
            }
            audit.record(
                    threshold.organizationId(),
                    Action.THRESHOLD_RAISED,
                    String.valueOf(threshold.id()),
                    null,
                    about(eventKey, amount).build());
        }
    }

    private static JsonObjectBuilder about(String eventKey, long amount) {
        return JsonOutput.object().add("key", JsonOutput.of(eventKey)).add("amount", amount);
    }

    /** The oldest first. */
    private List<ThresholdHit> pendingHits(Key key, int most) {
        return entities.createQuery(
                        "select h from ThresholdHit h where h.thresholdId = :threshold and h.keyHash = :hash"
                                + " and h.lookedAt = false order by h.hitAt, h.id",
                        ThresholdHit.class)
                .setParameter("threshold", key.thresholdId())
                .setParameter("hash", key.keyHash())
                .setMaxResults(most)
                .getResultList();
    }

    /** How much came in the time that ends with a second. */
    private long amount(Threshold threshold, Key key, long until) {
        var sum = entities.createQuery(
                        "select sum(h.weight) from ThresholdHit h where h.thresholdId = :threshold"
                                + " and h.keyHash = :hash and h.hitAt > :from and h.hitAt <= :until",
                        Long.class)
                .setParameter("threshold", key.thresholdId())
                .setParameter("hash", key.keyHash())
                .setParameter("from", until - threshold.condition().within())
                .setParameter("until", until)
                .getSingleResult();
        return sum == null ? 0 : sum;
    }

    private long last(Key key) {
        return entities.createQuery(
                        "select max(h.hitAt) from ThresholdHit h where h.thresholdId = :threshold and h.keyHash = :hash",
                        Long.class)
                .setParameter("threshold", key.thresholdId())
                .setParameter("hash", key.keyHash())
                .getSingleResult();
    }

    /** Null where it has been removed. */
    private Event lastEvent(Key key, long at) {
        var last = entities.createQuery(
                        "select h from ThresholdHit h where h.thresholdId = :threshold and h.keyHash = :hash"
                                + " and h.hitAt <= :at order by h.hitAt desc, h.id desc",
                        ThresholdHit.class)
                .setParameter("threshold", key.thresholdId())
                .setParameter("hash", key.keyHash())
                .setParameter("at", at)
                .setMaxResults(1)
                .getResultList();
        return last.isEmpty() ? null : entities.find(Event.class, last.get(0).eventId());
    }

    private void forget(long thresholdId) {
        entities.createQuery("delete from ThresholdHit h where h.thresholdId = :threshold")
                .setParameter("threshold", thresholdId)
                .executeUpdate();
    }
}
