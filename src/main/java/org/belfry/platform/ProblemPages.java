package org.belfry.platform;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Function;

/**
 * Problems outside of JAX-RS, in place of the servers' own error pages (see web.xml): a small page for a browser that
 * looks for one, and what the API answers for everybody else. Folders are mapped here because Payara redirects from a folder to the same
 * with a slash, before any filter, to whatever host the request names.
 */
@WebServlet({
    ProblemPages.PATH,
    "/console",
    "/assets",
    "/assets/js",
    "/assets/js/console",
    "/assets/js/inbox",
    "/assets/js/preferences",
    "/WEB-INF/*",
    "/META-INF/*"
})
public class ProblemPages extends HttpServlet {

    static final String PATH = "/problem";

    private static final long serialVersionUID = 1L;

    /** The server has refused a request, or something of ours has failed. Asked for directly, there is nothing here. */
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var thrown = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        if (status == null) {
            write(request, response, of(404));
        } else if ((Integer) status >= 500 && thrown instanceof Throwable failure) {
            writeFailure(response, failure);
        } else if ((Integer) status == 500) {
            // The server says no more, and its own log is silent about it on Payara.
            writeFailure(response, new IllegalStateException("The server ended a request with 500 and no exception"));
        } else {
            write(request, response, of((Integer) status));
        }
    }

    private static void writeFailure(HttpServletResponse response, Throwable failure) throws IOException {
        var problem = ProblemMappers.json(failure);
        writeJson(response, problem.getInt("status"), problem.toString());
    }

    /** The problem of a status, in the words that JAX-RS's own refusals have too. */
    static Problem of(int status) {
        return Problem.of(status, ProblemMappers.sentence(status));
    }

    /** Answers with a problem, and does not wait for the request's body. */
    public static void write(HttpServletRequest request, HttpServletResponse response, Problem problem)
            throws IOException {
        write(request, response, problem, Locale.ENGLISH, Sentence::english);
    }

    /**
     * The same, with the page in another language.
     *
     * @param words says a sentence in that language
     */
    public static void write(
            HttpServletRequest request,
            HttpServletResponse response,
            Problem problem,
            Locale language,
            Function<Sentence, String> words)
            throws IOException {
        if (RequestValidationFilter.hasBody(request) && !(request instanceof BufferedBodyRequest)) {
            PendingBodies.leaveUnread(request, response);
        }
        if (problem.status() == 401) {
            response.setHeader("WWW-Authenticate", ProblemMappers.CHALLENGE);
        }
        if (problem.retryAfter() != null) {
            response.setHeader("Retry-After", problem.retryAfter().toString());
        }
        if (!RequestValidationFilter.isApi(request) && prefersHtml(request)) {
            response.setStatus(problem.status());
            response.setContentType("text/html;charset=UTF-8");
            write(response, page(request, problem, language, words));
        } else {
            writeJson(response, problem.status(), problem.toJson().toString());
        }
    }

    private static boolean prefersHtml(HttpServletRequest request) {
        var accept = request.getHeader("Accept");
        return accept != null && accept.contains("text/html");
    }

    private static String page(
            HttpServletRequest request, Problem problem, Locale language, Function<Sentence, String> words) {
        var title = words.apply(Problem.title(problem.status()));
        return """
                <!DOCTYPE html>
                <html lang="%4$s">
                <head>
                  <meta charset="utf-8">
                  <meta name="viewport" content="width=device-width, initial-scale=1">
                  <meta name="color-scheme" content="light dark">
                  <title>%1$s</title>
                </head>
                <body>
                  <main>
                    <h1>%1$s</h1>
                    <p>%2$s.</p>
                    <p><a href="%3$s/">Belfry</a></p>
                  </main>
                </body>
                </html>
                """.formatted(title, words.apply(problem.sentence()), request.getContextPath(), language.getLanguage());
    }

    private static void writeJson(HttpServletResponse response, int status, String json) throws IOException {
        response.setStatus(status);
        response.setContentType(ProblemMappers.MEDIA_TYPE);
        write(response, json);
    }

    private static void write(HttpServletResponse response, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
