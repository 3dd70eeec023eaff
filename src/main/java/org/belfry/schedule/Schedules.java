package org.belfry.schedule;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.belfry.access.Caller;
import org.belfry.access.FreshSignIn;
import org.belfry.access.ResourceQuota;
import org.belfry.access.ResourceQuotas;
import org.belfry.access.RightsCheck;
import org.belfry.audience.RecipientErased;
import org.belfry.audit.Action;
import org.belfry.audit.Audit;
import org.belfry.delivery.webhook.SignedHttpCalls;
import org.belfry.encryption.KeyLost;
import org.belfry.encryption.SecretCipher;
import org.belfry.platform.PageCursor;
import org.belfry.platform.PageRequest;
import org.belfry.platform.Problem;
import org.belfry.platform.RetryOnConflict;
import org.belfry.platform.UnixTime;

/** What people and programs do with schedules. */
@ApplicationScoped
@Transactional
public class Schedules {

    private static final int RUNS_SHOWN = 20;

    /** A schedule with its last runs, the newest first. */
    public record ScheduleWithRuns(Schedule schedule, List<ScheduleRun> runs) {

        /** Null where there is none. */
        public ScheduleRun last() {
            return runs.isEmpty() ? null : runs.get(0);
        }
    }

    /** Where a schedule stands in a page. @param second null for one that no moment is to come of */
    private record SchedulePosition(long id, Long second) {}

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private DueSchedules due;

    @Inject
    private ResourceQuotas quotas;

    @Inject
    private RightsCheck rightsCheck;

    @Inject
    private SignedHttpCalls calls;

    @Inject
    private Audit audit;

    @Inject
    private ScheduleNotifier notifier;

    @Inject
    private SecretCipher secrets;

    @Inject
    private UnixTime time;

    @RetryOnConflict
    ScheduleWithRuns create(Caller caller, Plan plan, long dueAt) {
        var organizationId = caller.organizationId();
        quotas.require(ResourceQuota.SCHEDULES, organizationId, 1, () -> open(organizationId, null));
        quotas.requireOfPerson(
                ResourceQuota.SCHEDULES_PER_PERSON, organizationId, 1, () -> open(organizationId, plan.owner()));
        var schedule = new Schedule(organizationId, plan, dueAt, rightsCheck.of(caller), time.now());
        entities.persist(schedule);
        schedule.signWith(plan.targetSecret(), secrets);
        record(schedule, Action.SCHEDULE_CREATED, null);
        return new ScheduleWithRuns(schedule, List.of());
    }

    /** How many are still to come, of one owner or of all. */
    private long open(long organizationId, String owner) {
        var query = entities.createQuery(
                        "select count(s) from Schedule s where s.organizationId = :organization and s.state in :open"
                                + (owner == null ? "" : " and s.owner = :owner"),
                        Long.class)
                .setParameter("organization", organizationId)
                .setParameter("open", List.of(ScheduleState.SCHEDULED.code(), ScheduleState.FIRING.code()));
        if (owner != null) {
            query.setParameter("owner", owner);
        }
        return query.getSingleResult();
    }

    private void record(Schedule schedule, Action action, JsonObject before) {
        audit.record(
                schedule.organizationId(),
                action,
                String.valueOf(schedule.id()),
                before,
                ScheduleJson.logged(schedule));
    }

    /** One with its last runs; empty where the caller may not see it. */
    public Optional<ScheduleWithRuns> find(Caller caller, long id) {
        return Optional.ofNullable(entities.find(Schedule.class, id))
                .filter(schedule -> isVisible(caller, schedule))
                .map(schedule -> new ScheduleWithRuns(
                        schedule,
                        entities.createQuery(
                                        "select r from ScheduleRun r where r.scheduleId = :id order by r.number desc",
                                        ScheduleRun.class)
                                .setParameter("id", id)
                                .setMaxResults(RUNS_SHOWN)
                                .getResultList()));
    }

    private static boolean isVisible(Caller caller, Schedule schedule) {
        return schedule.organizationId() == caller.organizationId() && caller.mayRead(schedule.owner());
    }

    /** A page, the newest first, each with its last run only. */
    List<ScheduleWithRuns> list(Caller caller, ScheduleFilter filter, PageCursor after, int most) {
        var conditions = filter.conditions(after);
        var query = entities.createQuery(
                        "select s from Schedule s where s.organizationId = :organization"
                                + ScheduleFilter.and(conditions)
                                + " order by s.createdAt desc, s.id desc",
                        Schedule.class)
                .setParameter("organization", caller.organizationId());
        conditions.values().forEach(values -> values.forEach(query::setParameter));
        return withLastRuns(query.setMaxResults(most).getResultList());
    }

    private List<ScheduleWithRuns> withLastRuns(List<Schedule> schedules) {
        var last = lastRuns(schedules);
        return schedules.stream()
                .map(schedule -> new ScheduleWithRuns(
                        schedule,
                        Optional.ofNullable(last.get(schedule.id())).stream().toList()))
                .toList();
    }

    /**
     * A page of those in some states, each with its last run only: in the order of their moments, or of when they came into that state.
     * Each state has its part of an index, and of each the first few are looked at.
     *
     * @param filter its own state is left aside
     * @param page the earliest first where it is ascending
     */
    public List<ScheduleWithRuns> page(
            Caller caller,
            ScheduleFilter filter,
            Collection<ScheduleState> states,
            boolean byMoment,
            PageRequest page) {
        var order = Comparator.comparing((SchedulePosition one) -> one.second() == null ? Long.MAX_VALUE : one.second())
                .thenComparing(SchedulePosition::id);
        var ids = states.stream()
                .flatMap(state -> placed(caller, filter.of(state), byMoment, page).stream())
                .sorted(page.ascending() ? order : order.reversed())
                .skip(page.offset())
                .limit(page.limit())
                .map(SchedulePosition::id)
                .toList();
        if (ids.isEmpty()) {
            return List.of();
        }
        var found = entities.createQuery("select s from Schedule s where s.id in :ids", Schedule.class)
                .setParameter("ids", ids)
                .getResultStream()
                .sorted(Comparator.comparing(schedule -> ids.indexOf(schedule.id())))
                .toList();
        return withLastRuns(found);
    }

    private List<SchedulePosition> placed(Caller caller, ScheduleFilter filter, boolean byMoment, PageRequest page) {
        var conditions = filter.conditions(null);
        var second = byMoment ? "s.dueAt" : "s.stateSince";
        var query = entities.createQuery(
                        "select s.id, " + second + " from Schedule s where s.organizationId = :organization"
                                + ScheduleFilter.and(conditions) + " order by " + second + page.direction() + ", s.id"
                                + page.direction(),
                        Object[].class)
                .setParameter("organization", caller.organizationId());
        conditions.values().forEach(values -> values.forEach(query::setParameter));
        return query.setMaxResults(page.offset() + page.limit()).getResultList().stream()
                .map(row -> new SchedulePosition((Long) row[0], (Long) row[1]))
                .toList();
    }

    /** How many there are in some states, counted up to {@code most}. */
    public int count(Caller caller, ScheduleFilter filter, Collection<ScheduleState> states, int most) {
        var count = 0;
        for (var state : states) {
            var conditions = filter.of(state).conditions(null);
            var query = entities.createQuery(
                            "select s.id from Schedule s where s.organizationId = :organization"
                                    + ScheduleFilter.and(conditions),
                            Long.class)
                    .setParameter("organization", caller.organizationId());
            conditions.values().forEach(values -> values.forEach(query::setParameter));
            count += query.setMaxResults(most).getResultList().size();
        }
        return Math.min(count, most);
    }

    private Map<Long, ScheduleRun> lastRuns(List<Schedule> schedules) {
        var last = new HashMap<Long, ScheduleRun>();
        if (!schedules.isEmpty()) {
            entities.createQuery(
                            "select r from ScheduleRun r join Schedule s on s.id = r.scheduleId and s.runs = r.number"
                                    + " where s.id in :ids",
                            ScheduleRun.class)
                    .setParameter("ids", schedules.stream().map(Schedule::id).toList())
                    .getResultList()
                    .forEach(run -> last.put(run.scheduleId(), run));
        }
        return last;
    }

    /**
     * Makes it what it is to be.
     *
     * @param planned what it is to be, from what it is
     * @throws Problem 404 for one that the caller may not see, 409 for one that is not waiting for its moment
     */
    @RetryOnConflict
    ScheduleWithRuns change(Caller caller, long id, UnaryOperator<Plan> planned) {
        var schedule = locked(caller, id);
        if (schedule.state() != ScheduleState.SCHEDULED) {
            throw Problem.of(
                    409,
                    "Only a waiting schedule can be changed; this one is %s",
                    schedule.state().sentence());
        }
        var before = ScheduleJson.logged(schedule);
        var plan = schedule.plan(secrets);
        var wanted = planned.apply(plan);
        if (!wanted.equals(plan)) {
            var owner = schedule.owner();
            schedule.change(wanted, moment(schedule, plan, wanted), rightsCheck.of(caller), time.now());
            schedule.signWith(wanted.targetSecret(), secrets);
            record(schedule, Action.SCHEDULE_CHANGED, before);
            notifier.changed(schedule, schedule.owner(), caller.name());
            if (!owner.equals(schedule.owner())) {
                notifier.changed(schedule, owner, caller.name());
            }
        }
        return find(caller, id).orElseGet(() -> new ScheduleWithRuns(schedule, List.of()));
    }

    /** The moment stays where nothing was said of it, also where it has just come. */
    private long moment(Schedule schedule, Plan plan, Plan wanted) {
        var same = Objects.equals(plan.at(), wanted.at())
                && Objects.equals(plan.cron(), wanted.cron())
                && Objects.equals(plan.timeZone(), wanted.timeZone());
        return same ? schedule.dueAt() : FirstDue.first(wanted, time.now());
    }

    /** @throws Problem 404 for one that the caller may not see, 409 for one that is firing or has ended */
    @RetryOnConflict
    @FreshSignIn
    public void cancel(Caller caller, long id) {
        var schedule = locked(caller, id);
        switch (schedule.state()) {
            case CANCELLED -> {
                // Twice is once.
            }
            case SCHEDULED -> {
                var before = ScheduleJson.logged(schedule);
                schedule.cancel(caller.name(), time.now());
                record(schedule, Action.SCHEDULE_CANCELLED, before);
            }
            default ->
                throw Problem.of(
                        409,
                        "It is too late to cancel: the schedule is %s",
                        schedule.state().sentence());
        }
    }

    /**
     * Runs it now. One for a moment that is still to come has fired then; a recurring one goes on waiting for its next moment.
     *
     * @throws Problem 404 for one that the caller may not see, 409 for one that is firing or was cancelled
     */
    @RetryOnConflict
    ScheduleRun run(Caller caller, long id) {
        var schedule = locked(caller, id);
        if (!schedule.state().mayRun()) {
            throw Problem.of(
                    409, "A schedule that is %s cannot be run", schedule.state().sentence());
        }
        record(schedule, Action.SCHEDULE_RUN, null);
        var now = time.now();
        return due.fire(schedule, now, true, now);
    }

    /** Of what they had scheduled nobody could be told. */
    void onErased(@Observes RecipientErased erased) {
        entities.createQuery("delete from Schedule s where s.organizationId = :organization and s.owner = :owner")
                .setParameter("organization", erased.organizationId())
                .setParameter("owner", erased.name())
                .executeUpdate();
    }

    /** Their secrets are lost: targets refuse the calls until they know the new secrets. */
    void onKeyLost(@Observes KeyLost lost) {
        entities.createQuery("select s from Schedule s where s.targetUrl is not null", Schedule.class)
                .getResultStream()
                .forEach(schedule -> schedule.replaceSecret(calls.newSecret(), secrets));
    }

    private Schedule locked(Caller caller, long id) {
        var schedule = entities.find(Schedule.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (schedule == null || !isVisible(caller, schedule)) {
            throw Problem.notFound("Schedule");
        }
        return schedule;
    }
}
