package org.belfry.access;

import jakarta.enterprise.context.RequestScoped;
import org.belfry.platform.Problem;

/** The caller of the request at hand. */
@RequestScoped
public class CurrentCaller {

    private Caller caller;

    /** Whether the request came with valid credentials. */
    public boolean isKnown() {
        return caller != null;
    }

    /** @throws Problem 401 where the request came without credentials */
    public Caller get() {
        if (caller == null) {
            throw Problem.unauthorized();
        }
        return caller;
    }

    public void set(Caller caller) {
        this.caller = caller;
    }
}
