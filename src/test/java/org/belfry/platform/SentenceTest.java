package org.belfry.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SentenceTest {

    private static final Map<String, String> GERMAN = Map.of(
            "must contain at most %s %s",
            "darf höchstens %s %s enthalten",
            "ids",
            "Nummern",
            "%s is in %s",
            "in %2$s ist %1$s",
            "is 100 % wrong",
            "ist zu 100 % falsch");

    private static String german(Sentence sentence) {
        return sentence.in(pattern -> GERMAN.getOrDefault(pattern, pattern));
    }

    @Test
    void theValuesAreFilledIn() {
        var sentence = Sentence.of("must be between %s and %s", 1, 2_000_000L);
        assertThat(sentence.english()).isEqualTo("must be between 1 and 2000000");
        assertThat(sentence).hasToString(sentence.english());
    }

    @Test
    void aPatternWithoutValuesIsTakenAsItIs() {
        var sentence = Sentence.of("is 100 % wrong");
        assertThat(sentence.english()).isEqualTo("is 100 % wrong");
        assertThat(german(sentence)).isEqualTo("ist zu 100 % falsch");
    }

    @Test
    void whatIsInAValueIsNoPattern() {
        assertThat(Sentence.of("is %s", "%s %d %").english()).isEqualTo("is %s %d %");
        assertThat(Sentence.asIs("50 %s").english()).isEqualTo("50 %s");
    }

    @Test
    void aSentenceInASentenceIsTranslatedToo() {
        var sentence = Sentence.of("must contain at most %s %s", 5, Sentence.of("ids"));
        assertThat(sentence.english()).isEqualTo("must contain at most 5 ids");
        assertThat(german(sentence)).isEqualTo("darf höchstens 5 Nummern enthalten");
    }

    @Test
    void anotherLanguageMayHaveTheValuesInAnotherOrder() {
        assertThat(german(Sentence.of("%s is in %s", "a", "b"))).isEqualTo("in b ist a");
    }

    @Test
    void whatHasNoTranslationIsEnglish() {
        assertThat(german(Sentence.of("is %s", 7))).isEqualTo("is 7");
    }

    @Test
    void twoThatSayTheSameAreEqual() {
        assertThat(Sentence.of("must have %s characters", 7))
                .isEqualTo(Sentence.of("must have 7 characters"))
                .hasSameHashCodeAs(Sentence.of("must have 7 characters"))
                .isNotEqualTo(Sentence.of("must have 8 characters"));
    }

    @Test
    void aProblemKeepsItsSentences() {
        var problem = Problem.invalid("ids", "must contain at most %s %s", 5, Sentence.of("ids"));
        assertThat(problem).hasMessage("ids must contain at most 5 ids");
        assertThat(german(problem.sentence())).isEqualTo("ids darf höchstens 5 Nummern enthalten");
        assertThat(german(problem.violations().get(0).sentence())).isEqualTo("darf höchstens 5 Nummern enthalten");
    }
}
