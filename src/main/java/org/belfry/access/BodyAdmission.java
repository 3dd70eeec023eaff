package org.belfry.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import org.belfry.platform.Problem;
import org.belfry.platform.RequestValidationFilter;

/**
 * Decides whose bodies are read. It grants no permission: the caller is authenticated later, once the body
 * is there.
 */
@ApplicationScoped
class BodyAdmission {

    /** The credential that comes with a body. */
    enum Sender {
        /** A credential that is valid, or was recently. */
        KNOWN,
        /** None, and none is needed. */
        ANYONE,
        /** None, or an invalid one, although one is needed. */
        UNKNOWN
    }

    private static final String SIGN_IN_OF_CONSOLE = "/console/sign-in";

    @Inject
    private AdmissionControl admissionControl;

    @Inject
    private HeaderCredentialVerifier headerVerifier;

    @Inject
    private CredentialVerifier verifier;

    Sender of(HttpServletRequest request) {
        var isApi = RequestValidationFilter.isApi(request);
        if (isApi && AuthenticationFilter.isByLink(path(request))) {
            return Sender.ANYONE;
        }
        var key = isApi ? RequestCredentials.apiKey(request::getHeader) : null;
        if (key == null && isSignIn(request, isApi)) {
            return Sender.ANYONE;
        }
        var session = key == null ? RequestCredentials.session(request::getHeader) : null;
        var device = key == null ? RequestCredentials.device(request::getHeader) : null;
        return isValid(key, session, device) ? Sender.KNOWN : Sender.UNKNOWN;
    }

    /** After a body that was too slow, the credential is looked up again. */
    void doubt(HttpServletRequest request) {
        admissionControl.doubt(RequestCredentials.secret(request::getHeader));
    }

    private boolean isValid(String key, String session, String device) {
        var secret = key == null ? session : key;
        if (secret == null) {
            return false;
        }
        if (admissionControl.isKnown(secret)) {
            return true;
        }
        try {
            admissionControl.enter(secret, device);
        } catch (Problem tooManyFailures) {
            // The authentication of the request reports it.
            return false;
        }
        var caller = key == null ? verifier.bySession(session) : headerVerifier.caller(key);
        caller.ifPresent(found -> admissionControl.accepted(secret));
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
