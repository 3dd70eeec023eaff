package org.belfry.access;

import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.belfry.limits.CurrentClient;
import org.belfry.platform.BufferedBodyRequest;
import org.belfry.platform.CurrentRequest;
import org.belfry.platform.PendingBodies;
import org.belfry.platform.Problem;
import org.belfry.platform.ProblemPages;
import org.belfry.platform.RequestValidationFilter;

/**
 * Reads the body of each request within limits, and with few threads, before the request is handled; and only if a valid
 * credential comes with it, or none is needed. A refused request goes on with an empty body, and is answered like any other request
 * without credentials. Declared in web.xml, behind {@link RequestValidationFilter}.
 */
public class RequestBodyFilter implements Filter {

    private static final Logger LOG = Logger.getLogger(RequestBodyFilter.class.getName());
    private static final String SENT = RequestBodyFilter.class.getName();

    @Inject
    private PendingBodies bodies;

    @Inject
    private BodyAdmission senders;

    @Inject
    private CurrentRequest current;

    @Inject
    private CurrentClient client;

    @Inject
    private DispatchScope scope;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var asked = (HttpServletRequest) request;
        var answer = (HttpServletResponse) response;
        if (asked.getDispatcherType() == DispatcherType.ASYNC) {
            scope.within(() -> {
                current.set((HttpServletRequest) asked.getAttribute(SENT));
                goOn(asked, asked, answer, chain);
            });
        } else {
            begin(asked, answer, chain);
        }
    }

    private void begin(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var sent = RequestValidationFilter.isApi(request) ? RequestValidationFilter.sent(request) : request;
        current.set(sent);
        if (!RequestValidationFilter.hasBody(request)) {
            chain.doFilter(
                    RequestValidationFilter.isUpgrade(request) ? request : new BufferedBodyRequest(request), response);
            return;
        }
        var sender = senders.of(request);
        if (sender == BodyAdmission.Sender.UNKNOWN) {
            PendingBodies.leaveUnread(request, response);
            chain.doFilter(new BufferedBodyRequest(request), response);
            return;
        }
        var read = bodies.read(request, response, client.address(), sender == BodyAdmission.Sender.KNOWN, whole -> {
            var shown = RequestValidationFilter.isApi(request) ? sent : whole;
            request.setAttribute(SENT, shown);
            current.set(shown);
        });
        if (read.isPresent()) {
            goOn(request, read.get(), response, chain);
        }
    }

    /**
     * The body is complete, or was given up.
     *
     * @param whole the request with its body
     */
    private void goOn(
            HttpServletRequest request, HttpServletRequest whole, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var problem = PendingBodies.givenUp(request);
        if (problem.isPresent()) {
            senders.doubt(request);
            PendingBodies.leaveUnread(request, response);
            refuse(request, response, problem.get());
        } else {
            chain.doFilter(whole, response);
        }
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, Problem problem) {
        try {
            ProblemPages.write(request, response, problem);
        } catch (IOException | IllegalStateException e) {
            LOG.log(Level.FINE, "The client is gone", e);
        }
    }
}
