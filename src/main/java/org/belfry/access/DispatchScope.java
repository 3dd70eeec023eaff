package org.belfry.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.servlet.ServletException;
import java.io.IOException;

/**
 * The request scope of an asynchronous dispatch, in which Payara has none. A {@code RequestContextController} must not be used for
 * this: Weld's notes in the controller itself whether it activated the scope, so of two threads that share one, the second would
 * leave its scope behind, with its caller in it, for the next request on that thread.
 */
@ApplicationScoped
class DispatchScope {

    /** What happens within the scope. */
    interface Handling {

        void run() throws IOException, ServletException;
    }

    /** Does nothing more where the scope is active. */
    @ActivateRequestContext
    void within(Handling handling) throws IOException, ServletException {
        handling.run();
    }
}
