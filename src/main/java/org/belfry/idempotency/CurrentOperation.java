package org.belfry.idempotency;

import jakarta.enterprise.context.RequestScoped;

/** What the request at hand is an attempt at. */
@RequestScoped
public class CurrentOperation {

    private String id;

    /**
     * The same in each attempt with one {@code Idempotency-Key}: whatever a killed attempt has committed can be found by
     * it. Null for a request without such a key.
     */
    public String id() {
        return id;
    }

    void set(String operation) {
        this.id = operation;
    }
}
