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
import java.util.Locale;
import org.belfry.platform.PublicUrl;

/**
 * Keeps browsers on HTTPS and on this host. Behind HTTPS every answer has {@code Strict-Transport-Security} (RFC 6797), and the console's
 * cookie is {@code Secure}. A redirect names a path alone (RFC 9110, 10.2.2): servers would take the host from the request, and whoever
 * sends that could name any. Declared in web.xml.
 */
public class TransportSecurity implements Filter {

    /** Of the console; see ConsoleCookie. */
    private static final String CONSOLE_COOKIE = "belfry_console=";

    private static final String SET_COOKIE = "Set-Cookie";
    private static final String SECURE = "; Secure";

    @Inject
    private Proxies proxies;

    @Inject
    private PublicUrl publicUrl;

    @Inject
    private StrictTransport strictTransport;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest asked) || !(response instanceof HttpServletResponse answer)) {
            chain.doFilter(request, response);
            return;
        }
        var secure = proxies.secure(asked);
        if (secure || publicUrl.isSecure()) {
            strictTransport.header().ifPresent(value -> answer.setHeader("Strict-Transport-Security", value));
        }
        chain.doFilter(secure ? new SecureSessions(asked, answer) : asked, new RelativeRedirects(answer));
    }

    /** Redirects to paths of this host. */
    private static final class RelativeRedirects extends HttpServletResponseWrapper {

        RelativeRedirects(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void sendRedirect(String location) throws IOException {
            if (isCommitted()) {
                throw new IllegalStateException("The answer has been sent already");
            }
            resetBuffer();
            setStatus(SC_FOUND);
            setHeader("Location", location);
            flushBuffer();
        }
    }

    /** The server sees plain HTTP where a proxy ends TLS, and would not make its own session's cookie secure. */
    private static final class SecureSessions extends HttpServletRequestWrapper {

        private final HttpServletResponse response;

        SecureSessions(HttpServletRequest request, HttpServletResponse response) {
            super(request);
            this.response = response;
        }

        @Override
        public HttpSession getSession() {
            return getSession(true);
        }

        @Override
        public HttpSession getSession(boolean create) {
            var session = super.getSession(create);
            secureCookie();
            return session;
        }

        @Override
        public String changeSessionId() {
            var id = super.changeSessionId();
            secureCookie();
            return id;
        }

        private void secureCookie() {
            if (response.isCommitted()) {
                return;
            }
            var cookies = List.copyOf(response.getHeaders(SET_COOKIE));
            if (cookies.stream().noneMatch(TransportSecurity::isToBeSecured)) {
                return;
            }
            for (var index = 0; index < cookies.size(); index++) {
                var cookie = cookies.get(index);
                var secured = isToBeSecured(cookie) ? cookie + SECURE : cookie;
                if (index == 0) {
                    response.setHeader(SET_COOKIE, secured);
                } else {
                    response.addHeader(SET_COOKIE, secured);
                }
            }
        }
    }

    private static boolean isToBeSecured(String cookie) {
        return cookie.startsWith(CONSOLE_COOKIE) && !(cookie + ";").toLowerCase(Locale.ROOT).contains("; secure;");
    }
}
