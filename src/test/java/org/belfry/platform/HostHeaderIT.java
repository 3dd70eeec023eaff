package org.belfry.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.belfry.testing.BelfryIT;
import org.belfry.testing.Person;
import org.belfry.testing.RawHttp;
import org.junit.jupiter.api.Test;

/** Where an answer leads is no business of whoever wrote the header Host. */
class HostHeaderIT extends BelfryIT {

    private static final String HOSTILE = "evil.example";

    private static final List<String> PATHS = List.of(
            "/console",
            "/console/",
            "/console/overview",
            "/console/overview/",
            "/console/type?code=mention",
            "/console/nothing",
            "/console/sign-in",
            "/assets",
            "/assets/js",
            "/assets/js/console",
            "/WEB-INF",
            "/META-INF",
            "/inbox",
            "/inbox/",
            "/preferences/",
            "/api",
            "/api/",
            "/api/types",
            "/openapi",
            "/openapi/",
            "/health/",
            "/jakarta.faces.resource",
            "//" + HOSTILE + "/console",
            "/" + HOSTILE,
            "http://" + HOSTILE + "/console",
            "http://" + HOSTILE + "/assets");

    private RawHttp.Answer get(String path, String... headers) {
        var lines = new ArrayList<byte[]>();
        for (var header : headers) {
            lines.add(header.getBytes(StandardCharsets.ISO_8859_1));
        }
        return RawHttp.send(
                URI.create(url.toString()), HOSTILE, ("GET " + path).getBytes(StandardCharsets.US_ASCII), lines, null);
    }

    private static void assertLeadsNowhereElse(String path, RawHttp.Answer answer) {
        assertThat(answer.headers().toString()).as(path).doesNotContain("://" + HOSTILE, "//" + HOSTILE + "/");
        var location = answer.headers().get("Location");
        if (location != null) {
            assertThat(location).as(path).matches("/(?!/).*");
        }
    }

    @Test
    void aRedirectNamesAPathOfThisHostAlone() {
        var session = Person.signIn(admin(), "admin", "test-admin-password").cookie();
        var redirects = 0;
        for (var path : PATHS) {
            for (var headers : List.of(
                    new String[] {
                        "X-Forwarded-Host: " + HOSTILE, "X-Forwarded-Proto: https", "Forwarded: host=" + HOSTILE
                    },
                    new String[] {"Cookie: " + session, "$WSSN: " + HOSTILE})) {
                var answer = get(path, headers);
                redirects += answer.headers().containsKey("Location") ? 1 : 0;
                assertLeadsNowhereElse(path, answer);
            }
        }
        assertThat(redirects).isGreaterThan(3);
        assertThat(get("/console").headers().get("Location")).startsWith("/console/sign-in?to=");
    }

    /** The tests' deployment says that people reach it by HTTPS. */
    @Test
    void behindHttpsBrowsersAreKeptThereAndTheConsolesCookieIsSecure() {
        for (var path : List.of("/", "/api/types", "/inbox", "/assets/belfry.css", "/console/sign-in", "/nothing")) {
            assertThat(get(path).headers().get("Strict-Transport-Security"))
                    .as(path)
                    .isEqualTo("max-age=31536000");
        }
        var session = Person.signIn(admin(), "admin", "test-admin-password").cookie();
        var cookie = get("/console/overview", "Cookie: " + session).cookie("belfry_console");
        assertThat(cookie.toLowerCase(Locale.ROOT)).contains("; secure", "; httponly", "; samesite=lax");
    }
}
