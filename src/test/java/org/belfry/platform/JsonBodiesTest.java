package org.belfry.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodiesTest {

    private static final int MAX = 64;

    private static void assertBadRequest(String text) {
        assertThat(catchThrowable(() -> JsonBodies.parse(text)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(400));
    }

    private static JsonBodies bodies() throws ReflectiveOperationException {
        var bodies = new JsonBodies();
        var limit = JsonBodies.class.getDeclaredField("maxBytes");
        limit.setAccessible(true);
        limit.setInt(bodies, MAX);
        return bodies;
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anObjectIsReadWhole() {
        assertThat(JsonBodies.parse(" {\"a\":[1,{\"b\":null}],\"é\":\"\uD83D\uDD14\"}\n"))
                .hasToString("{\"a\":[1,{\"b\":null}],\"é\":\"\uD83D\uDD14\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[{}]", "1", "\"x\"", "true", "null"})
    void whatIsNoObjectIsRefused(String text) {
        assertThat(catchThrowableOfType(Problem.class, () -> JsonBodies.parse(text)))
                .hasMessage("The body must be a JSON object");
        assertBadRequest(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "}",
                "{]",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":NaN}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12\"}",
                "{\"a\":\"line\nbreak\"}",
                "{\"a\":tru}",
                "// c\n{}",
                "\uFEFF{}",
            })
    void whatIsMalformedIsRefused(String text) {
        assertBadRequest(text);
    }

    @Test
    void theProblemSaysWhereTheTextIsMalformed() {
        assertThat(catchThrowableOfType(Problem.class, () -> JsonBodies.parse("{\n  \"a\": x}")))
                .hasMessageMatching("The body is not well-formed JSON \\(line 2, column \\d+\\)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "[{\"a\":"})
    void aNestingBombIsABadRequestAndNoOverflow(String bracket) {
        assertBadRequest(bracket.repeat(100_000));
        assertBadRequest("{\"a\":" + bracket.repeat(100_000));
    }

    @Test
    void aNestingBombThatIsClosedAgainIsABadRequestToo() {
        assertBadRequest("{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}");
    }

    @Test
    void aNumberBeyondAllMeasureDoesNotHoldTheParserUp() {
        var number = catchThrowable(() -> {
            var json = JsonBodies.parse("{\"a\":" + "9".repeat(100_000) + "}");
            new JsonInput(json).integer("a", 0, 1);
        });

        assertThat(number).isInstanceOf(Problem.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "-1e400", "1e999999999", "1e-999999999"})
    void aNumberOfAnyMagnitudeIsNoInteger(String number) {
        var problem = catchThrowableOfType(Problem.class, () -> {
            var input = new JsonInput(JsonBodies.parse("{\"a\":" + number + "}"));
            input.integer("a", 0, 1);
            input.check();
        });

        assertThat(problem.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\n\t "})
    void anEmptyBodyIsRefused(String text) throws Exception {
        var bodies = bodies();

        assertThat(catchThrowableOfType(Problem.class, () -> bodies.read(text == null ? null : stream(text))))
                .hasMessage("The body is empty; a JSON object is required");
    }

    @Test
    void aBodyMayBeAsLargeAsItSays() throws Exception {
        var overhead = "{\"a\":\"\"}".length();
        var bodies = bodies();

        assertThat(bodies.read(stream("{\"a\":\"" + "x".repeat(MAX - overhead) + "\"}"))
                        .text("a", MAX))
                .hasSize(MAX - overhead);
        var larger = catchThrowableOfType(
                Problem.class, () -> bodies.read(stream("{\"a\":\"" + "x".repeat(MAX - overhead + 1) + "\"}")));
        assertThat(larger.status()).isEqualTo(413);
    }

    @Test
    void theLimitCountsBytesAndNotCharacters() throws Exception {
        var bodies = bodies();

        var problem = catchThrowableOfType(
                Problem.class, () -> bodies.read(stream("{\"a\":\"" + "é".repeat(MAX / 2) + "\"}")));

        assertThat(problem.status()).isEqualTo(413);
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() throws Exception {
        var bodies = bodies();
        var latin = "{\"a\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(catchThrowableOfType(Problem.class, () -> bodies.read(new ByteArrayInputStream(latin))))
                .hasMessage("The body is not valid UTF-8");
    }

    @Test
    void aBodyThatBreaksOffIsABadRequest() throws Exception {
        var bodies = bodies();
        var broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("Connection reset");
            }
        };

        assertThat(catchThrowableOfType(Problem.class, () -> bodies.read(broken))
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1} x", "{\"a\":1}{}", "{\"a\":1}}", "{\"a\":1},", "{}[", "{} null"})
    void whatFollowsTheObjectIsRefused(String text) {
        assertThatExceptionOfType(Problem.class).isThrownBy(() -> JsonBodies.parse(text));
    }
}
