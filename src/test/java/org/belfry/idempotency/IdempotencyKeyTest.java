package org.belfry.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.belfry.platform.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class IdempotencyKeyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "abc|abc",
                "\"abc\"|abc",
                "` abc `|abc",
                "` \"abc\" `|abc",
                "a|a",
                "8e03978e-40d5-43e8-bc93-6894a57f9324|8e03978e-40d5-43e8-bc93-6894a57f9324",
                "\"8e03978e-40d5-43e8-bc93-6894a57f9324\"|8e03978e-40d5-43e8-bc93-6894a57f9324",
                "!~#$%&'()*+,-./:;<=>?@[]^_{}|!~#$%&'()*+,-./:;<=>?@[]^_{}",
                "a\\b|a\\b",
                "\"a\\\\b\"|a\\b",
                "\"a\\\"b\"|a\"b",
                "a\"b|a\"b"
            })
    void quotedAndBareMeanTheSame(String header, String key) {
        assertThat(IdempotencyKey.parse(List.of(header)).text()).isEqualTo(key);
    }

    @Test
    void theLongestHas255Characters() {
        var longest = "x".repeat(255);
        assertThat(IdempotencyKey.parse(List.of(longest)).text()).isEqualTo(longest);
        assertThat(IdempotencyKey.parse(List.of('"' + longest + '"')).text()).isEqualTo(longest);
    }

    static List<List<String>> refused() {
        return List.of(
                List.of(),
                List.of(""),
                List.of(" "),
                List.of("\"\""),
                List.of("\""),
                List.of("\"abc"),
                List.of("\"a\"b\""),
                List.of("\"a\\b\""),
                List.of("\"abc\\\""),
                List.of("\"abc\";x=1"),
                List.of("a b"),
                List.of("\"a b\""),
                List.of("a\tb"),
                List.of("a\u0000b"),
                List.of("a\u007Fb"),
                List.of("\u00e4"),
                List.of("\uD83D\uDD14"),
                List.of("x".repeat(256)),
                List.of("\"" + "x".repeat(256) + "\""),
                List.of("abc", "abc"),
                List.of("abc", "def"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void anythingElseIsRefused(List<String> headers) {
        assertThatThrownBy(() -> IdempotencyKey.parse(headers))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(400))
                .hasMessageContaining("Idempotency-Key");
    }
}
