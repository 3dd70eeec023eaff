package org.belfry.idempotency;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;
import org.belfry.platform.Secrets;

/** A request with an {@code Idempotency-Key}, and its answer once there is one. */
@Entity
@Table(name = "idempotent_call")
public class IdempotentCall {

    /** Seconds for which an answer is kept: a day. */
    static final long LIFETIME = 24 * 3600L;

    /** Seconds after which an attempt without an answer is taken for dead, with its node. */
    static final long LEASE = 60;

    @Id
    private String id;

    @Column(name = "organization_id")
    private long organizationId;

    private String caller;
    private String request;
    private String operation;
    private String owner;

    @Column(name = "lease_until")
    private long leaseUntil;

    private Integer status;

    @Lob
    private String answer;

    @Column(name = "created_at")
    private long createdAt;

    @Column(name = "expires_at")
    private long expiresAt;

    protected IdempotentCall() {}

    IdempotentCall(IdempotentAttempt idempotentAttempt, long now) {
        this.id = idempotentAttempt.call();
        this.organizationId = idempotentAttempt.whose().organizationId();
        this.caller = idempotentAttempt.whose().caller();
        begin(idempotentAttempt, now);
    }

    /** What a further attempt is to do; it becomes the owner where that is to do the work. */
    IdempotencyDecision join(IdempotentAttempt idempotentAttempt, long now) {
        if (expiresAt <= now) {
            begin(idempotentAttempt, now);
        } else if (!request.equals(idempotentAttempt.request())) {
            return new IdempotencyDecision.KeyReused();
        } else if (status != null) {
            return new IdempotencyDecision.Replay(status, answer);
        } else if (now < leaseUntil) {
            return new IdempotencyDecision.InFlight();
        }
        owner = idempotentAttempt.owner();
        leaseUntil = now + LEASE;
        return new IdempotencyDecision.Proceed(operation);
    }

    private void begin(IdempotentAttempt idempotentAttempt, long now) {
        request = idempotentAttempt.request();
        operation = Secrets.token();
        owner = idempotentAttempt.owner();
        leaseUntil = now + LEASE;
        status = null;
        answer = null;
        createdAt = now;
        expiresAt = now + LIFETIME;
    }

    String operation() {
        return operation;
    }
}
