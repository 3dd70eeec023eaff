package org.belfry.testing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That what is not documented really fails a test. */
class ContractTest {

    private static final Contract CONTRACT = Contract.of(OpenApiDocument.written());
    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";
    private static final String REFUSAL =
            "{\"type\":\"about:blank\",\"title\":\"t\",\"status\":%d,\"detail\":\"d\",\"error\":\"d\"}";

    @Test
    void whatIsDocumentedPasses() {
        assertThatCode(() -> check(
                        "GET", "api/notifications/unread-count", "", 200, JSON, "{\"unreadCount\":1,\"modseq\":2}"))
                .doesNotThrowAnyException();
        assertThatCode(() -> check(
                        "PUT",
                        "api/notifications",
                        "{\"ids\":[1],\"else\":1}",
                        200,
                        JSON,
                        "{\"success\":true,\"markedAsRead\":1}"))
                .doesNotThrowAnyException();
        assertThatCode(() -> check("PUT", "api/notifications", "{\"ids\":7}", 400, PROBLEM, REFUSAL.formatted(400)))
                .doesNotThrowAnyException();
        assertThatCode(() -> check("GET", "api/nowhere", "", 404, PROBLEM, REFUSAL.formatted(404)))
                .doesNotThrowAnyException();
        assertThatCode(() -> check("PUT", "api/types", "", 405, PROBLEM, REFUSAL.formatted(405)))
                .doesNotThrowAnyException();
        assertThatCode(() -> check("GET", "index.html", "", 200, "text/html", "<html>"))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "an undocumented member | 200 | application/json | {\"unreadCount\":1,\"modseq\":2,\"more\":3}",
                "a missing member       | 200 | application/json | {\"unreadCount\":1}",
                "a wrong type           | 200 | application/json | {\"unreadCount\":\"1\",\"modseq\":2}",
                "a null                 | 200 | application/json | {\"unreadCount\":1,\"modseq\":null}",
                "a number out of range  | 200 | application/json | {\"unreadCount\":-1,\"modseq\":2}",
                "an undocumented status | 202 | application/json | {\"unreadCount\":1,\"modseq\":2}",
                "another media type     | 200 | text/plain       | {\"unreadCount\":1,\"modseq\":2}",
                "an error in HTML       | 404 | text/html        | <html>",
                "an error without error | 404 | application/problem+json | {\"type\":\"a\",\"title\":\"t\",\"status\":404,\"detail\":\"d\"}",
                "another status         | 404 | application/problem+json | {\"type\":\"a\",\"title\":\"t\",\"status\":400,\"detail\":\"d\",\"error\":\"d\"}",
                "no body                | 200 | application/json | ``"
            })
    void whatIsNotDocumentedFails(String what, int status, String type, String body) {
        assertThatThrownBy(() -> check("GET", "api/notifications/unread-count", "", status, type, body))
                .as(what)
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void anAcceptedRequestMustBeADocumentedOne() {
        var marked = "{\"success\":true,\"markedAsRead\":1}";
        for (var body : List.of("{\"ids\":7}", "{\"ids\":[0]}", "{\"recipient\":\"" + "x".repeat(201) + "\"}", "")) {
            assertThatThrownBy(() -> check("PUT", "api/notifications", body, 200, JSON, marked))
                    .as(body)
                    .isInstanceOf(AssertionError.class);
        }
        assertThatThrownBy(() -> check("POST", "api/notifications/read-all?unheard=of", "", 200, JSON, marked))
                .isInstanceOf(AssertionError.class);
    }

    /** Of all the media types that a path takes, the nearest counts. */
    @Test
    void anAcceptedEventMustBeADocumentedOneOrABatch() {
        var receipt = "{\"id\":1,\"duplicate\":false,\"outcomes\":[]}";
        for (var body : List.of("{\"type\":\"mention\",\"recipients\":[\"ada\"]}", "[{\"type\":\"mention\"}]")) {
            assertThatCode(() -> check("POST", "api/events", body, 201, JSON, receipt))
                    .as(body)
                    .doesNotThrowAnyException();
        }
        for (var body : List.of("{}", "{\"type\":7}", "[]", "[7]", "7")) {
            assertThatThrownBy(() -> check("POST", "api/events", body, 201, JSON, receipt))
                    .as(body)
                    .isInstanceOf(AssertionError.class);
        }
    }

    @Test
    void unknownPathsAndMethodsMustBeRefused() {
        assertThatThrownBy(() -> check("GET", "api/nowhere", "", 200, JSON, "{}"))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> check("PUT", "api/types", "", 404, PROBLEM, REFUSAL.formatted(404)))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> check("GET", "api/nowhere", "", 404, "text/html", "<html>"))
                .isInstanceOf(AssertionError.class);
    }

    private static void check(String method, String path, String request, int status, String type, String body) {
        CONTRACT.check(new Contract.Exchange(
                method,
                URI.create("http://localhost/" + path),
                headers(Map.of("x-api-key", List.of("k"), "Content-Type", List.of(JSON))),
                request,
                status,
                headers(Map.of("Content-Type", List.of(type))),
                body));
    }

    private static HttpHeaders headers(Map<String, List<String>> headers) {
        return HttpHeaders.of(headers, (name, value) -> true);
    }
}
