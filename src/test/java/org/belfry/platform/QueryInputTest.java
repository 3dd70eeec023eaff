package org.belfry.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.belfry.platform.Problem.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryInputTest {

    @ParameterizedTest
    @NullAndEmptySource
    void whatIsAbsentIsTheDefault(String absent) {
        assertThat(QueryInput.integer("limit", absent, 50, 1)).isEqualTo(50);
        assertThat(QueryInput.bool("unread", absent)).isFalse();
        assertThat(QueryInput.text("type", absent)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"1,1", "500,500", "9223372036854775807,9223372036854775807", "007,7"})
    void aWholeNumberIsRead(String value, long expected) {
        assertThat(QueryInput.integer("limit", value, 50, 1)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1.0", "1e3", " 1", "1 ", "9223372036854775808", "0x10", "\u0000", "--1"})
    void whatIsNoWholeNumberIsRefused(String value) {
        assertThat(catchThrowableOfType(Problem.class, () -> QueryInput.integer("limit", value, 50, 1))
                        .violations())
                .containsExactly(new Violation("limit", "must be a whole number"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "-9223372036854775808"})
    void whatIsTooSmallIsRefused(String value) {
        assertThat(catchThrowableOfType(Problem.class, () -> QueryInput.integer("limit", value, 50, 1))
                        .violations())
                .containsExactly(new Violation("limit", "must be at least 1"));
    }

    @Test
    void trueAndFalseAreRead() {
        assertThat(QueryInput.bool("unread", "true")).isTrue();
        assertThat(QueryInput.bool("unread", "false")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRUE", "1", "yes", "0", " true"})
    void nothingElseIsTrueOrFalse(String value) {
        assertThat(catchThrowableOfType(Problem.class, () -> QueryInput.bool("unread", value))
                        .violations())
                .containsExactly(new Violation("unread", "must be true or false"));
    }

    @Test
    void aTextIsGivenAsItIs() {
        assertThat(QueryInput.text("type", " a b ")).isEqualTo(" a b ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "a\u0000", "\u0000b"})
    void aTextThatNoDatabaseHoldsIsRefused(String value) {
        assertThat(catchThrowableOfType(Problem.class, () -> QueryInput.text("type", value))
                        .violations())
                .containsExactly(new Violation("type", "must not hold the character U+0000"));
    }
}
