package org.belfry.platform;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** When one run of a server was up. */
@Entity
@Table(name = "service_life")
public class NodeRun {

    @Id
    private String node;

    @Column(name = "up_since")
    private long upSince;

    @Column(name = "seen_at")
    private long seenAt;

    @Column(name = "clock_skew")
    private long clockSkew;

    private boolean stopped;

    protected NodeRun() {}

    NodeRun(String node, long now) {
        this.node = node;
        this.upSince = now;
        this.seenAt = now;
    }

    /** @param skew milliseconds that the node's clock is ahead of the database's */
    void seen(long now, long skew) {
        seenAt = Math.max(seenAt, now);
        clockSkew = skew;
    }

    void stop(long now) {
        seenAt = Math.max(seenAt, now);
        stopped = true;
    }

    public String node() {
        return node;
    }

    /** The second in which it began. */
    public long upSince() {
        return upSince;
    }

    /** The second in which it last said that it is up. */
    public long seenAt() {
        return seenAt;
    }

    /** Milliseconds by which the node's clock was ahead of the database's, when it last looked. */
    public long clockSkew() {
        return clockSkew;
    }

    /** Whether it ended in order; one that was killed, or is up, did not. */
    public boolean isStopped() {
        return stopped;
    }
}
