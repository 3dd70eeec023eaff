package org.belfry.delivery.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextsTest {

    @ParameterizedTest
    @CsvSource({"en, en", "de, de", "de-CH, de", "fr, en", "und, en"})
    void theLanguageIsTheRecipientsWhereThereIsOne(String locale, String language) {
        assertThat(new Texts(Locale.forLanguageTag(locale)).language()).isEqualTo(language);
    }

    @Test
    void everyLanguageHasEveryText() {
        var english = ResourceBundle.getBundle("org.belfry.delivery.email.texts", Locale.ROOT);
        var german = ResourceBundle.getBundle("org.belfry.delivery.email.texts", Locale.GERMAN);

        // Of its own, not from the root bundle.
        for (var key : english.keySet()) {
            assertThat(german.getString(key)).isNotBlank().isNotEqualTo(english.getString(key));
        }
    }

    /** A name is no pattern. */
    @Test
    void aNameMayHoldBracesAndQuotes() {
        assertThat(new Texts(Locale.ENGLISH).footer("It's {0}", "O'Neil {1}", "t"))
                .isEqualTo("Sent by It's {0} to O'Neil {1} because of an event of the type t.");
    }
}
