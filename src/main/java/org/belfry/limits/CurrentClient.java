package org.belfry.limits;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import org.belfry.platform.CurrentRequest;

/** Where the request at hand comes from. */
@RequestScoped
public class CurrentClient {

    @Inject
    private CurrentRequest request;

    @Inject
    private ForwardedHeaders forwardedHeaders;

    private String address;

    /** The client's IPv4 address, or its IPv6 network of 64 bits; at most 50 characters. */
    public String address() {
        if (address == null) {
            address = forwardedHeaders.client(request.get());
        }
        return address;
    }

    /** Whether the client speaks HTTPS, with us or with a trusted proxy. */
    public boolean secure() {
        return forwardedHeaders.secure(request.get());
    }
}
