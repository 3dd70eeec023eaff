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
import java.util.Map;
import java.util.TreeMap;
import org.belfry.access.Admission;
import org.belfry.access.Caller;
import org.belfry.access.Presented;
import org.belfry.limits.CurrentClient;
import org.belfry.limits.Quota;
import org.belfry.platform.Problem;
import org.belfry.platform.ProblemPages;

/**
 * Refuses a stream in the opening handshake, as any other request is refused, before there is a connection to close: what
 * the endpoint closes right after it was opened makes Payara mix up the buffers of requests.
 */
@WebFilter(urlPatterns = "/api/stream", asyncSupported = true)
public class StreamGate implements Filter {

    @Inject
    private StreamAccess access;

    @Inject
    private Admission admission;

    @Inject
    private CurrentClient client;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest opening
                && response instanceof HttpServletResponse answer
                && "websocket".equalsIgnoreCase(opening.getHeader("Upgrade"))) {
            try {
                check(opening, answer);
            } catch (Problem e) {
                ProblemPages.write(opening, answer, e);
                return;
            }
            Handshake.comesFrom(client.address());
            try {
                chain.doFilter(request, response);
            } finally {
                Handshake.comesFrom(null);
            }
            return;
        }
        chain.doFilter(request, response);
    }

    private void check(HttpServletRequest opening, HttpServletResponse answer) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (var name : Handshake.KEPT) {
            var value = opening.getHeader(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        var ticket = opening.getParameter("ticket");
        var caller = admitted(headers, ticket);
        admission.count(caller).ifPresent(quota -> {
            answer.setHeader(Quota.POLICY_HEADER, quota.policy());
            answer.setHeader(Quota.STATE_HEADER, quota.state());
            if (!quota.granted()) {
                throw quota.refusal();
            }
        });
        StreamAccess.after("after", opening.getParameter("after"));
        access.check(caller, ticket, opening.getParameter("recipient"));
    }

    private Caller admitted(Map<String, String> headers, String ticket) {
        var secret = ticket == null ? Presented.secret(headers::get) : ticket;
        admission.enter(secret, ticket == null ? Presented.deviceOfSession(headers::get) : null);
        try {
            var caller = access.caller(headers, ticket);
            admission.accepted(secret);
            return caller;
        } catch (Problem e) {
            admission.refused(secret);
            throw e;
        }
    }
}
