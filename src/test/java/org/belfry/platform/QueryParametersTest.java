package org.belfry.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.belfry.platform.Problem.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParametersTest {

    @ParameterizedTest
    @NullAndEmptySource
    void whatIsAbsentIsTheDefault(String absent) {
        assertThat(QueryParameters.integer("limit", absent, 50, 1)).isEqualTo(50);
        assertThat(QueryParameters.bool("unread", absent)).isFalse();
        assertThat(QueryParameters.text("type", absent)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"1,1", "500,500", "9223372036854775807,9223372036854775807", "007,7"})
    void aWholeNumberIsRead(String value, long expected) {
        assertThat(QueryParameters.integer("limit", value, 50, 1)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1.0", "1e3", " 1", "1 ", "9223372036854775808", "0x10", "\u0000", "--1"})
    void whatIsNoWholeNumberIsRefused(String value) {
        assertThat(catchThrowableOfType(Problem.class, () -> QueryParameters.integer("limit", value, 50, 1))
                        .violations())
                .containsExactly(new Violation("limit", "must be a whole number"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "-9223372036854775808"})
    void whatIsTooSmallIsRefused(String value) {
        assertThat(catchThrowableOfType(Problem.class, () -> QueryParameters.integer("limit", value, 50, 1))
                        .violations())
                .containsExactly(new Violation("limit", "must be at least 1"));
    }

    @Test
    void trueAndFalseAreRead() {
        assertThat(QueryParameters.bool("unread", "true")).isTrue();
        assertThat(QueryParameters.bool("unread", "false")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRUE", "1", "yes", "0", " true"})
    void nothingElseIsTrueOrFalse(String value) {
        assertThat(catchThrowableOfType(Problem.class, () -> QueryParameters.bool("unread", value))
                        .violations())
                .containsExactly(new Violation("unread", "must be true or false"));
    }

    @Test
    void aTextIsGivenAsItIs() {
        assertThat(QueryParameters.text("type", " a b ")).isEqualTo(" a b ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "a\u0000", "\u0000b"})
    void aTextThatNoDatabaseHoldsIsRefused(String value) {
        assertThat(catchThrowableOfType(Problem.class, () -> QueryParameters.text("type", value))
                        .violations())
                .containsExactly(new Violation("type", "must not contain the character U+0000"));
    }
}
