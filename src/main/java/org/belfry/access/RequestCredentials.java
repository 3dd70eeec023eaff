package org.belfry.access;

import java.util.function.UnaryOperator;
import org.belfry.platform.Characters;
import org.belfry.platform.Secrets;

/** How credentials are carried by a request. */
public final class RequestCredentials {

    /** Name of the session's cookie. */
    public static final String COOKIE = "belfry_session";

    static final String CSRF_HEADER = "X-CSRF-Token";
    private static final String BEARER = "bearer ";

    private RequestCredentials() {}

    /**
     * @param header gives a request header's value by name, or null
     * @return the secret of {@code x-api-key} or {@code Authorization: Bearer}, or null; see {@link HeaderCredentialVerifier}
     */
    public static String apiKey(UnaryOperator<String> header) {
        var key = header.apply("x-api-key");
        if (key != null && !key.isBlank()) {
            return key.strip();
        }
        var authorization = header.apply("Authorization");
        if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return authorization.substring(BEARER.length()).strip();
        }
        return null;
    }

    /**
     * @param header gives a request header's value by name, or null
     * @return the token of the session's cookie, or null
     */
    public static String session(UnaryOperator<String> header) {
        return cookie(header, COOKIE);
    }

    /** The same of the device's. */
    public static String device(UnaryOperator<String> header) {
        return cookie(header, Device.COOKIE);
    }

    /** The device's cookie if a session authenticates the request; a cookie beside a key does not count. */
    public static String deviceOfSession(UnaryOperator<String> header) {
        return apiKey(header) == null ? device(header) : null;
    }

    private static String cookie(UnaryOperator<String> header, String name) {
        var cookies = header.apply("Cookie");
        if (cookies == null) {
            return null;
        }
        for (var pair : Characters.split(cookies, ';')) {
            var cut = pair.indexOf('=');
            if (cut > 0 && pair.substring(0, cut).strip().equals(name)) {
                return pair.substring(cut + 1).strip();
            }
        }
        return null;
    }

    /** The one credential that a request is judged by: a header wins over the cookie. Null where there is none. */
    public static String secret(UnaryOperator<String> header) {
        var key = apiKey(header);
        return key != null ? key : session(header);
    }

    /** What a page must send with each change: only a page of our own origin can read it. It ends with the session. */
    static String csrfToken(String sessionToken) {
        return Secrets.sha256("csrf " + sessionToken);
    }
}
