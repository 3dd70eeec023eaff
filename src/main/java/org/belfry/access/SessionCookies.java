package org.belfry.access;

import jakarta.ws.rs.core.NewCookie;
import java.util.List;

/** The cookies of a sign-in, as every way to sign in gives them. */
public final class SessionCookies {

    private SessionCookies() {}

    /** @param secure whether the client speaks HTTPS */
    public static List<NewCookie> signedIn(Sessions.OpenedSession openedSession, boolean secure) {
        return List.of(
                cookie(RequestCredentials.COOKIE, openedSession.token(), (int) AccountSession.LIFETIME, secure),
                cookie(Device.COOKIE, openedSession.device(), Device.LIFETIME, secure));
    }

    /** Takes the session's cookie away; the device stays known. */
    public static NewCookie signedOut(boolean secure) {
        return cookie(RequestCredentials.COOKIE, "", 0, secure);
    }

    private static NewCookie cookie(String name, String value, int maxAge, boolean secure) {
        return new NewCookie.Builder(name)
                .value(value)
                .path("/")
                .maxAge(maxAge)
                .httpOnly(true)
                .secure(secure)
                .sameSite(NewCookie.SameSite.LAX)
                .build();
    }
}
