package org.belfry.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.BelfryIT;
import org.belfry.testing.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A table of mistakes, and the exact bytes of the answer to each: the same on every server. */
class ErrorsIT extends BelfryIT {

    private static final Pattern REPEATED = Pattern.compile("\\$\\{(.+?)\\*(\\d+)}");

    /**
     * An entry of {@code errors.txt}.
     *
     * @param anonymous without the admin's key
     * @param body null for none
     * @param expected status, Content-Type and Allow in a line, then the body
     */
    record Mistake(String title, boolean anonymous, String line, List<String> headers, String body, String expected) {

        @Override
        public String toString() {
            return title;
        }
    }

    static List<Mistake> mistakes() throws IOException {
        try (var file = ErrorsIT.class.getResourceAsStream("/errors.txt")) {
            var entries = new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .strip()
                    .split("\n\n");
            return List.of(entries).stream()
                    .filter(entry -> entry.startsWith("# "))
                    .map(ErrorsIT::mistake)
                    .toList();
        }
    }

    private static Mistake mistake(String entry) {
        var lines = new ArrayList<>(List.of(entry.split("\n")));
        var title = lines.remove(0).substring(2);
        var anonymous = lines.get(0).startsWith("anonymous ");
        var line = lines.remove(0).replaceFirst("^anonymous ", "");
        var headers = new ArrayList<String>();
        String body = null;
        while (!lines.get(0).startsWith("=> ")) {
            var next = lines.remove(0);
            if (next.startsWith("body:")) {
                body = next.substring(5).stripLeading();
            } else {
                headers.add(next);
            }
        }
        lines.set(0, lines.get(0).substring(3));
        return new Mistake(title, anonymous, line, headers, body, String.join("\n", lines));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsAnsweredWithTheseBytes(Mistake mistake) {
        var headers = new ArrayList<byte[]>();
        if (!mistake.anonymous()) {
            headers.add(bytes("x-api-key: " + BelfryClient.ADMIN_KEY));
        }
        mistake.headers().forEach(header -> headers.add(bytes(header)));
        var answer = RawHttp.send(
                URI.create(url.toString()),
                bytes(mistake.line()),
                headers,
                mistake.body() == null ? null : bytes(mistake.body()));
        assertThat(told(answer)).isEqualTo(mistake.expected());
    }

    @Test
    void whatIsRefusedOutsideOfTheApiCarriesTheSecurityHeadersToo() {
        for (var path : List.of("/nowhere", "/index.html?%zz")) {
            var headers = RawHttp.send(URI.create(url.toString()), bytes("GET " + path), List.of(), null)
                    .headers();
            assertThat(headers)
                    .containsEntry("X-Content-Type-Options", "nosniff")
                    .containsKey("Content-Security-Policy");
        }
    }

    private static String told(RawHttp.Answer answer) {
        var headers = answer.headers();
        var head = answer.status() + " " + headers.getOrDefault("Content-Type", "-");
        if (headers.containsKey("Allow")) {
            head += ", Allow: " + headers.get("Allow");
        }
        return (head + "\n" + answer.text()).stripTrailing();
    }

    /** The text in UTF-8, with {@code \xFF} for a byte, and <code>${a*3}</code> for what is repeated. */
    private static byte[] bytes(String text) {
        var whole = REPEATED.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(match.group(1).repeat(Integer.parseInt(match.group(2)))));
        var bytes = new ByteArrayOutputStream();
        for (var at = 0; at < whole.length(); ) {
            var escape = whole.indexOf("\\x", at);
            var end = escape < 0 ? whole.length() : escape;
            bytes.writeBytes(whole.substring(at, end).getBytes(StandardCharsets.UTF_8));
            at = end;
            if (escape >= 0) {
                bytes.write(Integer.parseInt(whole, escape + 2, escape + 4, 16));
                at = escape + 4;
            }
        }
        return bytes.toByteArray();
    }
}
