package org.belfry.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptedLanguagesTest {

    private static AcceptedLanguages parse(String header) {
        return AcceptedLanguages.parse(List.of(header));
    }

    @Test
    void theBestComesFirst() {
        var languages = parse("en;q=0.5, de-AT, fr ; q=0.75");

        assertThat(languages.locales()).containsExactly(Locale.forLanguageTag("de-AT"), Locale.FRENCH, Locale.ENGLISH);
        assertThat(languages.header()).isEqualTo("de-AT, fr;q=0.750, en;q=0.500");
    }

    @Test
    void whatIsMalformedOrRefusedIsPassedOver() {
        assertThat(parse("!!, en;q=a, fr;q=0, *, de").header()).isEqualTo("de");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!!", ";;;;", "-", "en;q=1e999999999", "en;q=9999999999", "*", "en-toolongforasubtag"})
    void anUnreadableHeaderIsNone(String header) {
        assertThat(parse(header).locales()).isEmpty();
        assertThat(parse(header).header()).isNull();
    }

    @Test
    void aLongHeaderIsNoneAndManyRangesAreCut() {
        assertThat(parse("a".repeat(20_000)).header()).isNull();
        assertThat(parse("de,".repeat(5_000)).header()).isNull();
        assertThat(parse("de,".repeat(300)).locales()).hasSize(20);
    }
}
