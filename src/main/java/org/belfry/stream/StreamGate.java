package org.belfry.stream;

import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import org.belfry.platform.Problem;

/**
 * Refuses a stream in the opening handshake, as any other request is refused, before there is a connection to close: what
 * the endpoint closes right after it was opened makes Payara mix up the buffers of requests.
 */
@WebFilter(urlPatterns = "/api/stream", asyncSupported = true)
public class StreamGate implements Filter {

    @Inject
    private StreamAccess access;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest opening
                && response instanceof HttpServletResponse answer
                && "websocket".equalsIgnoreCase(opening.getHeader("Upgrade"))) {
            try {
                check(opening);
            } catch (Problem e) {
                refuse(answer, e);
                return;
            }
        }
        chain.doFilter(request, response);
    }

    private void check(HttpServletRequest opening) {
        StreamEndpoint.after(opening.getParameter("after"));
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (var name : Handshake.KEPT) {
            var value = opening.getHeader(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        access.check(headers, opening.getParameter("ticket"), opening.getParameter("recipient"));
    }

    private static void refuse(HttpServletResponse answer, Problem problem) throws IOException {
        answer.setStatus(problem.status());
        answer.setContentType("application/problem+json");
        answer.getOutputStream().write(problem.toJson().toString().getBytes(StandardCharsets.UTF_8));
    }
}
