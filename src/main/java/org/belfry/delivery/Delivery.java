package org.belfry.delivery;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import org.belfry.inbox.Event;
import org.belfry.inbox.Notification;

/** An event, told to one recipient on one channel. */
@Entity
public class Delivery {

    private static final int MAX_REASON = 500;

    @Id
    @GeneratedValue(generator = "delivery_ids")
    private long id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "event_id")
    private Event event;

    @Column(name = "recipient_id")
    private long recipientId;

    @Column(name = "text_id")
    private Long textId;

    @Column(name = "notification_id")
    private Long notificationId;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "notification_id", insertable = false, updatable = false)
    private Notification notification;

    private String channel;
    private String state;
    private String address;
    private int attempts;

    @Column(name = "next_attempt_at")
    private long nextAttemptAt;

    @Column(name = "lease_owner")
    private String leaseOwner;

    @Column(name = "lease_until")
    private Long leaseUntil;

    @Column(name = "handed_over_at")
    private Long handedOverAt;

    private String reason;

    @Column(name = "created_at")
    private long createdAt;

    @Column(name = "settled_at")
    private Long settledAt;

    protected Delivery() {}

    Delivery(Message message, long now) {
        this.event = message.event();
        this.recipientId = message.recipientId();
        this.textId = message.textId();
        this.notificationId = message.notificationId();
        this.channel = message.channel().code();
        this.state = DeliveryState.PENDING.code();
        this.address = message.address();
        this.nextAttemptAt = message.notBefore() == null ? now : message.notBefore();
        this.createdAt = now;
    }

    private void become(DeliveryState next) {
        if (!state().mayBecome(next)) {
            throw new IllegalStateException("A delivery that is " + state + " cannot become " + next.code());
        }
        state = next.code();
    }

    void lease(String owner, long until) {
        become(DeliveryState.SENDING);
        leaseOwner = owner;
        leaseUntil = until;
        handedOverAt = null;
        attempts++;
    }

    boolean isLeasedBy(String owner) {
        return owner.equals(leaseOwner) && (state() == DeliveryState.SENDING || state() == DeliveryState.UNCERTAIN);
    }

    /** From now on the text is on its way: nobody can say any more that it was not sent. */
    void handOver(long now, long newLeaseUntil) {
        if (state() != DeliveryState.SENDING) {
            throw new IllegalStateException("A delivery that is " + state + " is not being handed over");
        }
        handedOverAt = now;
        leaseUntil = newLeaseUntil;
    }

    /** @param nextAttempt Unix seconds; of meaning only where the delivery is to be tried again */
    void settle(Outcome outcome, int maxAttempts, long now, long nextAttempt) {
        if (outcome.result() == Outcome.Result.LOST_LEASE) {
            throw new IllegalStateException("Whoever lost the lease does not settle the delivery");
        }
        var next = outcome.stateAfter(attempts, maxAttempts);
        become(next);
        reason = shortened(outcome.answer());
        if (next == DeliveryState.PENDING) {
            nextAttemptAt = nextAttempt;
            settledAt = null;
        } else {
            settledAt = now;
        }
        if (next != DeliveryState.UNCERTAIN) {
            leaseOwner = null;
            leaseUntil = null;
        }
    }

    boolean isAbandoned(long now) {
        return state() == DeliveryState.SENDING && leaseUntil != null && leaseUntil < now;
    }

    /** The node that leased it is gone: again at once if the text was never handed over, uncertain if it was. */
    void takeOver(long now) {
        var next = handedOverAt == null ? DeliveryState.PENDING : DeliveryState.UNCERTAIN;
        become(next);
        if (next == DeliveryState.PENDING) {
            leaseOwner = null;
            leaseUntil = null;
            nextAttemptAt = now;
            reason = "the node that was sending it went away before the text was handed over";
        } else {
            settledAt = now;
            reason = "the node that was sending it went away after the text was handed over";
        }
    }

    private static String shortened(String text) {
        return text == null || text.length() <= MAX_REASON ? text : text.substring(0, MAX_REASON);
    }

    public long id() {
        return id;
    }

    public Event event() {
        return event;
    }

    public long recipientId() {
        return recipientId;
    }

    /** Of what it says; null for what the event says itself. */
    public Long textId() {
        return textId;
    }

    /** Null where the recipient is told on other channels than the inbox. */
    public Long notificationId() {
        return notificationId;
    }

    public String channel() {
        return channel;
    }

    public DeliveryState state() {
        return DeliveryState.of(state);
    }

    public String address() {
        return address;
    }

    public int attempts() {
        return attempts;
    }

    /** Unix seconds; of meaning while it is pending. */
    public long nextAttemptAt() {
        return nextAttemptAt;
    }

    public String reason() {
        return reason;
    }

    public long createdAt() {
        return createdAt;
    }

    public Long settledAt() {
        return settledAt;
    }
}
