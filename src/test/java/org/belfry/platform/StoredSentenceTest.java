package org.belfry.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredSentenceTest {

    private static final int MOST = 100;

    @Test
    void itIsKeptWithItsPatternAndItsValues() {
        var inner = Sentence.of("from %s to %s", 7, "\"eight\"");
        var kept = StoredSentence.text(Sentence.of("%s and %s", inner, Sentence.asIs("[1]")), MOST);
        var read = StoredSentence.of(kept);
        assertThat(read).hasToString("from 7 to \"eight\" and [1]");
        assertThat(read.in(pattern -> pattern.equals("from %s to %s") ? "von %s bis %s" : pattern))
                .isEqualTo("von 7 bis \"eight\" and [1]");
    }

    @Test
    void ofALongOneTheEnglishIsKept() {
        var kept = StoredSentence.text(Sentence.of("it was %s", "x".repeat(MOST)), MOST);
        assertThat(kept).hasSize(MOST).startsWith("it was xxx").endsWith("…");
        assertThat(StoredSentence.of(kept)).hasToString(kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "[not JSON", "100 %", "%s"})
    void whatIsNoneIsTakenAsItIs(String text) {
        assertThat(StoredSentence.of(text)).hasToString(text);
    }

    @Test
    void aSentenceStoredInAFormerWordingIsReadAndTranslatedInThePresentOne() {
        var stored =
                "[\"whoever scheduled it has no right to it any more: %s\",[\"%s has the role %s no more\",\"ada\",\"operator\"]]";

        assertThat(StoredSentence.of(stored))
                .hasToString("the scheduler no longer has permission: ada no longer has the role operator");
        assertThat(StoredSentence.of(stored).in(Locale.GERMAN))
                .isEqualTo("der Planende hat keine Berechtigung mehr: ada hat die Rolle operator nicht mehr");
    }

    @Test
    void eachFormerWordingLeadsToATranslatedPatternWithAsManyValues() {
        var german = ResourceBundle.getBundle(Translations.class.getName(), Locale.GERMAN);

        assertThat(FormerWordings.CURRENT).allSatisfy((former, current) -> {
            assertThat(german.containsKey(current)).as(current).isTrue();
            assertThat(german.containsKey(former)).as(former).isFalse();
            assertThat(former.split("%s", -1)).hasSameSizeAs(current.split("%s", -1));
        });
    }
}
