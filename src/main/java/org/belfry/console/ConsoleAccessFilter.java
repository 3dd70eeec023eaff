package org.belfry.console;

import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.belfry.access.AccessSampler;
import org.belfry.access.AdmissionControl;
import org.belfry.access.Caller;
import org.belfry.access.CredentialVerifier;
import org.belfry.access.CurrentCaller;
import org.belfry.access.RequestCredentials;
import org.belfry.access.Role;
import org.belfry.audit.CurrentActor;
import org.belfry.limits.CurrentClient;
import org.belfry.platform.ContentType;
import org.belfry.platform.Problem;
import org.belfry.platform.ProblemPages;
import org.belfry.platform.PublicUrl;

/**
 * Lets admins in who are signed in, and nobody else, whatever the address: what there is in the console is nobody else's business. Who is
 * not signed in is, and then comes where they wanted to. Declared in web.xml, after the filters of every request.
 */
public class ConsoleAccessFilter implements Filter {

    /** Where one signs in, and the only page that is open to everybody. */
    public static final String SIGN_IN = "/console/sign-in";

    /** The page that opens at {@code /console}. */
    static final String FIRST = "/console/overview";

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String SIGNED_IN_AS = ConsoleAccessFilter.class.getName();

    @Inject
    private Language language;

    @Inject
    private Texts texts;

    @Inject
    private CredentialVerifier verifier;

    @Inject
    private AccessSampler sampler;

    @Inject
    private AdmissionControl admissionControl;

    @Inject
    private ConsoleSessions sessions;

    @Inject
    private PublicUrl publicUrl;

    @Inject
    private CurrentCaller current;

    @Inject
    private CurrentActor actor;

    @Inject
    private CurrentClient client;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var asked = (HttpServletRequest) request;
        var answer = (HttpServletResponse) response;
        // Faces may show what was typed in and who reads it: neither a proxy nor the browser keeps it.
        answer.setHeader("Cache-Control", "no-store");
        try {
            if (asked.getMethod().equals("POST")) {
                checkForm(asked);
            }
            var caller = caller(asked);
            var path = path(asked);
            if (path.equals(SIGN_IN)) {
                checkOrigin(asked);
                chain.doFilter(request, response);
            } else if (caller.isEmpty()) {
                askToSignIn(asked, answer);
            } else {
                enter(caller.get(), asked, answer, chain);
            }
        } catch (Problem e) {
            ProblemPages.write(asked, answer, e, language.getLocale(), texts::within);
        }
    }

    /** Faces fails with an exception if a body has another type, cannot be read, or is sent by a script of a page without one. */
    private static void checkForm(HttpServletRequest request) throws IOException {
        if (ContentType.parse(String.valueOf(request.getHeader("Content-Type")))
                .filter(type -> type.type().equals(FORM) && !type.isOfAnotherCharset())
                .isEmpty()) {
            throw Problem.of(415, "The body must be %s, in UTF-8", FORM);
        }
        request.setCharacterEncoding(StandardCharsets.UTF_8.name());
        try {
            if (path(request).equals(SIGN_IN)
                    && (isByScript(request) || request.getParameter("jakarta.faces.partial.ajax") != null)) {
                throw ConsoleErrors.malformed();
            }
            request.getParameterMap();
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw ConsoleErrors.malformed();
        }
    }

    /**
     * The page has no state on the server, so no Faces token proves that a form is ours; the browser's headers do. A page of another origin must not
     * sign somebody in to an account of its choice.
     */
    private void checkOrigin(HttpServletRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        var origin = request.getHeader("Origin");
        // If the browser sends both, a proxy may have changed the host that the origin is compared with.
        var isForeign = site == null
                ? origin != null && !publicUrl.isOwnOrigin(origin, request.getHeader("Host"))
                : !site.equals("same-origin") && !site.equals("none");
        if (request.getMethod().equals("POST") && isForeign) {
            throw Problem.forbidden("This form was submitted from another origin");
        }
    }

    private Optional<Caller> caller(HttpServletRequest request) {
        var token = RequestCredentials.session(request::getHeader);
        admissionControl.enter(token, RequestCredentials.device(request::getHeader));
        if (token == null) {
            return Optional.empty();
        }
        var caller = verifier.bySession(token);
        caller.ifPresentOrElse(found -> admissionControl.accepted(token), () -> admissionControl.refused(token));
        return caller;
    }

    private void enter(Caller caller, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        admissionControl
                .count(caller)
                .filter(rateLimitStatus -> !rateLimitStatus.granted())
                .ifPresent(rateLimitStatus -> {
                    throw rateLimitStatus.refusal();
                });
        if (!caller.has(Role.ADMIN)) {
            sampler.accessRefused(caller, request.getMethod() + " /console");
            throw Problem.forbidden("The console is available only to admins");
        }
        if (path(request).equals("/console") || path(request).equals("/console/")) {
            response.sendRedirect(request.getContextPath() + FIRST);
            return;
        }
        if (path(request).endsWith(".xhtml")) {
            throw Problem.notFound("This page was");
        }
        forgetWhoeverWasHereBefore(caller, request);
        current.set(caller);
        actor.set(caller.actor(client.address()));
        chain.doFilter(request, response);
    }

    /** What Faces remembers belongs to one sign-in. */
    private void forgetWhoeverWasHereBefore(Caller caller, HttpServletRequest request) {
        var session = request.getSession(false);
        if (session != null) {
            var before = session.getAttribute(SIGNED_IN_AS);
            if (before != null && !before.equals(caller.credentialId())) {
                session.invalidate();
            }
        }
        var own = request.getSession(true);
        if (own.isNew()) {
            sessions.opened(caller.credentialId(), own);
        }
        own.setAttribute(SIGNED_IN_AS, caller.credentialId());
    }

    /** A page is left for the form; what a page's script asked for is answered so that the script leaves the page. */
    private static void askToSignIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var back = isByScript(request) ? refererPath(request) : here(request);
        var address = request.getContextPath() + SIGN_IN + "?to=" + URLEncoder.encode(back, StandardCharsets.UTF_8);
        if (isByScript(request)) {
            response.setContentType("text/xml;charset=UTF-8");
            response.getWriter()
                    .write("<?xml version=\"1.0\" encoding=\"UTF-8\"?><partial-response><redirect url=\""
                            + address.replace("&", "&amp;") + "\"/></partial-response>");
        } else {
            response.sendRedirect(address);
        }
    }

    private static boolean isByScript(HttpServletRequest request) {
        return "partial/ajax".equals(request.getHeader("Faces-Request"));
    }

    private static String here(HttpServletRequest request) {
        if (!request.getMethod().equals("GET")) {
            return path(request);
        }
        var query = request.getQueryString();
        return path(request) + (query == null ? "" : "?" + query);
    }

    /** The page that the script runs in, which is of our own origin, or the script's own address. */
    private static String refererPath(HttpServletRequest request) {
        var referer = request.getHeader("Referer");
        var start = referer == null ? -1 : referer.indexOf(request.getContextPath() + "/console/");
        return start < 0
                ? path(request)
                : referer.substring(start + request.getContextPath().length());
    }

    private static String path(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }
}
