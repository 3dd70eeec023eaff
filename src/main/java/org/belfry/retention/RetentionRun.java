package org.belfry.retention;

import jakarta.json.JsonObject;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;
import org.belfry.platform.JsonBodies;
import org.belfry.platform.JsonOutput;

/**
 * One time that an organization was cleaned up. A node that carries it out has a lease on it, which each step renews; where a node died,
 * another goes on from the position, and with the counts, of the last step.
 */
@Entity
@Table(name = "retention_run")
public class RetentionRun {

    static final String RUNNING = "running";
    private static final String DONE = "done";
    private static final String FAILED = "failed";
    private static final int LONGEST_REASON = 1000;

    @Id
    @GeneratedValue(generator = "ids")
    private long id;

    @Column(name = "organization_id")
    private long organizationId;

    /** The second in which it was to begin; null where it was started by hand. One run of each second. */
    @Column(name = "due_at")
    private Long dueAt;

    /** The organization while it runs, and null later: so one runs at a time. */
    @Column(name = "running_for")
    private Long runningFor;

    private String state;

    @Lob
    private String removed;

    /** Of all inboxes up to this one, what was old is removed. */
    private long position;

    private String reason;

    @Column(name = "lease_owner")
    private String leaseOwner;

    @Column(name = "lease_until")
    private Long leaseUntil;

    @Column(name = "started_at")
    private long startedAt;

    @Column(name = "finished_at")
    private Long finishedAt;

    protected RetentionRun() {}

    RetentionRun(long organizationId, Long dueAt, long now) {
        this.organizationId = organizationId;
        this.dueAt = dueAt;
        this.runningFor = organizationId;
        this.state = RUNNING;
        this.removed = "{}";
        this.startedAt = now;
    }

    void lease(String owner, long until) {
        leaseOwner = owner;
        leaseUntil = until;
    }

    /** Whether a node may take it: nobody has it, or whoever has it let its time pass. */
    boolean isFree(String owner, long now) {
        return isRunning() && (leaseUntil == null || leaseUntil < now || owner.equals(leaseOwner));
    }

    boolean isLeasedBy(String owner) {
        return isRunning() && owner.equals(leaseOwner);
    }

    private boolean isRunning() {
        return state.equals(RUNNING);
    }

    void removed(RemovedKind kind, long count) {
        if (count > 0) {
            var counts = counts();
            removed = JsonOutput.object(counts)
                    .add(kind.code(), count(counts, kind) + count)
                    .build()
                    .toString();
        }
    }

    void advance(long newPosition) {
        position = newPosition;
    }

    void finish(long now) {
        end(DONE, now);
    }

    void fail(String why, long now) {
        reason = why.substring(0, Math.min(why.length(), LONGEST_REASON));
        end(FAILED, now);
    }

    private void end(String how, long now) {
        state = how;
        finishedAt = now;
        runningFor = null;
        leaseOwner = null;
        leaseUntil = null;
    }

    long id() {
        return id;
    }

    long organizationId() {
        return organizationId;
    }

    long position() {
        return position;
    }

    long startedAt() {
        return startedAt;
    }

    private static long count(JsonObject counts, RemovedKind kind) {
        return counts.containsKey(kind.code())
                ? counts.getJsonNumber(kind.code()).longValue()
                : 0;
    }

    /** How many of what; what there was nothing of is left out. */
    JsonObject counts() {
        return JsonBodies.parse(removed);
    }

    /** How it ended, for the audit log. */
    JsonObject outcome() {
        return JsonOutput.object()
                .add("state", state)
                .add("removed", counts())
                .add("reason", JsonOutput.of(reason))
                .build();
    }

    /** The wire's form: every kind is counted. */
    JsonObject toJson() {
        var counts = counts();
        var all = JsonOutput.object();
        for (var kind : RemovedKind.values()) {
            all.add(kind.code(), count(counts, kind));
        }
        return JsonOutput.object()
                .add("id", id)
                .add("state", state)
                .add("by_hand", dueAt == null)
                .add("removed", all)
                .add("reason", JsonOutput.of(reason))
                .add("started_at", startedAt)
                .add("finished_at", JsonOutput.of(finishedAt))
                .add("seconds", JsonOutput.of(finishedAt == null ? null : Math.max(0, finishedAt - startedAt)))
                .build();
    }
}
