package org.belfry.platform;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * What browsers must know of every answer: run nothing but our own files, guess no types, be framed by nobody else, and
 * ask again for what the API said. Declared in web.xml, before all other filters.
 */
public class SecurityHeadersFilter implements Filter {

    private static final String POLICY =
            "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'self'; form-action 'self'";

    /**
     * Of the console's pages: PrimeFaces sets styles by attributes, and adds a policy of its own by which no script that stands in the page
     * runs without the nonce of that answer. A browser holds a page to both.
     */
    private static final String POLICY_OF_CONSOLE =
            POLICY + "; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:";

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (response instanceof HttpServletResponse http) {
            var isConsole = request instanceof HttpServletRequest page && RequestValidationFilter.isConsole(page);
            http.setHeader("Content-Security-Policy", isConsole ? POLICY_OF_CONSOLE : POLICY);
            http.setHeader("X-Content-Type-Options", "nosniff");
            http.setHeader("Referrer-Policy", "same-origin");
            if (request instanceof HttpServletRequest asked && RequestValidationFilter.isApi(asked)) {
                http.setHeader("Cache-Control", "private, no-cache");
            }
        }
        chain.doFilter(request, response);
    }
}
