package org.belfry.limits;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;

/** Where the request at hand comes from. */
@RequestScoped
public class CurrentClient {

    @Inject
    private HttpServletRequest request;

    @Inject
    private Proxies proxies;

    private String address;

    /** The client's IPv4 address, or its IPv6 network of 64 bits; at most 50 characters. */
    public String address() {
        if (address == null) {
            address = proxies.client(request);
        }
        return address;
    }

    /** Whether the client speaks HTTPS, with us or with a trusted proxy. */
    public boolean secure() {
        return proxies.secure(request);
    }
}
