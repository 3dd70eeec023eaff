package org.belfry.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagsTest {

    private static final String TAG = "\"abc\"";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                " * ",
                "\"abc\"",
                "W/\"abc\"",
                "\"x\", \"abc\"",
                "\"x\",\"abc\",\"y\"",
                "\"a,b\", \"abc\"",
                " \"abc\" "
            })
    void whatTheClientHasMatches(String known) {
        assertThat(EntityTags.matches(known, TAG)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abc",
                "\"ABC\"",
                "\"abc",
                "abc\"",
                "\"x, \"abc\"",
                "'abc'",
                "\"x\" \"abc\"",
                "\"\"",
                "w/\"abc\"",
                ","
            })
    void whatIsAnotherTagOrNoneDoesNot(String known) {
        assertThat(EntityTags.matches(known, TAG)).isFalse();
    }

    @Test
    void noHeaderMatchesNothing() {
        assertThat(EntityTags.matches(null, TAG)).isFalse();
    }

    @Test
    void aTagIsQuotedAndTellsValuesApart() {
        assertThat(EntityTags.of(1, 23L, "x"))
                .matches("\"[0-9a-f]{32}\"")
                .isEqualTo(EntityTags.of(1, 23L, "x"))
                .isNotEqualTo(EntityTags.of(12, 3L, "x"))
                .isNotEqualTo(EntityTags.of(1, 23L));
    }
}
