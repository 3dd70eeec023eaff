package org.belfry.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CloudEvents 1.0.2: HTTP Protocol Binding, 3.1.3.2, and the String of the type system. */
class CloudEventStringsTest {

    static Stream<Arguments> headers() {
        return Stream.of(
                Arguments.of("plain", "plain"),
                Arguments.of("", ""),
                Arguments.of("  around  ", "around"),
                Arguments.of("a b", "a b"),
                Arguments.of("Euro%20%E2%82%AC%20%F0%9F%98%80", "Euro € \uD83D\uDE00"),
                Arguments.of("%e2%82%ac", "€"),
                Arguments.of("%41%42", "AB"),
                Arguments.of("%2541", "%41"),
                Arguments.of("100%25", "100%"),
                Arguments.of("\"quoted\"", "quoted"),
                Arguments.of("\" a b \"", " a b "),
                Arguments.of("\"say \\\"hi\\\"\"", "say \"hi\""),
                Arguments.of("\"back\\\\slash\"", "back\\slash"),
                Arguments.of("\"\\a\\%41\"", "aA"),
                Arguments.of("\"%22\"", "\""),
                Arguments.of("%22not%20quoted%22", "\"not quoted\""),
                Arguments.of("C:\\temp", "C:\\temp"),
                Arguments.of("a\"b c\"d", "ab cd"),
                Arguments.of("\"\"", ""),
                Arguments.of("a+b", "a+b"),
                Arguments.of("(no comment)", "(no comment)"));
    }

    @ParameterizedTest
    @MethodSource("headers")
    void aHeaderIsUnescapedAndThenPercentDecodedOnce(String header, String value) throws Exception {
        assertThat(CloudEventStrings.decode(header)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "%C0%A0, valid UTF-8",
        "%E2%82, valid UTF-8",
        "%FF, valid UTF-8",
        "%ED%A0%80, valid UTF-8",
        "%, two hexadecimal digits",
        "%4, two hexadecimal digits",
        "a%zz, two hexadecimal digits",
        "%-1, two hexadecimal digits",
        "50% off, two hexadecimal digits",
        "'\"open', unclosed double quote",
        "'\"open\\\"', unclosed double quote",
        "€, US-ASCII",
        "\u00A0x, US-ASCII",
    })
    void whatCannotBeDecodedIsRefused(String header, String why) {
        assertThatThrownBy(() -> CloudEventStrings.decode(header))
                .isInstanceOf(CloudEventStrings.Undecodable.class)
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "é€", "\uD83D\uDE00", "\u00A0", "\uFFFD"})
    void mostOfUnicodeMayBeInAString(String text) {
        assertThat(CloudEventStrings.wrong(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000",
                "a\tb",
                "\n",
                "\u001F",
                "\u007F",
                "\u0085",
                "\u009F",
                "\uD83D",
                "\uDE00x",
                "\uFDD0",
                "\uFFFE",
                "\uFFFF",
                "\uD83F\uDFFE"
            })
    void controlCharactersSurrogatesAndNoncharactersMayNot(String text) {
        assertThat(CloudEventStrings.wrong(text)).isNotNull();
    }
}
