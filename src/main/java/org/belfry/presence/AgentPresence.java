package org.belfry.presence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Locale;

/** Whether an agent is there. There is a row from its first heartbeat on. */
@Entity
@Table(name = "agent_presence")
public class AgentPresence {

    /** What an agent may be. */
    enum State {
        ONLINE,
        OFFLINE;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Id
    @Column(name = "recipient_id")
    private long recipientId;

    private String state;

    @Column(name = "state_since")
    private long stateSince;

    @Column(name = "seen_at")
    private long seenAt;

    protected AgentPresence() {}

    /** Of the first heartbeat ever. */
    AgentPresence(long recipientId, long now) {
        this.recipientId = recipientId;
        this.state = State.ONLINE.code();
        this.stateSince = now;
        this.seenAt = now;
    }

    /** A heartbeat came; true where it was the first one after a silence. */
    boolean seen(long now) {
        var isBack = !isOnline();
        seenAt = Math.max(seenAt, now);
        if (isBack) {
            become(State.ONLINE, now);
        }
        return isBack;
    }

    /** True where it is online, and was not seen since that second: it is offline now. */
    boolean fellSilent(long before, long now) {
        var silent = isOnline() && seenAt < before;
        if (silent) {
            become(State.OFFLINE, now);
        }
        return silent;
    }

    private void become(State other, long now) {
        state = other.code();
        stateSince = now;
    }

    long recipientId() {
        return recipientId;
    }

    /** Whether it was seen lately. */
    public boolean isOnline() {
        return state.equals(State.ONLINE.code());
    }

    String state() {
        return state;
    }

    /** The second in which that was found. */
    public long stateSince() {
        return stateSince;
    }

    /** The second of a heartbeat; the last one may be {@value HeartbeatRecorder#NOTED_EVERY} s younger. */
    public long seenAt() {
        return seenAt;
    }
}
