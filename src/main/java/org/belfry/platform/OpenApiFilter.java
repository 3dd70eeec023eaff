package org.belfry.platform;

import jakarta.json.Json;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Serves the document itself where the server's MicroProfile OpenAPI runs within our context, as Payara's does: that one
 * adds a member {@code endpoints}, which no version of OpenAPI knows, and has another document in the first seconds. Open
 * Liberty answers before the application is asked.
 */
@WebFilter(urlPatterns = "/openapi", asyncSupported = true)
public class OpenApiFilter implements Filter {

    /** Written once: as it stands in the file, and the same as JSON. */
    private static final class Document {

        private static final byte[] YAML = yaml();
        private static final byte[] JSON = json(YAML);

        private static byte[] yaml() {
            try (var file = OpenApiFilter.class.getResourceAsStream("/META-INF/openapi.yaml")) {
                return file.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** YAML 1.2 with its JSON schema: {@code no} is a word and no boolean. */
    @SuppressWarnings("unchecked")
    static byte[] json(byte[] yaml) {
        var loader = new Load(LoadSettings.builder().build());
        var document = (Map<String, Object>) loader.loadFromString(new String(yaml, StandardCharsets.UTF_8));
        return Json.createObjectBuilder(document).build().toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest asked
                && response instanceof HttpServletResponse answer
                && asked.getMethod().equals("GET")) {
            var body = isJson(asked) ? Document.JSON : Document.YAML;
            answer.setContentType((isJson(asked) ? "application/json" : "text/plain") + ";charset=UTF-8");
            answer.setContentLength(body.length);
            answer.getOutputStream().write(body);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** YAML unless asked otherwise, as MicroProfile OpenAPI has it. */
    private static boolean isJson(HttpServletRequest asked) {
        var format = asked.getParameter("format");
        if (format != null) {
            return format.equalsIgnoreCase("json");
        }
        var accept = asked.getHeader("Accept");
        return accept != null && accept.contains("application/json");
    }
}
