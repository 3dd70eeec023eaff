package org.belfry.platform;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The pages whose address has no {@code .html} at its end. They lie where no address leads to by itself, and are written from here:
 * what a server does with a forward to a file there is its own affair. {@link RequestValidationFilter} lets only GET and HEAD come so far.
 */
@WebServlet({"/inbox", "/preferences"})
public class PageServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** A page as it is sent, with the tag by which a browser asks whether it has changed. */
    private record Page(byte[] bytes, String tag) {}

    private static final Map<String, Page> PAGES = new ConcurrentHashMap<>();

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var page = page(request.getServletPath());
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("ETag", page.tag());
        if (EntityTags.matches(request.getHeader("If-None-Match"), page.tag())) {
            response.setStatus(304);
            return;
        }
        response.setContentType("text/html;charset=UTF-8");
        response.setContentLength(page.bytes().length);
        response.getOutputStream().write(page.bytes());
    }

    private Page page(String path) throws IOException {
        var known = PAGES.get(path);
        if (known != null) {
            return known;
        }
        try (var file = getServletContext().getResourceAsStream("/WEB-INF/pages" + path + ".html")) {
            var bytes = file.readAllBytes();
            var page = new Page(bytes, EntityTags.of(new String(bytes, StandardCharsets.UTF_8)));
            PAGES.put(path, page);
            return page;
        }
    }
}
