package org.belfry.idempotency;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.belfry.platform.UnixTime;

/** What the request at hand is an attempt at. */
@RequestScoped
public class CurrentOperation {

    private static final Logger LOG = Logger.getLogger(CurrentOperation.class.getName());

    /** Seconds after which a lease is renewed: a third of it. */
    private static final long RENEWAL = IdempotentCall.LEASE / 3;

    @Inject
    private UnixTime time;

    @Inject
    private IdempotentCalls calls;

    private IdempotentAttempt idempotentAttempt;
    private String id;
    private long renewAt;

    /**
     * The same in each attempt with one {@code Idempotency-Key}: whatever a killed attempt has committed can be found by
     * it. Null for a request without such a key.
     */
    public String id() {
        return id;
    }

    /**
     * To be called between the steps of what takes long, outside of a transaction: else the attempt would be taken for dead.
     * Costs nothing while the lease is young.
     */
    public void goOn() {
        if (idempotentAttempt == null || time.now() < renewAt) {
            return;
        }
        renewAt = time.now() + RENEWAL;
        try {
            calls.renew(idempotentAttempt);
        } catch (RuntimeException e) {
            // The work is what matters; should another attempt begin, it finds what this one has committed.
            LOG.log(Level.WARNING, "The lease of an Idempotency-Key could not be renewed", e);
        }
    }

    void begin(IdempotentAttempt ours, String operation) {
        idempotentAttempt = ours;
        id = operation;
        renewAt = time.now() + RENEWAL;
    }
}
