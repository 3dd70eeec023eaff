package org.belfry.platform;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;

/**
 * The first to look at a request: refuses what the servers would answer each in its own way, and lets the API have an
 * {@link ApiRequest}. Declared in web.xml, which gives it its place among the filters.
 */
public class RequestValidationFilter implements Filter {

    private static final Set<String> METHODS_OF_FILES = Set.of("GET", "HEAD");
    private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "OPTIONS");

    private static final String STREAM = "/api/stream";
    private static final String ALLOWED_FOR_FILES = "GET, HEAD, OPTIONS";

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest asked && response instanceof HttpServletResponse answer) {
            Http2UpgradeOffer.decline(asked);
            handle(asked, answer, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static void handle(HttpServletRequest asked, HttpServletResponse answer, FilterChain chain)
            throws IOException, ServletException {
        if (!RequestTarget.isWellFormedPath(asked.getRequestURI())
                || !RequestTarget.isWellFormedQuery(asked.getQueryString())) {
            ProblemPages.write(asked, answer, ProblemPages.of(400));
        } else if (refusal(asked) != null) {
            ProblemPages.write(asked, answer, refusal(asked));
        } else if (isApi(asked)) {
            chain.doFilter(isUpgrade(asked) ? asked : new ApiRequest(asked), answer);
        } else if (isConsole(asked) && asked.getMethod().equals("POST")) {
            chain.doFilter(new LanguageRequest(asked), answer);
        } else if (!METHODS_OF_FILES.contains(asked.getMethod())) {
            // By the mapping it could not be told what is a file: Open Liberty gives each one its own, once it was
            // asked for.
            refuseMethod(asked, answer);
        } else {
            chain.doFilter(new LanguageRequest(asked), answer);
        }
    }

    public static boolean isApi(HttpServletRequest request) {
        var path = request.getServletPath();
        return path.equals("/api") || path.startsWith("/api/");
    }

    /** The server's own request, with all headers as sent. */
    public static HttpServletRequest sent(HttpServletRequest request) {
        ServletRequest inner = request;
        while (inner instanceof ServletRequestWrapper wrapper) {
            inner = wrapper.getRequest();
        }
        return (HttpServletRequest) inner;
    }

    /** The pages of the console post their forms to themselves. */
    static boolean isConsole(HttpServletRequest request) {
        return request.getServletPath().startsWith("/console/");
    }

    /** Only WebSocket upgrades: an offer of HTTP/2 comes with an ordinary request. */
    public static boolean isUpgrade(HttpServletRequest request) {
        return "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
    }

    /** Whether a body follows, or may follow: over HTTP/2 it needs no header. */
    public static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0
                || request.getHeader("Transfer-Encoding") != null
                || request.getContentLengthLong() < 0
                        && request.getProtocol().startsWith("HTTP/2")
                        && !WITHOUT_BODY.contains(request.getMethod());
    }

    /** Null for a request that may go on. */
    private static Problem refusal(HttpServletRequest request) {
        var upgrade = request.getHeader("Upgrade");
        var hasBody = hasBody(request);
        if (hasBody && WITHOUT_BODY.contains(request.getMethod())) {
            return Problem.badRequest("A %s request must not have a body", request.getMethod());
        }
        if (upgrade == null || Http2UpgradeOffer.isIn(request)) {
            // Beside an Upgrade, Payara does not see where the chunks of a body end.
            return upgrade != null && request.getHeader("Transfer-Encoding") != null
                    ? Problem.of(
                            411, "A request that offers HTTP/2 must have a Content-Length; send it, or use HTTP/1.1")
                    : null;
        }
        return isUpgrade(request) && !hasBody && request.getMethod().equals("GET") && isStream(request)
                ? null
                : Problem.badRequest("Only GET /api/stream, without a body, can be upgraded, and only to a WebSocket");
    }

    private static boolean isStream(HttpServletRequest request) {
        return STREAM.equals(
                request.getRequestURI().substring(request.getContextPath().length()));
    }

    private static void refuseMethod(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Allow", ALLOWED_FOR_FILES);
        if (request.getMethod().equals("OPTIONS")) {
            response.setStatus(204);
        } else {
            ProblemPages.write(request, response, ProblemPages.of(405));
        }
    }
}
