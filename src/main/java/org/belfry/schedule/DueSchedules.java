package org.belfry.schedule;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.function.LongFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.belfry.delivery.webhook.SignedHttpCalls;
import org.belfry.platform.Database;
import org.belfry.platform.Node;
import org.belfry.platform.NodeUptime;
import org.belfry.platform.NodeUptime.Downtime;
import org.belfry.platform.RetryOnConflict;
import org.belfry.platform.Sentence;

/**
 * Claims what is due, some of it in each transaction: from then on a moment is this run's, and no other node and no later look finds it
 * again. Whatever has nobody to call is carried out by that.
 */
@ApplicationScoped
@Transactional
public class DueSchedules {

    private static final Logger LOG = Logger.getLogger(DueSchedules.class.getName());

    /** Most schedules in a transaction. */
    static final int STEP = 200;

    private static final int LONGEST_HOST = 300;

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private Database database;

    @Inject
    private ScheduleSettings settings;

    @Inject
    private PermissionRecheck permission;

    @Inject
    private RunCompletion completion;

    @Inject
    private NodeUptime uptime;

    @Inject
    private ClockJumpDetector clock;

    @Inject
    private Node node;

    /**
     * Claims some.
     *
     * @param now when this look at what is due began: how long a long queue takes makes nothing late
     * @return how many; fewer than {@link #STEP} where no more are due
     */
    @RetryOnConflict
    public int claim(long now) {
        var ids = new TreeSet<Long>();
        for (var id : entities.createNativeQuery(
                        "select s.id from schedule s where s.state = 'scheduled' and s.due_at <= ?1"
                                + " order by s.due_at, s.id fetch first " + STEP + " rows only"
                                + database.product().skippingLocked("s"))
                .setParameter(1, now)
                .getResultList()) {
            ids.add(((Number) id).longValue());
        }
        if (ids.isEmpty()) {
            return 0;
        }
        var downtimes = new HashMap<Long, List<Downtime>>();
        entities
                .createQuery("select s from Schedule s where s.id in :ids", Schedule.class)
                .setParameter("ids", ids)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList()
                .stream()
                .filter(schedule -> schedule.isDue(now))
                .forEach(schedule -> claim(
                        schedule, now, due -> downtimes.computeIfAbsent(due, from -> uptime.downtimes(from, now))));
        return ids.size();
    }

    private void claim(Schedule schedule, long now, LongFunction<List<Downtime>> downtimes) {
        DueEvaluation due;
        try {
            due = evaluate(schedule, now);
        } catch (RuntimeException e) {
            // Or it would keep all others from firing, for ever.
            LOG.log(Level.SEVERE, e, () -> "The next run of schedule " + schedule.id() + " cannot be determined");
            fail(schedule, Sentence.of("its next run cannot be determined: %s", e.getMessage()), now);
            return;
        }
        schedule.waitFor(due.next());
        if (due.missedAt() != null) {
            miss(schedule, due, now, downtimes.apply(due.missedAt()));
        }
        if (due.firesAt() != null) {
            fire(schedule, due.firesAt(), false, now);
        }
    }

    private DueEvaluation evaluate(Schedule schedule, long now) {
        return schedule.isRecurring()
                ? DueEvaluation.recurring(schedule.dueAt(), schedule.times(), now, settings.grace())
                : DueEvaluation.once(schedule.dueAt(), now, settings.grace());
    }

    private void fail(Schedule schedule, Sentence why, long now) {
        var run = ScheduleRun.begin(schedule, schedule.dueAt(), false, null, now);
        entities.persist(run);
        schedule.waitFor(null);
        completion.end(schedule, run, ScheduleState.FAILED, why, now);
    }

    private void miss(Schedule schedule, DueEvaluation due, long now, List<Downtime> downtimes) {
        var why = new MissedReason(
                        downtimes,
                        clock.over(due.missedAt()),
                        node.name(),
                        uptime.clockSkew(),
                        schedule.isRecurring() ? runUntil(schedule, due.missedAt()) : null)
                .words(due.missedAt(), due.missed(), now, settings.grace());
        var run = ScheduleRun.missed(schedule, due.missedAt(), due.missed(), why, now);
        entities.persist(run);
        completion.settled(schedule, run, now);
    }

    private Long runUntil(Schedule schedule, long missedAt) {
        return entities.createQuery(
                        "select r.finishedAt from ScheduleRun r where r.scheduleId = :schedule and r.number = :number"
                                + " and r.finishedAt >= :missedAt and r.dueAt < :missedAt",
                        Long.class)
                .setParameter("schedule", schedule.id())
                .setParameter("number", schedule.runs())
                .setParameter("missedAt", missedAt)
                .getResultStream()
                .findFirst()
                .orElse(null);
    }

    /**
     * Begins a run in the caller's transaction, and ends it too where there is nobody to call.
     *
     * @param dueAt the moment that it is of
     * @return the run
     */
    public ScheduleRun fire(Schedule schedule, long dueAt, boolean byHand, long now) {
        var host = schedule.targetUrl() == null ? null : shortened(SignedHttpCalls.host(schedule.targetUrl()));
        var run = ScheduleRun.begin(schedule, dueAt, byHand, host, now);
        entities.persist(run);
        if (schedule.targetUrl() == null) {
            var refusal = permission.refusal(schedule, byHand);
            completion.end(
                    schedule,
                    run,
                    refusal.isPresent() ? ScheduleState.FAILED : ScheduleState.FIRED,
                    refusal.orElse(
                            Sentence.of(byHand ? "run manually; there is no URL to call" : "there is no URL to call")),
                    now);
        } else {
            schedule.fire(now, Sentence.of(byHand ? "run manually" : "it is due"));
        }
        return run;
    }

    private static String shortened(String host) {
        return host.substring(0, Math.min(LONGEST_HOST, host.length()));
    }

    /** How many are overdue, by all nodes. */
    public long overdue(long before) {
        return entities.createQuery(
                        "select count(s) from Schedule s where s.state = 'scheduled' and s.dueAt < :before", Long.class)
                .setParameter("before", before)
                .getSingleResult();
    }
}
