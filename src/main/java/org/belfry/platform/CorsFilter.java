package org.belfry.platform;

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
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Lets pages of other origins read what the API answers them, refusals too: those that {@link CorsOrigins} lists, and with
 * a credential in a header. Cookies are for our own pages, so nothing here ever allows credentials. The bell's files are
 * anybody's. Declared in web.xml, before {@link RequestValidationFilter}, whose refusals a page is to read as well.
 */
public class CorsFilter implements Filter {

    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";

    /** What our requests may be; the values are those of the Fetch standard. */
    private static final Map<String, String> PREFLIGHT = Map.of(
            "Access-Control-Allow-Methods",
            "GET, HEAD, POST, PUT, DELETE",
            "Access-Control-Allow-Headers",
            "Authorization, x-api-key, Content-Type, Accept, Idempotency-Key, If-None-Match, Last-Event-ID",
            // Seconds; no browser remembers it for much longer.
            "Access-Control-Max-Age",
            "7200");

    private static final Map<String, String> ANSWER = Map.of(
            "Access-Control-Expose-Headers",
            "ETag, RateLimit, RateLimit-Policy, Retry-After, WWW-Authenticate, Allow, Accept-Post");

    private static final Map<String, String> FILE =
            Map.of(ALLOW_ORIGIN, "*", "Cross-Origin-Resource-Policy", "cross-origin");

    /** Request attribute: what was said in the first place, for the page of an error. */
    private static final String SAID = CorsFilter.class.getName();

    @Inject
    private CorsOrigins origins;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest asked && response instanceof HttpServletResponse answer) {
            var headers = asked.getDispatcherType() == DispatcherType.ERROR ? said(asked) : headers(asked);
            asked.setAttribute(SAID, headers);
            headers.forEach(answer::setHeader);
            if (isPreflight(asked) && headers.containsKey(ALLOW_ORIGIN)) {
                answer.setStatus(204);
                return;
            }
        }
        chain.doFilter(request, response);
    }

    private Map<String, String> headers(HttpServletRequest request) {
        if (!RequestValidationFilter.isApi(request)) {
            return isOfTheBell(path(request)) ? FILE : Map.of();
        }
        var headers = new LinkedHashMap<String, String>();
        headers.put("Vary", "Origin");
        var origin = request.getHeader("Origin");
        if (origins.isListed(origin)) {
            headers.put(ALLOW_ORIGIN, origin);
            headers.putAll(isPreflight(request) ? PREFLIGHT : ANSWER);
        }
        return headers;
    }

    /** What a server may have thrown away before it looked for the page of an error. */
    @SuppressWarnings("unchecked")
    private static Map<String, String> said(HttpServletRequest request) {
        return request.getAttribute(SAID) instanceof Map<?, ?> said ? (Map<String, String>) said : Map.of();
    }

    private static boolean isPreflight(HttpServletRequest request) {
        return request.getMethod().equals("OPTIONS")
                && RequestValidationFilter.isApi(request)
                && request.getHeader("Access-Control-Request-Method") != null;
    }

    /** The servers do not agree on which part of it a file's servlet is. */
    private static String path(HttpServletRequest request) {
        return request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
    }

    /** The bell's module, and what it loads. */
    private static boolean isOfTheBell(String path) {
        return path.equals("/belfry-bell.js") || path.startsWith("/assets/");
    }
}
