package org.belfry.delivery.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Properties;
import org.belfry.catalog.Priority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmailTextsTest {

    @ParameterizedTest
    @CsvSource({"en, en", "de, de", "de-CH, de", "fr, en", "und, en"})
    void theLanguageIsTheRecipientsWhereThereIsOne(String locale, String language) {
        assertThat(new EmailTexts(Locale.forLanguageTag(locale)).language()).isEqualTo(language);
    }

    @Test
    void everyLanguageHasEveryText() throws IOException {
        var english = texts("texts.properties");
        var german = texts("texts_de.properties");

        assertThat(german.stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(english.stringPropertyNames())
                .allSatisfy(key -> assertThat(german.getProperty(key)).isNotBlank());
    }

    private static Properties texts(String file) throws IOException {
        var texts = new Properties();
        try (var reader = new InputStreamReader(
                EmailTexts.class.getResourceAsStream("/org/belfry/delivery/email/" + file), StandardCharsets.UTF_8)) {
            texts.load(reader);
        }
        return texts;
    }

    /** A name is no pattern. */
    @Test
    void aNameMayHoldBracesAndQuotes() {
        assertThat(new EmailTexts(Locale.ENGLISH).get("footer", "It's {0}", "O'Neil {1}", "t"))
                .isEqualTo("It's {0} sent this e-mail to O'Neil {1} because e-mail is on for events of the type t.");
    }

    @Test
    void everyShippedCategoryAndEveryPriorityHasAWordAndOthersAreSaidAsTheyAre() throws IOException {
        var known = texts("texts.properties").stringPropertyNames();

        try (var catalogue = EmailTexts.class.getResourceAsStream("/org/belfry/catalog/catalogue.yaml")) {
            assertThat(new String(catalogue.readAllBytes(), StandardCharsets.UTF_8).lines())
                    .filteredOn(line -> line.startsWith("    category: "))
                    .hasSizeGreaterThan(30)
                    .allSatisfy(line -> assertThat(known).contains(line.strip().replace(": ", ".")));
        }
        assertThat(Priority.values()).allSatisfy(priority -> assertThat(known).contains("priority." + priority.code()));
        assertThat(new EmailTexts(Locale.GERMAN).category("tasks")).isEqualTo("Aufgaben");
        assertThat(new EmailTexts(Locale.GERMAN).category("our own")).isEqualTo("our own");
    }
}
