package org.belfry.audience;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.io.Serializable;
import java.util.Objects;

/** That a recipient follows a topic. */
@Entity
public class Subscription {

    /** The topic's id and the recipient's. */
    @Embeddable
    public static class Key implements Serializable {

        private static final long serialVersionUID = 1L;

        @Column(name = "topic_id")
        private long topicId;

        @Column(name = "recipient_id")
        private long recipientId;

        protected Key() {}

        Key(long topicId, long recipientId) {
            this.topicId = topicId;
            this.recipientId = recipientId;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.topicId == topicId && key.recipientId == recipientId;
        }

        @Override
        public int hashCode() {
            return Objects.hash(topicId, recipientId);
        }
    }

    @EmbeddedId
    private Key key;

    @Column(name = "created_at")
    private long createdAt;

    protected Subscription() {}

    Subscription(long topicId, long recipientId, long createdAt) {
        this.key = new Key(topicId, recipientId);
        this.createdAt = createdAt;
    }
}
