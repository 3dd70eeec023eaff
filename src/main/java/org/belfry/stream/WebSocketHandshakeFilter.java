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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.belfry.access.AccessSampler;
import org.belfry.access.AdmissionControl;
import org.belfry.access.Caller;
import org.belfry.access.RequestCredentials;
import org.belfry.limits.CurrentClient;
import org.belfry.limits.RateLimitStatus;
import org.belfry.platform.BackgroundExecutor;
import org.belfry.platform.Problem;
import org.belfry.platform.ProblemPages;
import org.belfry.platform.UnixTime;

/**
 * Opens a stream over a WebSocket, or refuses it in the opening handshake as any other request is refused, before there is a
 * connection to close.
 */
@WebFilter(urlPatterns = "/api/stream", asyncSupported = true)
public class WebSocketHandshakeFilter implements Filter {

    /** The headers that {@link StreamAccess} decides by. */
    private static final List<String> KEPT = List.of("x-api-key", "authorization", "cookie", "origin", "host");

    @Inject
    private StreamAccess access;

    @Inject
    private AdmissionControl admissionControl;

    @Inject
    private AccessSampler sampler;

    @Inject
    private CurrentClient client;

    @Inject
    private StreamLimits limits;

    @Inject
    private StreamHub hub;

    @Inject
    private StreamCommands commands;

    @Inject
    private UnixTime time;

    @Inject
    private BackgroundExecutor background;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest opening
                && response instanceof HttpServletResponse answer
                && "websocket".equalsIgnoreCase(opening.getHeader("Upgrade"))) {
            WebSocketStream stream;
            try {
                stream = admitted(opening, answer);
            } catch (Problem e) {
                ProblemPages.write(opening, answer, e);
                return;
            }
            WebSocketHandshake.accept(opening, answer);
            opening.upgrade(WebSocketConnection.class).prepare(background, stream);
            // Payara would keep the head of its answer for itself.
            answer.flushBuffer();
            return;
        }
        chain.doFilter(request, response);
    }

    private WebSocketStream admitted(HttpServletRequest opening, HttpServletResponse answer) {
        WebSocketHandshake.check(opening, answer);
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (var name : KEPT) {
            var value = opening.getHeader(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        var ticket = opening.getParameter("ticket");
        var caller = admitted(headers, ticket);
        admissionControl.count(caller).ifPresent(rateLimitStatus -> {
            answer.setHeader(RateLimitStatus.POLICY_HEADER, rateLimitStatus.policy());
            answer.setHeader(RateLimitStatus.STATE_HEADER, rateLimitStatus.state());
            if (!rateLimitStatus.granted()) {
                throw rateLimitStatus.refusal();
            }
        });
        var after = StreamAccess.after("after", opening.getParameter("after"));
        var subscription = access.watch(headers, ticket, opening.getParameter("recipient"))
                .orElseThrow(Problem::unauthorized)
                .from(client.address());
        limits.check(subscription);
        return new WebSocketStream(hub, commands, time, subscription, after);
    }

    private Caller admitted(Map<String, String> headers, String ticket) {
        var secret = ticket == null ? RequestCredentials.secret(headers::get) : ticket;
        admissionControl.enter(secret, ticket == null ? RequestCredentials.deviceOfSession(headers::get) : null);
        try {
            var caller = access.caller(headers, ticket);
            admissionControl.accepted(secret);
            return caller;
        } catch (Problem e) {
            admissionControl.refused(secret);
            var key = RequestCredentials.apiKey(headers::get);
            if (ticket == null && key != null) {
                sampler.keyRefused(key);
            }
            throw e;
        }
    }
}
