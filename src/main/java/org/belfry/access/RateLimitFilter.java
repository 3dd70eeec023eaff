package org.belfry.access;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import org.belfry.limits.RateLimitStatus;

/** Counts each request of a caller right after it is known who that is, and says in every answer what is left. */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION + 100)
public class RateLimitFilter implements ContainerRequestFilter, ContainerResponseFilter {

    private static final String QUOTA = RateLimitFilter.class.getName();

    @Inject
    private AdmissionControl admissionControl;

    @Inject
    private CurrentCaller current;

    @Override
    public void filter(ContainerRequestContext request) {
        if (!current.isKnown()) {
            return;
        }
        admissionControl.accepted(RequestCredentials.secret(request::getHeaderString));
        admissionControl.count(current.get()).ifPresent(rateLimitStatus -> {
            request.setProperty(QUOTA, rateLimitStatus);
            if (!rateLimitStatus.granted()) {
                throw rateLimitStatus.refusal();
            }
        });
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(QUOTA) instanceof RateLimitStatus rateLimitStatus) {
            response.getHeaders().putSingle(RateLimitStatus.POLICY_HEADER, rateLimitStatus.policy());
            response.getHeaders().putSingle(RateLimitStatus.STATE_HEADER, rateLimitStatus.state());
        }
    }
}
