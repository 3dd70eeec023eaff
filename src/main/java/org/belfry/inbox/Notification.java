package org.belfry.inbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;

/**
 * An event in one inbox: a small row, as the text is the event's. What is unread lies in the inbox; what was put aside, in
 * the archive or until later, counts as read, so that the badge never counts what the list does not show.
 */
@Entity
public class Notification {

    /** Where it lies. */
    enum State {
        INBOX,
        ARCHIVED,
        SNOOZED
    }

    @Id
    @GeneratedValue(generator = "notification_ids")
    private long id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "event_id")
    private Event event;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "text_id")
    private EventText text;

    /** The text's id, to be had without the text. */
    @Column(name = "text_id", insertable = false, updatable = false)
    private Long textId;

    @Column(name = "inbox_id")
    private long inboxId;

    private String type;
    private String category;
    private long modseq;
    private int occurrences;
    private String decisions;

    @Column(name = "created_at")
    private long createdAt;

    @Column(name = "delivered_at")
    private Long deliveredAt;

    @Column(name = "read_at")
    private Long readAt;

    @Column(name = "archived_at")
    private Long archivedAt;

    @Column(name = "snoozed_until")
    private Long snoozedUntil;

    protected Notification() {}

    /**
     * @param text what it says where that is not what the event says itself, or null
     * @param decisions the encoded decisions on each channel
     */
    Notification(Event event, EventText text, long inboxId, long modseq, String decisions, long createdAt) {
        this.event = event;
        this.text = text;
        this.inboxId = inboxId;
        this.type = event.content().type();
        this.category = event.content().category();
        this.modseq = modseq;
        this.occurrences = 1;
        this.decisions = decisions;
        this.createdAt = createdAt;
    }

    /** Unread by itself, and not marked with all others since it last changed. */
    boolean isUnread(Inbox inbox) {
        return readAt == null && modseq > inbox.readAllModseq();
    }

    /** For one that is unread: what was read has been delivered. */
    boolean isDelivered() {
        return deliveredAt != null;
    }

    void markRead(long now, long newModseq) {
        readAt = now;
        if (deliveredAt == null) {
            deliveredAt = now;
        }
        modseq = newModseq;
    }

    /**
     * What was read has been delivered, and stays so. What was put aside comes back into the inbox.
     *
     * @param wasReadAt when it was read, by itself or with all others
     */
    void markUnread(long wasReadAt, long newModseq) {
        if (deliveredAt == null) {
            deliveredAt = wasReadAt;
        }
        readAt = null;
        archivedAt = null;
        snoozedUntil = null;
        modseq = newModseq;
    }

    /** Notes when it was read together with all others; nothing to see for anybody. */
    void settleRead(long wasReadAt) {
        readAt = wasReadAt;
        if (deliveredAt == null) {
            deliveredAt = wasReadAt;
        }
    }

    /** Of a read one. */
    void archive(long now, long newModseq) {
        archivedAt = now;
        snoozedUntil = null;
        modseq = newModseq;
    }

    /** Of a read one: it comes back at that second, unread. */
    void snooze(long until, long newModseq) {
        snoozedUntil = until;
        archivedAt = null;
        modseq = newModseq;
    }

    /** Back into the inbox, as read as it was. */
    void takeBack(long newModseq) {
        archivedAt = null;
        snoozedUntil = null;
        modseq = newModseq;
    }

    State state() {
        if (archivedAt != null) {
            return State.ARCHIVED;
        }
        return snoozedUntil != null ? State.SNOOZED : State.INBOX;
    }

    /** It happened once more. */
    void again(long newModseq) {
        occurrences++;
        modseq = newModseq;
    }

    /** A receipt is no news: the modseq stays. */
    void markDelivered(long now) {
        deliveredAt = now;
    }

    public long id() {
        return id;
    }

    public Event event() {
        return event;
    }

    /** Id of the text that it shows, of a notification that was read from the database; null for the event's own. */
    Long textId() {
        return textId;
    }

    public long inboxId() {
        return inboxId;
    }

    public long modseq() {
        return modseq;
    }

    public int occurrences() {
        return occurrences;
    }

    public String decisions() {
        return decisions;
    }

    public long createdAt() {
        return createdAt;
    }

    Long deliveredAt() {
        return deliveredAt;
    }

    Long readAt() {
        return readAt;
    }

    Long archivedAt() {
        return archivedAt;
    }

    Long snoozedUntil() {
        return snoozedUntil;
    }
}
