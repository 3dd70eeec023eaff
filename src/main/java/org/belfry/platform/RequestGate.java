package org.belfry.platform;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;

/**
 * The first to look at a request: refuses what the servers would answer each in its own way, and lets the API have an
 * {@link ApiRequest}. Declared in web.xml, which gives it its place among the filters.
 */
public class RequestGate implements Filter {

    private static final Set<String> METHODS_OF_FILES = Set.of("GET", "HEAD");
    private static final String ALLOWED_FOR_FILES = "GET, HEAD, OPTIONS";

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest asked) || !(response instanceof HttpServletResponse answer)) {
            chain.doFilter(request, response);
        } else if (!RequestTarget.isWellFormedPath(asked.getRequestURI())
                || !RequestTarget.isWellFormedQuery(asked.getQueryString())) {
            ProblemPages.write(asked, answer, ProblemPages.of(400));
        } else if (isApi(asked)) {
            chain.doFilter(isUpgrade(asked) ? asked : new ApiRequest(asked), response);
        } else if (isConsole(asked) && asked.getMethod().equals("POST")) {
            chain.doFilter(request, response);
        } else if (!METHODS_OF_FILES.contains(asked.getMethod())) {
            // By the mapping it could not be told what is a file: Open Liberty gives each one its own, once it was
            // asked for.
            refuseMethod(asked, answer);
        } else {
            chain.doFilter(request, response);
        }
    }

    static boolean isApi(HttpServletRequest request) {
        var path = request.getServletPath();
        return path.equals("/api") || path.startsWith("/api/");
    }

    /** The pages of the console post their forms to themselves. */
    static boolean isConsole(HttpServletRequest request) {
        return request.getServletPath().startsWith("/console/");
    }

    /** The handshake of a WebSocket is the server's own business; an upgrade to HTTP/2 carries an ordinary request. */
    private static boolean isUpgrade(HttpServletRequest request) {
        return "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
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
