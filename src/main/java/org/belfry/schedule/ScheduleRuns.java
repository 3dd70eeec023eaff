package org.belfry.schedule;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.belfry.access.Organization;
import org.belfry.delivery.webhook.SignedHttpCalls;
import org.belfry.encryption.EncryptedText;
import org.belfry.platform.Database;
import org.belfry.platform.Node;
import org.belfry.platform.RetryOnConflict;
import org.belfry.platform.Sentence;
import org.belfry.platform.UnixTime;

/**
 * The runs that have somebody to call. A run is leased before its target is called, and each step asks whether the lease still
 * holds; what a dead node leased is called again, by the same key. A schedule's row is locked before those of its runs.
 */
@ApplicationScoped
@Transactional
public class ScheduleRuns {

    private static final int STEP = 100;

    /** Seconds beside the call itself: until there is a thread and a connection. */
    private static final long MARGIN = 40;

    /** Seconds that a run may take at least, however short the grace is. */
    private static final long SHORTEST = 600;

    /**
     * A run whose target is to be called.
     *
     * @param secret decrypted by the caller, so an unreadable one delays no other run
     * @param key by which the target knows a copy
     * @param body JSON, the same in each attempt
     */
    record LeasedRun(
            long runId, long scheduleId, String host, String url, EncryptedText secret, String key, String body) {

        /** Without the secret. */
        @Override
        public String toString() {
            return key;
        }
    }

    /**
     * Whether a target is to be called.
     *
     * @param ours false where the run is somebody else's by now, or has ended
     * @param refusal why it must not be called; null where it may
     */
    record CallPermission(boolean ours, Sentence refusal) {

        boolean isGiven() {
            return ours && refusal == null;
        }
    }

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private Database database;

    @Inject
    private ScheduleSettings settings;

    @Inject
    private SignedHttpCalls calls;

    @Inject
    private PermissionRecheck permission;

    @Inject
    private RunCompletion completion;

    @Inject
    private Node node;

    @Inject
    private UnixTime time;

    /**
     * Leases runs that are to be called now, the longest waiting first.
     *
     * @param mostOfHost to each host
     * @param notTo hosts that are left out
     */
    @RetryOnConflict
    public List<LeasedRun> lease(int most, int mostOfHost, Collection<String> notTo) {
        var now = time.now();
        var busy = List.copyOf(notTo);
        var sql = new StringBuilder(
                "select r.id from schedule_run r where r.state = 'firing' and r.next_attempt_at <= ?1"
                        + " and (r.lease_until is null or r.lease_until <= ?1) and r.started_at >= ?2 and r.attempts < ?3");
        if (!busy.isEmpty()) {
            sql.append(IntStream.range(0, busy.size())
                    .mapToObj(index -> "?" + (index + 4))
                    .collect(Collectors.joining(", ", " and r.host not in (", ")")));
        }
        sql.append(" order by r.next_attempt_at, r.id fetch first ")
                .append(most)
                .append(" rows only")
                .append(database.product().skippingLocked("r"));
        var query = entities.createNativeQuery(sql.toString())
                .setParameter(1, now)
                .setParameter(2, now - longest())
                .setParameter(3, settings.attempts());
        for (var index = 0; index < busy.size(); index++) {
            query.setParameter(index + 4, busy.get(index));
        }
        var ids = new TreeSet<Long>();
        for (var id : query.getResultList()) {
            ids.add(((Number) id).longValue());
        }
        return ids.isEmpty() ? List.of() : lease(ids, mostOfHost, now);
    }

    private List<LeasedRun> lease(Collection<Long> ids, int mostOfHost, long now) {
        var runs = entities.createQuery("select r from ScheduleRun r where r.id in :ids", ScheduleRun.class)
                .setParameter("ids", ids)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
        var leased = new ArrayList<LeasedRun>();
        var ofHost = new HashMap<String, Integer>();
        for (var run : runs) {
            if (run.isWaiting(now) && ofHost.merge(run.host(), 1, Integer::sum) <= mostOfHost) {
                run.lease(node.name(), now + calls.longest().toSeconds() + MARGIN);
                leased.add(leased(run));
            }
        }
        return leased;
    }

    private LeasedRun leased(ScheduleRun run) {
        var schedule = entities.find(Schedule.class, run.scheduleId());
        var organization = entities.find(Organization.class, schedule.organizationId());
        return new LeasedRun(
                run.id(),
                schedule.id(),
                run.host(),
                schedule.targetUrl(),
                schedule.targetSecret(),
                run.idempotencyKey(),
                ScheduleJson.sent(schedule, run, organization.code()));
    }

    /** Asked before a target is called, and in the last moment once more. */
    @RetryOnConflict
    public CallPermission leave(LeasedRun leased) {
        var run = entities.find(ScheduleRun.class, leased.runId());
        if (run == null || !run.isLeasedBy(node.name())) {
            return new CallPermission(false, null);
        }
        var schedule = entities.find(Schedule.class, leased.scheduleId());
        return new CallPermission(
                true, permission.refusal(schedule, run.byHand()).orElse(null));
    }

    /** Records how a call ended, and what follows from it. */
    @RetryOnConflict
    public void settle(LeasedRun leased, CallOutcome outcome) {
        if (outcome.kind() == CallOutcome.Kind.NOT_OURS) {
            return;
        }
        var schedule = entities.find(Schedule.class, leased.scheduleId(), LockModeType.PESSIMISTIC_WRITE);
        var run = entities.find(ScheduleRun.class, leased.runId(), LockModeType.PESSIMISTIC_WRITE);
        if (schedule == null || run == null || run.state() != ScheduleState.FIRING) {
            return;
        }
        // That it was carried out is true whoever is to call by now; anything else may be another's to say.
        if (!run.isLeasedBy(node.name()) && outcome.kind() != CallOutcome.Kind.FIRED) {
            return;
        }
        var now = time.now();
        switch (outcome.kind()) {
            case FIRED -> completion.end(schedule, run, ScheduleState.FIRED, outcome.words(), now);
            case FAILED -> completion.end(schedule, run, ScheduleState.FAILED, outcome.words(), now);
            default -> retryLater(schedule, run, outcome, now);
        }
    }

    private void retryLater(Schedule schedule, ScheduleRun run, CallOutcome outcome, long now) {
        if (run.attempts() >= settings.attempts()) {
            completion.end(
                    schedule,
                    run,
                    ScheduleState.FAILED,
                    Sentence.of("failed after %s attempts; last response: %s", run.attempts(), outcome.words()),
                    now);
        } else {
            var chance = ThreadLocalRandom.current().nextDouble();
            run.retry(outcome.words(), now + outcome.wait(run.attempts(), settings.retryWait(), chance));
        }
    }

    /**
     * Gives up what cannot be called again: too late, or once too often by nodes that are gone.
     *
     * @return whether there may be more
     */
    @RetryOnConflict
    public boolean giveUp() {
        var now = time.now();
        var rows = entities.createQuery(
                        "select r.id, r.scheduleId from ScheduleRun r where r.state = 'firing'"
                                + " and (r.leaseUntil is null or r.leaseUntil <= :now)"
                                + " and (r.startedAt < :oldest or r.attempts >= :most) order by r.scheduleId, r.id",
                        Object[].class)
                .setParameter("now", now)
                .setParameter("oldest", now - longest())
                .setParameter("most", settings.attempts())
                .setMaxResults(STEP)
                .getResultList();
        for (var row : rows) {
            var schedule = entities.find(Schedule.class, row[1], LockModeType.PESSIMISTIC_WRITE);
            var run = entities.find(ScheduleRun.class, row[0], LockModeType.PESSIMISTIC_WRITE);
            if (schedule != null && run != null && run.state() == ScheduleState.FIRING) {
                completion.end(schedule, run, ScheduleState.FAILED, whyGivenUp(run, now), now);
            }
        }
        return rows.size() == STEP;
    }

    private static Sentence whyGivenUp(ScheduleRun run, long now) {
        if (run.isAbandoned(now)) {
            return Sentence.of(
                    "node %s stopped before it recorded the response of the target: the call may or may not have succeeded, and it is too late to call again",
                    run.leaseOwner());
        }
        return run.reason() == null
                ? Sentence.of("it could not be retried in time")
                : Sentence.of("it could not be retried in time; last response: %s", run.reason());
    }

    private long longest() {
        return Math.max(SHORTEST, settings.grace());
    }

    /**
     * At the start of the only node there can be, every lease is one of a former run.
     *
     * @return how many leases that were
     */
    public int endAllLeases() {
        return entities.createQuery("update ScheduleRun r set r.leaseUntil = 0 where r.state = 'firing'"
                        + " and r.leaseUntil is not null")
                .executeUpdate();
    }
}
