package org.belfry.testing;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.JsonValidationReportFormat;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.report.ValidationReport.Level;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the OpenAPI document promises. Nothing may be answered that it does not describe: no path, status, media type,
 * member or type. A request is held against it where the server took it; what the server refuses is meant to be wrong.
 *
 * <p>The document describes paths that exist, with the methods that they take. All others are refused, in the one way
 * that is checked here: 404 or 405, or 401, 403 or 429 before anybody has looked whether there is such a path. What no server
 * takes for the path of a URL it refuses itself by a 400, and Belfry never sees it.
 */
public final class Contract {

    /** One request and its answer; the bodies are empty where there are none. */
    public record Exchange(
            String method,
            URI uri,
            HttpHeaders requestHeaders,
            String requestBody,
            int status,
            HttpHeaders headers,
            String body) {

        @Override
        public String toString() {
            return method + " " + uri + " " + shortened(requestBody) + " -> " + status + " " + shortened(body);
        }

        private static String shortened(String text) {
            return text.length() <= 2000 ? text : text.substring(0, 2000) + "… (" + text.length() + ")";
        }
    }

    private static final String NO_SUCH_PATH = "validation.request.path.missing";
    private static final String NO_SUCH_METHOD = "validation.request.operation.notAllowed";

    /** What every path takes, as HTTP has it. */
    private static final Set<String> OF_HTTP = Set.of("HEAD", "OPTIONS");

    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "DELETE", "PATCH");

    private static final Pattern NO_URL = Pattern.compile("(?i)%(?:[01][0-9a-f]|2e|2f|5c)");

    private static volatile Contract served;

    private final OpenApiInteractionValidator validator;

    private Contract(OpenApiDocument document) {
        validator = OpenApiInteractionValidator.createForInlineApiSpecification(
                        document.withFurtherMembers("NewEvent", "SourceReport").json())
                .withLevelResolver(LevelResolver.create()
                        // Servers ignore members that they do not know; what they answer has none.
                        .withLevel("validation.request.body.schema.additionalProperties", Level.IGNORE)
                        // Which of the documented media types one prefers is no part of the document.
                        .withLevel("validation.request.accept", Level.IGNORE)
                        .withLevel("validation.request.parameter.query.unexpected", Level.ERROR)
                        .build())
                .build();
    }

    public static Contract of(OpenApiDocument document) {
        return new Contract(document);
    }

    /** The contract of the server under test, which is asked for it once; all servers of a run are of one build. */
    public static Contract servedBy(URI base) {
        var contract = served;
        if (contract == null) {
            synchronized (Contract.class) {
                contract = served;
                if (contract == null) {
                    contract = of(OpenApiDocument.servedBy(base));
                    served = contract;
                }
            }
        }
        return contract;
    }

    /** @throws AssertionError that says what was not as documented */
    public void check(Exchange exchange) {
        var path = exchange.uri().getRawPath();
        if (!path.startsWith("/api/")) {
            return;
        }
        if (exchange.status() == 400 && !isProblem(exchange) && isNoUrl(path) || OF_HTTP.contains(exchange.method())) {
            return;
        }
        if (!METHODS.contains(exchange.method())) {
            checkRefusal(exchange, Set.of(401, 403, 405, 429));
            return;
        }
        var method = Request.Method.valueOf(exchange.method());
        var report = validator.validateResponse(path, method, response(exchange));
        if (has(report, NO_SUCH_PATH)) {
            checkRefusal(exchange, Set.of(401, 403, 404, 429));
            return;
        }
        if (has(report, NO_SUCH_METHOD)) {
            checkRefusal(exchange, Set.of(401, 403, 405, 429));
            return;
        }
        if (exchange.status() < 400) {
            report = report.merge(validator.validateRequest(request(exchange, method)));
        }
        if (report.hasErrors()) {
            throw new AssertionError("Not as documented: " + exchange + "\n"
                    + JsonValidationReportFormat.getInstance().apply(report));
        }
        // What people follow a link to answers with a page, where the document says so.
        if (exchange.status() >= 400 && !isPage(exchange)) {
            checkProblem(exchange);
        }
    }

    private static boolean isPage(Exchange exchange) {
        return exchange.headers().firstValue("Content-Type").orElse("").startsWith("text/html");
    }

    /** Encoded control characters, separators and dots, and what is not UTF-8. */
    private static boolean isNoUrl(String path) {
        return NO_URL.matcher(path).find() || decoded(path).indexOf('\ufffd') >= 0;
    }

    private static void checkRefusal(Exchange exchange, Set<Integer> statuses) {
        if (!statuses.contains(exchange.status())) {
            throw new AssertionError(
                    "The document does not know it, so it must be refused by one of " + statuses + ": " + exchange);
        }
        checkProblem(exchange);
    }

    private static boolean isProblem(Exchange exchange) {
        return exchange.headers().firstValue("Content-Type").orElse("").startsWith("application/problem+json");
    }

    private static void checkProblem(Exchange exchange) {
        if (!isProblem(exchange)) {
            throw new AssertionError("A refusal must be a problem, and this is "
                    + exchange.headers().firstValue("Content-Type").orElse("nothing known") + ": " + exchange);
        }
        var problem = object(exchange);
        if (problem.getInt("status", 0) != exchange.status()
                || problem.getString("error", "").isBlank()
                || !problem.getString("detail", "").equals(problem.getString("error"))) {
            throw new AssertionError("A problem must say its status, and a sentence in detail and error: " + exchange);
        }
    }

    private static JsonObject object(Exchange exchange) {
        try (var reader = Json.createReader(new StringReader(exchange.body()))) {
            return reader.readObject();
        } catch (JsonException e) {
            throw new AssertionError("No JSON object: " + exchange, e);
        }
    }

    private static boolean has(ValidationReport report, String key) {
        return report.getMessages().stream()
                .anyMatch(message -> message.getKey().equals(key));
    }

    private static SimpleResponse response(Exchange exchange) {
        var response = new SimpleResponse.Builder(exchange.status());
        exchange.headers().map().forEach(response::withHeader);
        return (exchange.body().isEmpty() ? response : response.withBody(exchange.body())).build();
    }

    private static SimpleRequest request(Exchange exchange, Request.Method method) {
        var request = new SimpleRequest.Builder(method, exchange.uri().getRawPath(), true);
        exchange.requestHeaders().map().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("Content-Type")) {
                request.withHeader(name, values);
            } else if (isBinaryCloudEvent(exchange.requestHeaders())) {
                // Its body is data, and no event itself.
                request.withContentType("application/octet-stream");
            } else if (!exchange.requestBody().isEmpty()) {
                // JSON is UTF-8 whatever a parameter says (RFC 8259, 11); the validator would decode it by that.
                request.withContentType(values.get(0).replaceFirst("\\s*;.*", ""));
            }
        });
        var query = exchange.uri().getRawQuery();
        if (query != null) {
            var parameters = new LinkedHashMap<String, String>();
            for (var pair : query.split("&")) {
                var cut = pair.indexOf('=');
                // The first counts, and an empty one counts as absent.
                parameters.putIfAbsent(
                        decoded(cut < 0 ? pair : pair.substring(0, cut)),
                        cut < 0 ? "" : decoded(pair.substring(cut + 1)));
            }
            parameters.values().removeIf(String::isEmpty);
            parameters.forEach(request::withQueryParam);
        }
        return (exchange.requestBody().isEmpty() ? request : request.withBody(exchange.requestBody())).build();
    }

    private static boolean isBinaryCloudEvent(HttpHeaders headers) {
        return headers.firstValue("ce-specversion").isPresent()
                && !headers.firstValue("Content-Type")
                        .orElse("")
                        .toLowerCase(Locale.ROOT)
                        .startsWith("application/cloudevents");
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
