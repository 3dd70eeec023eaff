package org.belfry.limits;

import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.List;
import org.belfry.platform.Characters;
import org.belfry.platform.PublicUrl;

/**
 * Keeps browsers on HTTPS and on this host. Behind HTTPS every answer has {@code Strict-Transport-Security} (RFC 6797), and the console's
 * cookie is {@code Secure}. A redirect names a path alone (RFC 9110, 10.2.2): servers would take the host from the request, and whoever
 * sends that could name any. Declared in web.xml.
 */
public class TransportSecurityFilter implements Filter {

    /** The console's cookie; see ConsoleCookie. */
    private static final String CONSOLE_COOKIE = "belfry_console=";

    private static final String SET_COOKIE = "Set-Cookie";

    @Inject
    private ForwardedHeaders forwardedHeaders;

    @Inject
    private PublicUrl publicUrl;

    @Inject
    private HstsSettings hstsSettings;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest asked) || !(response instanceof HttpServletResponse answer)) {
            chain.doFilter(request, response);
            return;
        }
        var secure = forwardedHeaders.secure(asked);
        if (secure || publicUrl.isSecure()) {
            hstsSettings.header().ifPresent(value -> answer.setHeader("Strict-Transport-Security", value));
        }
        if (asked.getHeader("Upgrade") != null && asked.getServletPath().startsWith("/api/")) {
            // A stream's connection belongs to its upgrade handler. The API never redirects.
            chain.doFilter(request, response);
            return;
        }
        chain.doFilter(new Sessions(asked, answer, secure), new RelativeRedirects(answer));
    }

    /** Redirects to paths of this host. */
    private static final class RelativeRedirects extends HttpServletResponseWrapper {

        RelativeRedirects(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void sendRedirect(String location) throws IOException {
            if (isCommitted()) {
                throw new IllegalStateException("The response has already been sent");
            }
            resetBuffer();
            setStatus(SC_FOUND);
            setHeader("Location", location);
            flushBuffer();
        }
    }

    /**
     * Completes the cookie of the server's own session. Behind a proxy that ends TLS the server sees plain HTTP and would not set Secure; and
     * Payara ignores the SameSite attribute set by ConsoleCookie.
     */
    private static final class Sessions extends HttpServletRequestWrapper {

        private final HttpServletResponse response;
        private final boolean secure;

        Sessions(HttpServletRequest request, HttpServletResponse response, boolean secure) {
            super(request);
            this.response = response;
            this.secure = secure;
        }

        @Override
        public HttpSession getSession() {
            return getSession(true);
        }

        @Override
        public HttpSession getSession(boolean create) {
            var session = super.getSession(create);
            completeCookie();
            return session;
        }

        @Override
        public String changeSessionId() {
            var id = super.changeSessionId();
            completeCookie();
            return id;
        }

        private void completeCookie() {
            if (response.isCommitted()) {
                return;
            }
            var cookies = List.copyOf(response.getHeaders(SET_COOKIE));
            var completed =
                    cookies.stream().map(cookie -> completed(cookie, secure)).toList();
            if (completed.equals(cookies)) {
                return;
            }
            response.setHeader(SET_COOKIE, completed.get(0));
            completed.stream().skip(1).forEach(cookie -> response.addHeader(SET_COOKIE, cookie));
        }
    }

    /** Cookies other than the console's are as they were. */
    static String completed(String cookie, boolean secure) {
        if (!cookie.startsWith(CONSOLE_COOKIE)) {
            return cookie;
        }
        return cookie
                + (secure && !has(cookie, "secure") ? "; Secure" : "")
                + (has(cookie, "samesite=lax") ? "" : "; SameSite=Lax");
    }

    private static boolean has(String cookie, String attribute) {
        return Characters.split(cookie, ';').stream()
                .anyMatch(part -> part.strip().equalsIgnoreCase(attribute));
    }
}
