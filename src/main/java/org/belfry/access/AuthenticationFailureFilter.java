package org.belfry.access;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;

/**
 * Counts the refusals of strangers by their address, and where there were too many, refuses before anything is looked up.
 * A sign-in has no credential that could speak for it.
 */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION - 100)
public class AuthenticationFailureFilter implements ContainerRequestFilter, ContainerResponseFilter {

    @Context
    private ResourceInfo resource;

    @Inject
    private AdmissionControl admissionControl;

    @Inject
    private AccessSampler sampler;

    @Inject
    private CurrentCaller current;

    @Override
    public void filter(ContainerRequestContext request) {
        admissionControl.enter(secret(request), device(request));
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        var refused =
                switch (response.getStatus()) {
                    case 401 -> true;
                    case 403, 429 -> !current.isKnown();
                    default -> false;
                };
        if (refused) {
            admissionControl.refused(secret(request));
        }
        note(request, response.getStatus());
    }

    private void note(ContainerRequestContext request, int status) {
        var key = RequestCredentials.apiKey(request::getHeaderString);
        if (status == 401 && key != null) {
            sampler.keyRefused(key);
        } else if (status == 403 && current.isKnown()) {
            sampler.accessRefused(current.get(), request.getMethod() + Routes.of(resource.getResourceMethod()));
        }
    }

    private static String device(ContainerRequestContext request) {
        return AuthenticationFilter.isSignIn(request)
                ? RequestCredentials.device(request::getHeaderString)
                : RequestCredentials.deviceOfSession(request::getHeaderString);
    }

    private static String secret(ContainerRequestContext request) {
        return AuthenticationFilter.isSignIn(request) ? null : RequestCredentials.secret(request::getHeaderString);
    }
}
