package org.belfry.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Locale;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.BelfryIT;
import org.belfry.testing.StreamClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page of another origin may ask and read; the tests' servers list one. */
@Tag("derby-only")
class CorsIT extends BelfryIT {

    private static final String LISTED = "https://app.example.org";

    @ParameterizedTest
    @ValueSource(strings = {"api/notifications", "api/stream/tickets", "api/nowhere"})
    void aPreflightIsAnsweredToAListedOriginWithoutACredential(String path) {
        var answer = stranger().send(preflight(path, LISTED));

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.text()).isEmpty();
        assertThat(values(answer, "Access-Control-Allow-Origin")).containsExactly(LISTED);
        assertThat(values(answer, "Access-Control-Allow-Methods")).containsExactly("GET, HEAD, POST, PUT, DELETE");
        assertThat(values(answer, "Access-Control-Allow-Headers"))
                .singleElement()
                .asString()
                .contains(
                        "Authorization",
                        "x-api-key",
                        "Content-Type",
                        "Idempotency-Key",
                        "If-None-Match",
                        "Last-Event-ID");
        assertThat(values(answer, "Access-Control-Max-Age")).containsExactly("7200");
        assertThat(values(answer, "Vary")).contains("Origin");
        assertThat(values(answer, "Access-Control-Allow-Credentials")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example.org",
                "http://app.example.org",
                "https://app.example.org:8443",
                "https://app.example.org.evil.org",
                "https://APP.example.org",
                "null",
                "*",
            })
    void anyOtherOriginIsToldNothing(String origin) {
        var preflight = stranger().send(preflight("api/notifications", origin));
        var asked = admin().send(
                        admin().request("api/session").header("Origin", origin).GET());

        assertThat(asked.status()).isEqualTo(200);
        for (var answer : List.of(preflight, asked)) {
            assertThat(allowing(answer.response().headers())).isEmpty();
            assertThat(values(answer, "Vary")).contains("Origin");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, api/session, true, 200",
        "GET, api/session, false, 401",
        "GET, api/nowhere, true, 404",
        "PUT, api/session, true, 405",
        "POST, api/events, true, 400",
        "GET, api/notifications?recipient=%00, true, 400",
        // Refused by the gate already.
        "GET, api/notifications?a=%ff, true, 400",
    })
    void everyAnswerCanBeReadByAListedOrigin(String method, String path, boolean known, int status) {
        var client = known ? admin() : stranger();
        var answer = client.send(client.request(path).header("Origin", LISTED).method(method, BodyPublishers.noBody()));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(values(answer, "Access-Control-Allow-Origin")).containsExactly(LISTED);
        assertThat(values(answer, "Access-Control-Expose-Headers"))
                .singleElement()
                .asString()
                .contains("ETag", "Retry-After", "RateLimit", "RateLimit-Policy");
        assertThat(values(answer, "Vary")).contains("Origin");
        assertThat(values(answer, "Access-Control-Allow-Credentials")).isEmpty();
    }

    @Test
    void aTicketOpensTheStreamFromTheOriginWhosePageAskedForIt() {
        var ada = unique("ada");
        var ticket = admin().send(admin().request("api/stream/tickets?recipient=" + ada)
                        .header("Origin", LISTED)
                        .POST(BodyPublishers.noBody()))
                .expect(201)
                .getString("ticket");

        try (var stream = StreamClient.open(admin().base(), "ticket=" + ticket, "Origin", LISTED)) {
            stream.await("hello");
        }
    }

    @Test
    void theCookieOpensNothingToAListedOrigin() {
        var cookie = admin().signIn().cookie();

        assertThat(StreamClient.refusal(admin().base(), "", "Cookie", cookie, "Origin", LISTED))
                .isEqualTo(401);
    }

    @Test
    void theBellsFilesAreForEveryOriginAndTheRestOfThePageIsNot() {
        var file = stranger().get("assets/js/api.js");
        var page = stranger().get("index.html");

        assertThat(file.status()).isEqualTo(200);
        assertThat(values(file, "Access-Control-Allow-Origin")).containsExactly("*");
        assertThat(values(file, "Cross-Origin-Resource-Policy")).containsExactly("cross-origin");
        assertThat(page.status()).isEqualTo(200);
        assertThat(allowing(page.response().headers())).isEmpty();
    }

    private BelfryClient stranger() {
        return admin().withKey(null);
    }

    private HttpRequest.Builder preflight(String path, String origin) {
        return admin().request(path)
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,content-type")
                .method("OPTIONS", BodyPublishers.noBody());
    }

    private static List<String> values(BelfryClient.Answer answer, String header) {
        return answer.response().headers().allValues(header);
    }

    private static List<String> allowing(HttpHeaders headers) {
        return headers.map().keySet().stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control-"))
                .toList();
    }
}
