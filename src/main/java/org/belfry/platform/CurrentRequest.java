package org.belfry.platform;

import jakarta.enterprise.context.RequestScoped;
import jakarta.servlet.http.HttpServletRequest;

/**
 * The request that is being answered. Never inject {@code HttpServletRequest} itself: Payara knows none once a request goes on
 * after its body was read without a thread.
 */
@RequestScoped
public class CurrentRequest {

    private HttpServletRequest request;

    /** Called by the filter that every request of ours goes through. */
    public void set(HttpServletRequest current) {
        request = current;
    }

    /** With the headers as they were sent; of the console also with the parameters of its form. Its body is not to be read. */
    public HttpServletRequest get() {
        return request;
    }
}
