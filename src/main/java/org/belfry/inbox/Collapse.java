package org.belfry.inbox;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.io.Serializable;
import java.util.Objects;
import org.belfry.platform.Secrets;

/** A collapse window in one inbox: until it ends, events of its key are counted in one notification. */
@Entity
public class Collapse {

    /** The inbox, and a digest of type and {@code dedup_key}. */
    @Embeddable
    public static class Key implements Serializable {

        private static final long serialVersionUID = 1L;

        @Column(name = "inbox_id")
        private long inboxId;

        @Column(name = "key_hash")
        private String keyHash;

        protected Key() {}

        Key(long inboxId, String keyHash) {
            this.inboxId = inboxId;
            this.keyHash = keyHash;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.inboxId == inboxId && key.keyHash.equals(keyHash);
        }

        @Override
        public int hashCode() {
            return Objects.hash(inboxId, keyHash);
        }
    }

    @EmbeddedId
    private Key key;

    @Column(name = "notification_id")
    private Long notificationId;

    @Column(name = "ends_at")
    private long endsAt;

    protected Collapse() {}

    Collapse(Key key) {
        this.key = key;
    }

    /** What events of one type and {@code dedup_key} have in common. */
    static String keyHash(Event.Content content) {
        return Secrets.sha256(content.type() + '\0' + content.dedupKey());
    }

    /** @param first the notification of the first event; null if that went to other channels only */
    void begin(Long first, long end) {
        notificationId = first;
        endsAt = end;
    }

    long inboxId() {
        return key.inboxId;
    }

    Long notificationId() {
        return notificationId;
    }

    boolean isOpen(long now) {
        return now < endsAt;
    }
}
