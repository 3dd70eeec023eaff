package org.belfry.inbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import org.belfry.inbox.InboxLocks.Permit;

/**
 * An event in one inbox: a small row, because the text is the event's. What is unread is in the inbox; what is archived or
 * snoozed counts as read, so the badge never counts what the list does not show. Anyone can read one; only a
 * {@link LockedNotification} changes it.
 */
@Entity
public class Notification {

    /** Where it is. */
    enum State {
        INBOX,
        ARCHIVED,
        SNOOZED;

        /** Either is null if it is not there. */
        static State of(Object archivedAt, Object snoozedUntil) {
            if (archivedAt != null) {
                return ARCHIVED;
            }
            return snoozedUntil != null ? SNOOZED : INBOX;
        }
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
     * @param text its text if it differs from the event's, or null
     * @param decisions the encoded decisions on each channel
     */
    Notification(Event event, EventText text, NotificationSlot slot, String decisions, long createdAt) {
        this.event = event;
        this.text = text;
        this.inboxId = slot.inboxId();
        this.type = event.content().type();
        this.category = event.content().category();
        this.modseq = slot.modseq();
        this.occurrences = 1;
        this.decisions = decisions;
        this.createdAt = createdAt;
    }

    boolean isUnread(Inbox inbox) {
        return Unread.is(readAt, modseq, inbox.readAllModseq());
    }

    /** A read mark covers it, which it does not say itself yet. */
    boolean isCovered(Inbox inbox) {
        return readAt == null && !isUnread(inbox);
    }

    /** For one that is unread: what was read has been delivered. */
    boolean isDelivered() {
        return deliveredAt != null;
    }

    void markRead(Permit permit, long now, long newModseq) {
        settleAsRead(permit, now);
        modseq = newModseq;
    }

    /**
     * What was read has been delivered, and stays so.
     *
     * @param wasReadAt when it was read, itself or with all others
     */
    void markUnread(Permit permit, long wasReadAt, long newModseq) {
        permit.check();
        if (deliveredAt == null) {
            deliveredAt = wasReadAt;
        }
        readAt = null;
        archivedAt = null;
        snoozedUntil = null;
        modseq = newModseq;
    }

    /** Notes when it was read, without a change that anyone sees. */
    void settleAsRead(Permit permit, long wasReadAt) {
        permit.check();
        readAt = wasReadAt;
        if (deliveredAt == null) {
            deliveredAt = wasReadAt;
        }
    }

    /** Of a read one. */
    void archive(Permit permit, long now, long newModseq) {
        permit.check();
        archivedAt = now;
        snoozedUntil = null;
        modseq = newModseq;
    }

    /** Of a read one: it comes back at that second, unread. */
    void snooze(Permit permit, long until, long newModseq) {
        permit.check();
        snoozedUntil = until;
        archivedAt = null;
        modseq = newModseq;
    }

    /** Back into the inbox, still read. */
    void unarchive(Permit permit, long newModseq) {
        permit.check();
        archivedAt = null;
        snoozedUntil = null;
        modseq = newModseq;
    }

    State state() {
        return State.of(archivedAt, snoozedUntil);
    }

    /** It happened once more. */
    void recordOccurrence(Permit permit, long newModseq) {
        permit.check();
        occurrences++;
        modseq = newModseq;
    }

    /** A receipt is no news: the modseq stays. */
    void markDelivered(Permit permit, long now) {
        permit.check();
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
