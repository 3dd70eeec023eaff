package org.belfry.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import org.belfry.platform.Problem;
import org.belfry.platform.RequestGate;

/**
 * Tells whose bodies are worth reading. It is no permission: who is calling is found out by those who answer the request, once its body
 * is there.
 */
@ApplicationScoped
class BodySenders {

    /** What somebody shows who sends a body. */
    enum Sender {
        /** A credential that is valid, or was lately. */
        KNOWN,
        /** Nothing, where nothing is asked for. */
        ANYONE,
        /** Nothing, or nothing valid, where something is asked for. */
        UNKNOWN
    }

    private static final String SIGN_IN_OF_CONSOLE = "/console/sign-in";

    @Inject
    private Admission admission;

    @Inject
    private HeaderCredentials headers;

    @Inject
    private Credentials credentials;

    Sender of(HttpServletRequest request) {
        var isApi = RequestGate.isApi(request);
        if (isApi && AuthenticationFilter.isByLink(path(request))) {
            return Sender.ANYONE;
        }
        var key = isApi ? Presented.apiKey(request::getHeader) : null;
        if (key == null && isSignIn(request, isApi)) {
            return Sender.ANYONE;
        }
        var session = key == null ? Presented.session(request::getHeader) : null;
        var device = key == null ? Presented.device(request::getHeader) : null;
        return isValid(key, session, device) ? Sender.KNOWN : Sender.UNKNOWN;
    }

    /** Whoever sent a body too slowly has their credential looked up again the next time. */
    void doubt(HttpServletRequest request) {
        admission.doubt(Presented.secret(request::getHeader));
    }

    private boolean isValid(String key, String session, String device) {
        var secret = key == null ? session : key;
        if (secret == null) {
            return false;
        }
        if (admission.isKnown(secret)) {
            return true;
        }
        try {
            admission.enter(secret, device);
        } catch (Problem tooManyFailures) {
            // Whoever answers the request says so.
            return false;
        }
        var caller = key == null ? credentials.bySession(session) : headers.caller(key);
        caller.ifPresent(found -> admission.accepted(secret));
        return caller.isPresent();
    }

    private static boolean isSignIn(HttpServletRequest request, boolean isApi) {
        return isApi
                ? AuthenticationFilter.isSignIn(request.getMethod(), path(request))
                : SIGN_IN_OF_CONSOLE.equals(request.getServletPath());
    }

    /** Below the API's own, as its resources have it. */
    private static String path(HttpServletRequest request) {
        var path = request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
        return AuthenticationFilter.bare(path.substring("/api".length()));
    }
}
