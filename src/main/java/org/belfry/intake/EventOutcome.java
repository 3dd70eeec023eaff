package org.belfry.intake;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Locale;
import java.util.Objects;

/** What became of an event for a recipient who has no notification of it. */
@Entity
@Table(name = "event_outcome")
public class EventOutcome {

    /** What became of an event for a recipient; the names on the wire, in lower case. */
    public enum Outcome {
        /** Told on at least one channel. */
        NOTIFIED,
        /** Counted in an earlier notification. */
        COLLAPSED,
        /** Told on no channel, as was decided for each. */
        WITHHELD,
        /** The recipient is told nothing at all. */
        REFUSED;

        /** The name on the wire and in the table. */
        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Of whom and of what. */
    @Embeddable
    public static class Key implements Serializable {

        private static final long serialVersionUID = 1L;

        @Column(name = "event_id")
        private long eventId;

        @Column(name = "recipient_id")
        private long recipientId;

        protected Key() {}

        Key(long eventId, long recipientId) {
            this.eventId = eventId;
            this.recipientId = recipientId;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.eventId == eventId && key.recipientId == recipientId;
        }

        @Override
        public int hashCode() {
            return Objects.hash(eventId, recipientId);
        }
    }

    @EmbeddedId
    private Key key;

    private String outcome;

    @Column(name = "notification_id")
    private Long notificationId;

    private String decisions;

    protected EventOutcome() {}

    /**
     * @param notificationId the notification in which it is counted, which may be removed later; null for none
     * @param decisions encoded
     */
    EventOutcome(long eventId, long recipientId, Outcome outcome, Long notificationId, String decisions) {
        this.key = new Key(eventId, recipientId);
        this.outcome = outcome.code();
        this.notificationId = notificationId;
        this.decisions = decisions;
    }
}
