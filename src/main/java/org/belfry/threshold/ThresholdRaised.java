package org.belfry.threshold;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;

/** That a threshold is raised for a key, and rests until it has been calm. */
@Entity
@Table(name = "threshold_raised")
public class ThresholdRaised {

    /** A threshold, and the digest of the key whose events it counts. */
    @Embeddable
    public static class Key implements Serializable {

        private static final long serialVersionUID = 1L;

        @Column(name = "threshold_id")
        private long thresholdId;

        @Column(name = "key_hash")
        private String keyHash;

        protected Key() {}

        Key(long thresholdId, String keyHash) {
            this.thresholdId = thresholdId;
            this.keyHash = keyHash;
        }

        long thresholdId() {
            return thresholdId;
        }

        String keyHash() {
            return keyHash;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.thresholdId == thresholdId && key.keyHash.equals(keyHash);
        }

        @Override
        public int hashCode() {
            return Objects.hash(thresholdId, keyHash);
        }
    }

    @EmbeddedId
    private Key key;

    @Column(name = "event_key")
    private String eventKey;

    @Column(name = "raised_at")
    private long raisedAt;

    protected ThresholdRaised() {}

    /** @param eventKey null for the events that have none */
    ThresholdRaised(Key key, String eventKey, long raisedAt) {
        this.key = key;
        this.eventKey = eventKey;
        this.raisedAt = raisedAt;
    }

    Key key() {
        return key;
    }

    /** The events' {@code dedup_key}; null for those that have none. */
    String eventKey() {
        return eventKey;
    }

    /** Unix seconds. */
    long raisedAt() {
        return raisedAt;
    }
}
