package org.belfry.access;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import org.belfry.platform.Problem;

/** Lets a request through to the methods that say, by {@link Allowed}, that its caller may call them. */
@Provider
@Priority(Priorities.AUTHORIZATION)
public class AuthorizationFilter implements ContainerRequestFilter {

    @Context
    private ResourceInfo resource;

    @Inject
    private CurrentCaller current;

    @Override
    public void filter(ContainerRequestContext request) {
        var method = resource.getResourceMethod();
        var allowed = method == null ? null : method.getAnnotation(Allowed.class);
        if (allowed == null && request.getMethod().equals("OPTIONS")) {
            // Which methods a path takes is answered by the JAX-RS implementation itself.
            return;
        }
        if (allowed == null) {
            throw Problem.forbidden("This operation is not available");
        }
        if (allowed.value() == Allowed.Who.ANYONE) {
            return;
        }
        var caller = current.get();
        if (allowed.value().role() != null) {
            caller.require(allowed.value().role());
        }
    }
}
