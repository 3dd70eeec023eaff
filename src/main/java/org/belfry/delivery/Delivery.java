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

    /** The event's id, to be had without the event. */
    @Column(name = "event_id", insertable = false, updatable = false)
    private long eventId;

    /** The event's; said here too, so that a list of an organization's deliveries is a range of an index. */
    @Column(name = "organization_id")
    private long organizationId;

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

    @Column(name = "endpoint_id")
    private Long endpointId;

    private boolean digest;

    @Column(name = "batch_id")
    private Long batchId;

    private int probes;

    @Column(name = "uncertain_since")
    private Long uncertainSince;

    @Column(name = "expires_at")
    private long expiresAt;

    protected Delivery() {}

    /** @param worth seconds for which it is worth sending, from when it is due */
    Delivery(OutboundMessage message, long now, long worth) {
        this.event = message.event();
        this.organizationId = message.event().organizationId();
        this.recipientId = message.recipientId();
        this.textId = message.textId();
        this.notificationId = message.notificationId();
        this.channel = message.channel().code();
        this.state = DeliveryState.PENDING.code();
        this.address = message.address();
        this.nextAttemptAt = message.notBefore() == null ? now : message.notBefore();
        this.createdAt = now;
        this.endpointId = message.endpointId();
        this.digest = message.digest();
        this.expiresAt = nextAttemptAt + worth;
    }

    private void become(DeliveryState next) {
        if (!state().mayBecome(next)) {
            throw new IllegalStateException("A delivery that is " + state + " cannot become " + next.code());
        }
        state = next.code();
    }

    /** @param probe whether the attempt only tries whether the target works again: then it does not count */
    void lease(String owner, long until, boolean probe) {
        become(DeliveryState.SENDING);
        leaseOwner = owner;
        leaseUntil = until;
        handedOverAt = null;
        attempts++;
        if (probe) {
            probes++;
        }
    }

    /** It is sent together with others, in the message of the first of them. */
    void joinBatch(long firstId) {
        batchId = firstId;
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

    /** @param chance 0 to 1, see {@link RetryPolicy#wait} */
    void settle(Outcome outcome, RetryPolicy policy, long now, double chance) {
        if (outcome.result() == Outcome.Result.LOST_LEASE) {
            throw new IllegalStateException("A sender that lost its lease must not settle the delivery");
        }
        if (state() == DeliveryState.PENDING) {
            throw new IllegalStateException("The delivery is not leased");
        }
        var uncertain = outcome.result() == Outcome.Result.UNCERTAIN;
        if (uncertain && uncertainSince == null) {
            uncertainSince = now;
        }
        var deduplicates = uncertain && now - uncertainSince < policy.deduplicationWindow();
        var next = outcome.stateAfter(attempts - probes, policy.maxAttempts(), deduplicates);
        become(next);
        reason = shortened(outcome.answer());
        if (next == DeliveryState.PENDING) {
            var wait = policy.wait(Math.max(1, attempts - probes), chance);
            nextAttemptAt = now + (outcome.waitAtLeast() == null ? wait : Math.max(wait, outcome.waitAtLeast()));
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

    /**
     * The node that leased it is gone: again at once if the text was never handed over. If it was, it is uncertain, unless the target
     * knows a copy for one.
     */
    void takeOver(RetryPolicy policy, long now) {
        var handedOver = handedOverAt != null;
        if (handedOver && uncertainSince == null) {
            uncertainSince = now;
        }
        var again = !handedOver || now - uncertainSince < policy.deduplicationWindow();
        become(again ? DeliveryState.PENDING : DeliveryState.UNCERTAIN);
        reason = "the node that was sending it went away " + (handedOver ? "after" : "before")
                + " the text was handed over";
        if (again) {
            leaseOwner = null;
            leaseUntil = null;
            nextAttemptAt = now;
        } else {
            settledAt = now;
        }
    }

    /** A person wants it to be tried again, with all attempts anew; together with others only if it is to be again. */
    void retry(long now, long worth) {
        become(DeliveryState.PENDING);
        probes = attempts;
        batchId = null;
        uncertainSince = null;
        nextAttemptAt = now;
        expiresAt = now + worth;
        settledAt = null;
        leaseOwner = null;
        leaseUntil = null;
    }

    /** Whether it waits, and is not worth sending any more. */
    boolean isExpired(long now) {
        return state() == DeliveryState.PENDING && expiresAt <= now;
    }

    /** It waited until it was not worth sending any more. */
    void expire(String why, long now) {
        become(DeliveryState.DEAD);
        reason = shortened(why);
        settledAt = now;
    }

    /** The lease is given back, and was no attempt. */
    void unlease() {
        become(DeliveryState.PENDING);
        leaseOwner = null;
        leaseUntil = null;
        attempts--;
    }

    /** Whether it was to wait at first, for a digest or the end of quiet hours; of meaning for one that was never tried before. */
    boolean hasWaited() {
        return attempts - (state() == DeliveryState.SENDING ? 1 : 0) == 0 && nextAttemptAt > createdAt;
    }

    /** What fails as a whole when it fails. */
    String target() {
        return endpointId == null ? channel : channel + ":" + endpointId;
    }

    /** It was decided not to send it after all. */
    void suppress(String why, long now) {
        become(DeliveryState.SUPPRESSED);
        reason = shortened(why);
        settledAt = now;
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

    public long eventId() {
        return eventId;
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

    /** Of a webhook; null for e-mail, and where the endpoint was removed. */
    public Long endpointId() {
        return endpointId;
    }

    /** Whether it is sent together with whatever else the recipient's digest holds. */
    public boolean digest() {
        return digest;
    }

    /** Id of the delivery in whose message it is sent; null where it is alone, and where that is not known yet. */
    public Long batchId() {
        return batchId;
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
