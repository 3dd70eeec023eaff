package org.belfry.schedule;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import java.time.ZoneId;
import java.util.Objects;
import org.belfry.access.RightsCheck.CredentialRef;
import org.belfry.encryption.EncryptedText;
import org.belfry.encryption.SecretCipher;
import org.belfry.encryption.SecretColumn;
import org.belfry.platform.PageCursor;
import org.belfry.platform.Sentence;
import org.belfry.platform.StoredSentence;

/** Something that is to happen at a moment, once or again and again. */
@Entity
public class Schedule {

    private static final int LONGEST_REASON = 1000;

    /** As it is kept. */
    private static final int LONGEST_REASON_KEPT = 4000;

    @Id
    @GeneratedValue(generator = "ids")
    private long id;

    @Column(name = "organization_id")
    private long organizationId;

    @Column(name = "resource_type")
    private String resourceType;

    @Column(name = "resource_id")
    private String resourceId;

    @Column(name = "numeric_id")
    private boolean numericId;

    @Column(name = "resource_name")
    private String resourceName;

    private String project;
    private String action;

    @Column(name = "due_at")
    private Long dueAt;

    private String cron;

    @Column(name = "time_zone")
    private String timeZone;

    private String link;

    @Column(name = "target_url")
    private String targetUrl;

    @Column(name = "target_secret")
    private EncryptedText targetSecret;

    private boolean strict;
    private String owner;

    @Column(name = "credential_kind")
    private String credentialKind;

    @Column(name = "credential_id")
    private long credentialId;

    @Column(name = "credential_name")
    private String credentialName;

    private String state;

    @Column(name = "state_since")
    private long stateSince;

    private String reason;
    private int runs;

    @Column(name = "created_at")
    private long createdAt;

    @Column(name = "changed_at")
    private long changedAt;

    protected Schedule() {}

    Schedule(long organizationId, Plan plan, long dueAt, CredentialRef scheduledBy, long now) {
        this.organizationId = organizationId;
        this.createdAt = now;
        this.state = ScheduleState.SCHEDULED.code();
        plan(plan, dueAt, scheduledBy, now);
        enter(ScheduleState.SCHEDULED, now, Sentence.of("scheduled by %s", scheduledBy.name()));
    }

    /** What it is to be from now on; who says so answers for it. */
    void change(Plan plan, long newDueAt, CredentialRef changedBy, long now) {
        plan(plan, newDueAt, changedBy, now);
        enter(ScheduleState.SCHEDULED, now, Sentence.of("changed by %s", changedBy.name()));
    }

    private void plan(Plan plan, long newDueAt, CredentialRef by, long now) {
        resourceType = plan.resourceType();
        resourceId = plan.resourceId();
        numericId = plan.numericId();
        resourceName = plan.resourceName();
        project = plan.project();
        action = plan.action();
        cron = plan.cron();
        timeZone = plan.timeZone();
        link = plan.link();
        targetUrl = plan.targetUrl();
        strict = plan.strict();
        owner = plan.owner();
        dueAt = newDueAt;
        credentialKind = by.kind();
        credentialId = by.id();
        credentialName = by.name();
        changedAt = now;
    }

    /** What somebody wanted it to be. */
    Plan plan(SecretCipher secrets) {
        return new Plan(
                resourceType,
                resourceId,
                numericId,
                resourceName,
                project,
                action,
                isRecurring() ? null : dueAt,
                cron,
                timeZone,
                link,
                targetUrl,
                targetSecret(secrets),
                strict,
                owner);
    }

    /**
     * Sets the secret that signs calls to the target. The schedule must have its id.
     *
     * @param secret null if there is nothing to call
     */
    void signWith(String secret, SecretCipher secrets) {
        if (!Objects.equals(secret, targetSecret(secrets))) {
            targetSecret = secrets.encrypt(SecretColumn.SCHEDULE_SECRET, id, secret);
        }
    }

    /** Replaces a secret that can no longer be read, if there is a target. */
    void replaceSecret(String secret, SecretCipher secrets) {
        targetSecret = secrets.encrypt(SecretColumn.SCHEDULE_SECRET, id, secret);
    }

    void cancel(String by, long now) {
        enter(ScheduleState.CANCELLED, now, Sentence.of("cancelled by %s", by));
    }

    /** A moment of it fires, and it is not known yet how that ends. */
    void fire(long now, Sentence why) {
        enter(ScheduleState.FIRING, now, why);
    }

    /**
     * A run of it has ended, or a moment of it was missed: a recurring one waits for its next moment, and any other has ended too.
     *
     * @param runEnded how
     */
    void settle(ScheduleState runEnded, long now, Sentence why) {
        if (isRecurring() && dueAt != null) {
            enter(ScheduleState.SCHEDULED, now, words(runEnded));
        } else {
            enter(runEnded, now, why);
        }
    }

    private static Sentence words(ScheduleState runEnded) {
        return Sentence.of(
                switch (runEnded) {
                    case FIRED -> "the last run completed; waiting for the next run";
                    case MISSED -> "the last run was missed; waiting for the next run";
                    default -> "the last run failed; waiting for the next run";
                });
    }

    /** @param next of a recurring one: the moment that it waits for; null for none */
    void waitFor(Long next) {
        if (isRecurring()) {
            dueAt = next;
        }
    }

    /** The number of a new run. */
    int nextRun() {
        return ++runs;
    }

    private void enter(ScheduleState next, long now, Sentence why) {
        if (!state().mayBecome(next)) {
            throw new IllegalStateException("Schedule " + id + " is " + state + " and cannot become " + next.code());
        }
        state = next.code();
        stateSince = now;
        reason = kept(why);
    }

    /** As the column has it. */
    static String kept(Sentence sentence) {
        if (sentence == null) {
            return null;
        }
        var english = sentence.english();
        return StoredSentence.text(
                english.length() <= LONGEST_REASON
                        ? sentence
                        : Sentence.asIs(english.substring(0, LONGEST_REASON - 1) + "…"),
                LONGEST_REASON_KEPT);
    }

    /** Whether its moment has come, and nothing was done about it. */
    boolean isDue(long now) {
        return state() == ScheduleState.SCHEDULED && dueAt != null && dueAt <= now;
    }

    public boolean isRecurring() {
        return cron != null;
    }

    /** Of a recurring one. */
    CronTimes times() {
        return CronTimes.of(cron, ZoneId.of(timeZone));
    }

    /** Who answers for it. */
    public CredentialRef scheduledBy() {
        return new CredentialRef(credentialKind, credentialId, credentialName);
    }

    public long id() {
        return id;
    }

    long organizationId() {
        return organizationId;
    }

    public String resourceType() {
        return resourceType;
    }

    public String resourceId() {
        return resourceId;
    }

    /** Whether the producer sent the resource's id as a number. */
    boolean numericId() {
        return numericId;
    }

    public String resourceName() {
        return resourceName;
    }

    /** Null for none. */
    public String project() {
        return project;
    }

    public String action() {
        return action;
    }

    /** Its moment, of a recurring one the next; null where there is none any more. */
    public Long dueAt() {
        return dueAt;
    }

    /** Null for one moment only. */
    public String cron() {
        return cron;
    }

    /** The IANA name of a recurring one's time zone; null of any other. */
    public String timeZone() {
        return timeZone;
    }

    /** Null for none. */
    public String link() {
        return link;
    }

    /** Null where there is nothing to call. */
    public String targetUrl() {
        return targetUrl;
    }

    /** Null where there is nothing to call. */
    EncryptedText targetSecret() {
        return targetSecret;
    }

    /** The same, decrypted. */
    String targetSecret(SecretCipher secrets) {
        return secrets.decrypt(SecretColumn.SCHEDULE_SECRET, id, targetSecret);
    }

    public boolean strict() {
        return strict;
    }

    /** The name of the recipient who is told. */
    public String owner() {
        return owner;
    }

    public ScheduleState state() {
        return ScheduleState.of(state);
    }

    public long stateSince() {
        return stateSince;
    }

    /** Why it is in its state, in words. */
    public Sentence reason() {
        return reason == null ? null : StoredSentence.of(reason);
    }

    /** How many runs it has had. */
    int runs() {
        return runs;
    }

    public long createdAt() {
        return createdAt;
    }

    public long changedAt() {
        return changedAt;
    }

    /** Whether it can be run by hand now. */
    public boolean mayRun() {
        return state().mayRun();
    }

    /** Whether it still waits for its moment, so that it can be changed and cancelled. */
    public boolean isWaiting() {
        return state() == ScheduleState.SCHEDULED;
    }

    /** Where it stands in a list, newest first. */
    PageCursor place() {
        return new PageCursor(createdAt, id);
    }
}
