package org.belfry.delivery;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.Locale;
import org.belfry.catalog.Channel;
import org.belfry.platform.Characters;

/**
 * The circuit breaker of a target: a mail provider, or the endpoint of a webhook. There is one only while something is wrong. After
 * some failures in a row it opens: then nothing is tried there but, now and then, one delivery as a probe; what answers closes it.
 */
@Entity
public class Circuit {

    /** Failures in a row that open it. */
    static final int FAILURES = 5;

    /** Seconds after which credentials that were refused are tried again, at the least. */
    static final long WAIT_FOR_CREDENTIALS = 900;

    /** Most seconds between two probes. */
    static final long LONGEST_WAIT = 3600;

    /** Seconds to pause where a provider wants a pause, and does not say how long. */
    static final long PAUSE = 60;

    private static final int MAX_REASON = 500;

    /** What is wrong. */
    public enum State {
        /** Works, or has failed a few times only. */
        CLOSED,
        /** Works, and wants to hear nothing until a certain time. */
        PAUSED,
        /** Failed too often, or refused our credentials. */
        OPEN,
        /** Will not work until a person mends it. */
        SUSPENDED;

        /** The name on the wire. */
        public String code() {
            return this == SUSPENDED ? "broken" : name().toLowerCase(Locale.ROOT);
        }
    }

    @Id
    private String target;

    @Column(name = "organization_id")
    private Long organizationId;

    private String settings;
    private String state;
    private int failures;

    @Column(name = "opened_at")
    private Long openedAt;

    @Column(name = "paused_until")
    private Long pausedUntil;

    @Column(name = "next_probe_at")
    private Long nextProbeAt;

    @Column(name = "probe_wait")
    private long probeWait;

    private String reason;

    protected Circuit() {}

    /**
     * @param target see {@link LeasedMessage#target}
     * @param organizationId whose admins are told; null for those who run the platform
     * @param settings a digest of the configuration
     */
    Circuit(String target, Long organizationId, String settings) {
        this.target = target;
        this.organizationId = organizationId;
        this.settings = settings;
        this.state = State.CLOSED.code();
    }

    /**
     * Learns how an attempt ended.
     *
     * @param startedAt Unix seconds; what was on its way already when it opened is no probe
     * @param firstWait seconds from the opening to the first probe
     * @return whether it opened just now: somebody is to be told
     */
    boolean learn(Outcome outcome, long startedAt, long now, long firstWait) {
        return switch (outcome.result()) {
            case LOST_LEASE -> false;
            case SENT, RETRY, REFUSED -> {
                close();
                yield false;
            }
            case THROTTLED -> {
                close();
                reason = shortened(outcome.answer());
                var wait = outcome.waitAtLeast() == null ? PAUSE : Math.max(1, outcome.waitAtLeast());
                pausedUntil = Math.max(pausedUntil == null ? 0 : pausedUntil, now + wait);
                yield false;
            }
            case UNAVAILABLE, UNCERTAIN -> failed(outcome, startedAt, now, firstWait, failures + 1 >= FAILURES);
            case CREDENTIALS_REJECTED ->
                failed(outcome, startedAt, now, Math.max(firstWait, WAIT_FOR_CREDENTIALS), true);
            case REVOKED -> {
                var opened = failed(outcome, startedAt, now, firstWait, true);
                nextProbeAt = null;
                yield opened;
            }
        };
    }

    private boolean failed(Outcome outcome, long startedAt, long now, long firstWait, boolean opens) {
        failures++;
        reason = shortened(outcome.answer());
        if (isOpen()) {
            if (startedAt > openedAt && nextProbeAt != null) {
                probeWait = Math.min(Math.max(LONGEST_WAIT, firstWait), Math.max(probeWait * 2, firstWait));
                nextProbeAt = now + probeWait;
            }
            return false;
        }
        if (!opens) {
            return false;
        }
        state = State.OPEN.code();
        openedAt = now;
        probeWait = firstWait;
        nextProbeAt = now + firstWait;
        return true;
    }

    /** A provider that answers is well; what it asked for, a pause, still holds. */
    private void close() {
        state = State.CLOSED.code();
        failures = 0;
        openedAt = null;
        nextProbeAt = null;
        probeWait = 0;
        if (pausedUntil == null) {
            reason = null;
        }
    }

    private boolean isOpen() {
        return state.equals(State.OPEN.code());
    }

    /** Whether deliveries may be tried, as many as there are. */
    boolean mayTry(long now) {
        return !isOpen() && !isPaused(now);
    }

    /** Whether one delivery may be tried, to see whether it works again. */
    boolean mayProbe(long now) {
        return isOpen() && nextProbeAt != null && nextProbeAt <= now && !isPaused(now);
    }

    /** Somebody probes it now; another may only after some time, should that one be lost. */
    void probed(long now, long within) {
        nextProbeAt = now + within;
    }

    private boolean isPaused(long now) {
        return pausedUntil != null && pausedUntil > now;
    }

    /** Whether there is nothing left to remember. */
    boolean isIdle(long now) {
        return !isOpen() && failures == 0 && !isPaused(now);
    }

    /** Whether it was learned with this configuration; with another all is new. */
    boolean isOf(String presentSettings) {
        return settings.equals(presentSettings);
    }

    public State state(long now) {
        if (isOpen()) {
            return nextProbeAt == null ? State.SUSPENDED : State.OPEN;
        }
        return isPaused(now) ? State.PAUSED : State.CLOSED;
    }

    private static String shortened(String text) {
        return text == null || text.length() <= MAX_REASON ? text : text.substring(0, MAX_REASON);
    }

    public String target() {
        return target;
    }

    Channel channel() {
        return Channel.of(Characters.split(target, ':').get(0));
    }

    /** Null for a provider. */
    Long endpointId() {
        var colon = target.indexOf(':');
        return colon < 0 ? null : Long.valueOf(target.substring(colon + 1));
    }

    Long organizationId() {
        return organizationId;
    }

    int failures() {
        return failures;
    }

    /** Unix seconds; null while it is closed. */
    Long openedAt() {
        return openedAt;
    }

    /** Unix seconds; null where nobody asked for a pause. */
    Long pausedUntil() {
        return pausedUntil;
    }

    /** Unix seconds; null while it is closed, and where it is broken. */
    Long nextProbeAt() {
        return nextProbeAt;
    }

    /** The last words of what failed; null where nothing did. */
    public String reason() {
        return reason;
    }
}
