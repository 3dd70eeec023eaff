package org.belfry.threshold;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** An event that counts for a threshold. */
@Entity
@Table(name = "threshold_hit")
public class ThresholdHit {

    @Id
    @GeneratedValue(generator = "ids")
    private long id;

    @Column(name = "threshold_id")
    private long thresholdId;

    @Column(name = "key_hash")
    private String keyHash;

    @Column(name = "event_id")
    private long eventId;

    private long weight;

    @Column(name = "hit_at")
    private long hitAt;

    @Column(name = "looked_at")
    private boolean lookedAt;

    protected ThresholdHit() {}

    /** @param weight how much it counts; not negative */
    ThresholdHit(long thresholdId, String keyHash, long eventId, long weight, long hitAt) {
        this.thresholdId = thresholdId;
        this.keyHash = keyHash;
        this.eventId = eventId;
        this.weight = weight;
        this.hitAt = hitAt;
    }

    void lookedAt() {
        lookedAt = true;
    }

    long eventId() {
        return eventId;
    }

    /** Unix seconds. */
    long hitAt() {
        return hitAt;
    }
}
