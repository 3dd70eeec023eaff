package org.belfry.delivery;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** One attempt at a delivery, as it ended. It is never changed. */
@Entity
@Table(name = "delivery_attempt")
public class DeliveryAttempt {

    private static final int MAX_ANSWER = 1000;

    @Id
    @GeneratedValue(generator = "delivery_ids")
    private long id;

    @Column(name = "delivery_id")
    private long deliveryId;

    private int attempt;

    @Column(name = "started_at")
    private long startedAt;

    @Column(name = "finished_at")
    private long finishedAt;

    private String outcome;
    private String answer;
    private String node;

    protected DeliveryAttempt() {}

    DeliveryAttempt(Delivery delivery, Outcome outcome, long startedAt, long finishedAt, String node) {
        this.deliveryId = delivery.id();
        this.attempt = delivery.attempts();
        this.startedAt = startedAt;
        this.finishedAt = finishedAt;
        this.outcome = outcome.result().code();
        var words = outcome.answer();
        this.answer = words == null || words.length() <= MAX_ANSWER ? words : words.substring(0, MAX_ANSWER);
        this.node = node;
    }

    long deliveryId() {
        return deliveryId;
    }

    public int attempt() {
        return attempt;
    }

    public long startedAt() {
        return startedAt;
    }

    public long finishedAt() {
        return finishedAt;
    }

    public String outcome() {
        return outcome;
    }

    public String answer() {
        return answer;
    }

    public String node() {
        return node;
    }
}
