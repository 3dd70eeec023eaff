package org.belfry.platform;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.function.UnaryOperator;

/**
 * What is said to somebody, in English until it is known in which language it is read: a pattern, which is its own key among the
 * translations, and what is filled in. Two are equal that say the same in English.
 *
 * @param pattern in English, with {@code %s} for each value, as {@link String#format} has it; without values it is taken as it is
 * @param values texts and numbers, and sentences, which are translated too
 */
public record Sentence(String pattern, List<Object> values) {

    private static final ResourceBundle.Control NOT_THE_SERVERS =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_CLASS);

    public Sentence {
        values = Collections.unmodifiableList(Arrays.asList(values.toArray()));
    }

    /** @param pattern a constant: a test looks for its translation where this is called */
    public static Sentence of(String pattern, Object... values) {
        return new Sentence(pattern, Arrays.asList(values));
    }

    /** A text that is in its reader's language already, or in none. */
    public static Sentence asIs(String text) {
        return new Sentence("%s", Collections.singletonList(text));
    }

    /** In the language of the API. */
    public String english() {
        return in(UnaryOperator.identity());
    }

    /** In the language of a page, or in English where there is no translation. */
    public String in(Locale language) {
        var patterns = ResourceBundle.getBundle(Translations.class.getName(), language, NOT_THE_SERVERS);
        return in(pattern -> patterns.containsKey(pattern) ? patterns.getString(pattern) : pattern);
    }

    /** @param language the pattern of another language for one in English, with as many values */
    String in(UnaryOperator<String> language) {
        var said = language.apply(pattern);
        if (values.isEmpty()) {
            return said;
        }
        var texts = values.stream()
                .map(value -> value instanceof Sentence sentence ? sentence.in(language) : String.valueOf(value))
                .toArray();
        return String.format(Locale.ROOT, said, texts);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sentence sentence && sentence.english().equals(english());
    }

    @Override
    public int hashCode() {
        return english().hashCode();
    }

    @Override
    public String toString() {
        return english();
    }
}
