package org.belfry.schedule;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.belfry.platform.Sentence;
import org.belfry.platform.StoredSentence;

/** Each time that a schedule came due, or was run by hand. */
@Entity
@Table(name = "schedule_run")
public class ScheduleRun {

    @Id
    @GeneratedValue(generator = "ids")
    private long id;

    @Column(name = "schedule_id")
    private long scheduleId;

    private int number;

    @Column(name = "due_at")
    private long dueAt;

    @Column(name = "by_hand")
    private boolean byHand;

    private String host;
    private String state;
    private String reason;
    private int skipped;
    private int attempts;

    @Column(name = "next_attempt_at")
    private Long nextAttemptAt;

    @Column(name = "lease_owner")
    private String leaseOwner;

    @Column(name = "lease_until")
    private Long leaseUntil;

    @Column(name = "started_at")
    private long startedAt;

    @Column(name = "finished_at")
    private Long finishedAt;

    protected ScheduleRun() {}

    /**
     * One that begins.
     *
     * @param host that is to be called; null for nobody
     */
    static ScheduleRun begin(Schedule schedule, long dueAt, boolean byHand, String host, long now) {
        var run = new ScheduleRun();
        run.scheduleId = schedule.id();
        run.number = schedule.nextRun();
        run.dueAt = dueAt;
        run.byHand = byHand;
        run.host = host;
        run.state = ScheduleState.FIRING.code();
        run.startedAt = now;
        run.nextAttemptAt = now;
        return run;
    }

    /**
     * Moments that passed without anything being done.
     *
     * @param dueAt the first of them
     * @param moments how many
     */
    static ScheduleRun missed(Schedule schedule, long dueAt, int moments, Sentence why, long now) {
        var run = begin(schedule, dueAt, false, null, now);
        run.skipped = moments;
        run.finish(ScheduleState.MISSED, why, now);
        return run;
    }

    /** A node is about to call the target. */
    void lease(String node, long until) {
        leaseOwner = node;
        leaseUntil = until;
        attempts++;
    }

    boolean isLeasedBy(String node) {
        return state() == ScheduleState.FIRING && node.equals(leaseOwner);
    }

    /** Whether the target is to be called now, as nobody else is about to. */
    boolean isWaiting(long now) {
        return state() == ScheduleState.FIRING
                && nextAttemptAt != null
                && nextAttemptAt <= now
                && (leaseUntil == null || leaseUntil <= now);
    }

    /** Whether the node that was to call the target never said how that ended. */
    boolean isAbandoned(long now) {
        return state() == ScheduleState.FIRING && leaseUntil != null && leaseUntil <= now;
    }

    /** It did not work, and is tried again. */
    void retry(Sentence answer, long at) {
        reason = Schedule.kept(answer);
        nextAttemptAt = at;
        leaseOwner = null;
        leaseUntil = null;
    }

    void finish(ScheduleState ended, Sentence why, long now) {
        state = ended.code();
        reason = Schedule.kept(why);
        finishedAt = now;
        nextAttemptAt = null;
        leaseOwner = null;
        leaseUntil = null;
    }

    /** What a target knows a copy by: the same in each attempt, on whichever node. */
    String idempotencyKey() {
        return key(scheduleId, number);
    }

    static String key(long scheduleId, int number) {
        return "schedule-" + scheduleId + (number == 1 ? "" : "-" + number);
    }

    long id() {
        return id;
    }

    long scheduleId() {
        return scheduleId;
    }

    /** 1 for the first of its schedule. */
    public int number() {
        return number;
    }

    /** The moment that it is of; of one by hand, that of the request. */
    public long dueAt() {
        return dueAt;
    }

    public boolean byHand() {
        return byHand;
    }

    /** Where it calls; null where there is nobody to call. */
    String host() {
        return host;
    }

    /** Firing, fired, missed or failed. */
    public ScheduleState state() {
        return ScheduleState.of(state);
    }

    /** How it ended, or the last answer while it is tried again; null while there is none. */
    public Sentence reason() {
        return reason == null ? null : StoredSentence.of(reason);
    }

    /** Of a missed one, how many moments it stands for; 0 of any other. */
    public int skipped() {
        return skipped;
    }

    /** How often a call was begun. */
    public int attempts() {
        return attempts;
    }

    /** Null while nobody calls the target. */
    String leaseOwner() {
        return leaseOwner;
    }

    public long startedAt() {
        return startedAt;
    }

    /** Null while it is firing. */
    public Long finishedAt() {
        return finishedAt;
    }
}
