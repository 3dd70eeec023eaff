package org.belfry.access;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;
import org.belfry.audit.Actor;
import org.belfry.audit.CurrentActor;
import org.belfry.limits.CurrentClient;
import org.belfry.platform.Characters;
import org.belfry.platform.Problem;
import org.belfry.platform.Secrets;

/**
 * Finds out who is calling before it is even looked whether the path exists, so that an unknown path tells a stranger
 * nothing. A header wins over the cookie; a credential that is not valid is refused, never passed as anonymous. What is open to
 * everybody by a link has no caller.
 */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION)
public class AuthenticationFilter implements ContainerRequestFilter {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> BY_LINK = Set.of("unsubscribe", "read");

    @Inject
    private CredentialVerifier verifier;

    @Inject
    private HeaderCredentialVerifier headerVerifier;

    @Inject
    private CurrentCaller current;

    @Inject
    private CurrentActor actor;

    @Inject
    private CurrentClient client;

    @Override
    public void filter(ContainerRequestContext request) {
        if (isByLink(request)) {
            actor.set(Actor.byLink(client.address()));
            return;
        }
        var key = RequestCredentials.apiKey(request::getHeaderString);
        if (key != null) {
            enter(headerVerifier.caller(key).orElseThrow(Problem::unauthorized));
            return;
        }
        if (isSignIn(request)) {
            actor.set(Actor.anonymous(client.address()));
            return;
        }
        var cookie = request.getCookies().get(RequestCredentials.COOKIE);
        if (cookie == null) {
            throw Problem.unauthorized();
        }
        var caller = verifier.bySession(cookie.getValue()).orElseThrow(Problem::unauthorized);
        if (!SAFE.contains(request.getMethod())) {
            var token = request.getHeaderString(RequestCredentials.CSRF_HEADER);
            if (token == null || !Secrets.same(token, RequestCredentials.csrfToken(cookie.getValue()))) {
                throw Problem.forbidden(
                        "Changes made with a session cookie require the header %s with the token from GET /api/session",
                        RequestCredentials.CSRF_HEADER);
            }
        }
        enter(caller);
    }

    private void enter(Caller caller) {
        current.set(caller);
        actor.set(caller.actor(client.address()));
    }

    static boolean isSignIn(ContainerRequestContext request) {
        return isSignIn(request.getMethod(), path(request));
    }

    /** @param path below the API's own, without slashes at its ends */
    static boolean isSignIn(String method, String path) {
        return method.equals("POST") && path.equals("session");
    }

    /** The link itself grants access, whoever follows it. A cookie that the browser sends along is ignored. */
    static boolean isByLink(ContainerRequestContext request) {
        return isByLink(path(request));
    }

    /** @param path as for {@link #isSignIn(String, String)} */
    static boolean isByLink(String path) {
        return BY_LINK.contains(path);
    }

    private static String path(ContainerRequestContext request) {
        return bare(request.getUriInfo().getPath());
    }

    /** Without slashes at its ends. */
    static String bare(String path) {
        return Characters.trim(path, '/');
    }
}
