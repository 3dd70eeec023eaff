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

    IdempotentCall(Attempt attempt, long now) {
        this.id = attempt.call();
        this.organizationId = attempt.whose().organizationId();
        this.caller = attempt.whose().caller();
        begin(attempt, now);
    }

    /** What a further attempt is to do; it becomes the owner where that is to do the work. */
    Begun join(Attempt attempt, long now) {
        if (expiresAt <= now) {
            begin(attempt, now);
        } else if (!request.equals(attempt.request())) {
            return new Begun.Differs();
        } else if (status != null) {
            return new Begun.Done(status, answer);
        } else if (now < leaseUntil) {
            return new Begun.InFlight();
        }
        owner = attempt.owner();
        leaseUntil = now + LEASE;
        return new Begun.Ours(operation);
    }

    private void begin(Attempt attempt, long now) {
        request = attempt.request();
        operation = Secrets.token();
        owner = attempt.owner();
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
