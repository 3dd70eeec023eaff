package org.belfry.catalog;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.belfry.platform.Characters;

/** What a type says where an event does not say it itself: templates for title and message, in each language there is. */
public final class TypeTemplates {

    /** Most characters (UTF-16 units) of a title. */
    public static final int MAX_TITLE = 1000;

    /** Most characters (UTF-16 units) of a message. */
    public static final int MAX_MESSAGE = 20_000;

    /** For whoever reads none of the languages that there are. */
    private static final String FALLBACK = "en";

    /** The names in templates that are no members of {@code data}, and what names with a dot begin with. */
    private static final Set<String> NO_DATA = Stream.concat(
                    Rendering.RESERVED.stream(), Stream.of("", "this", "-first", "-last", "-index"))
            .collect(Collectors.toUnmodifiableSet());

    /**
     * For whom a text is made: equal ones get the same text.
     *
     * @param language BCP 47 tag of the language it is written in
     * @param timeZone IANA name; empty where the text has no times in it
     */
    public record Variant(String language, String timeZone) {}

    /**
     * A text.
     *
     * @param title at most 1,000 characters
     * @param message at most 20,000 characters, or null for none
     */
    public record Text(String title, String message) {}

    /** The templates of one language. */
    record Templates(MessageTemplate title, MessageTemplate message) {

        boolean useTimes() {
            return title.usesTimes() || message.usesTimes();
        }
    }

    private final String code;
    private final Map<String, Templates> languages;

    /** A wording that is always this title alone, whatever is in it: what an ad-hoc type says is its code. */
    public TypeTemplates(String title) {
        this(title, Map.of());
    }

    /**
     * @param code of the type; the title where a template leaves it blank
     * @param languages by language, without region or script
     */
    TypeTemplates(String code, Map<String, Templates> languages) {
        this.code = code;
        this.languages = new LinkedHashMap<>(languages);
    }

    /** Which text somebody of that locale and time zone gets. */
    public Variant variant(Locale locale, ZoneId zone) {
        var language = language(locale);
        var templates = languages.get(language);
        return new Variant(language, templates != null && templates.useTimes() ? zone.getId() : "");
    }

    /** Writes a text; it is plain text, with nothing escaped. */
    public Text write(Map<String, Object> values, Variant variant) {
        if (languages.isEmpty()) {
            return new Text(title(code), null);
        }
        var templates = templates(variant.language());
        var locale = Locale.forLanguageTag(variant.language());
        var zone = variant.timeZone().isEmpty() ? ZoneOffset.UTC : ZoneId.of(variant.timeZone());
        var title = title(templates.title().render(values, locale, zone, MAX_MESSAGE));
        var message =
                templates.message().render(values, locale, zone, MAX_MESSAGE).strip();
        return new Text(title.isEmpty() ? title(code) : title, message.isEmpty() ? null : cut(message, MAX_MESSAGE));
    }

    /**
     * The language of those there are that is the best for a locale. As none of ours has subtags, the lookup of RFC 4647
     * comes down to the primary language. With one language only it is that one.
     */
    String language(Locale locale) {
        if (languages.size() == 1) {
            return languages.keySet().iterator().next();
        }
        return languages.containsKey(locale.getLanguage()) ? locale.getLanguage() : FALLBACK;
    }

    public Set<String> languages() {
        return languages.keySet();
    }

    /** Those of {@link #language}. */
    Templates templates(String language) {
        return languages.getOrDefault(language, languages.get(language(Locale.forLanguageTag(language))));
    }

    /** The same with other templates in every language; null where they stay. */
    TypeTemplates with(String title, String message) {
        var changed = new LinkedHashMap<String, Templates>();
        languages.forEach((language, templates) -> changed.put(
                language,
                new Templates(
                        title == null ? templates.title() : new MessageTemplate(title),
                        message == null ? templates.message() : new MessageTemplate(message))));
        return new TypeTemplates(code, changed);
    }

    /** The members of {@code data} that the templates name; nobody says what they are. */
    Map<String, String> variables() {
        var variables = new LinkedHashMap<String, String>();
        languages.values().stream()
                .flatMap(templates ->
                        Stream.concat(templates.title().names().stream(), templates.message().names().stream()))
                .map(name -> name.startsWith("data.") ? name.substring("data.".length()) : name)
                .filter(name -> !NO_DATA.contains(Characters.split(name, '.').get(0)))
                .forEach(name -> variables.put(name, null));
        return variables;
    }

    /** One line, without blanks around it. */
    private static String title(String text) {
        var line = Characters.replaceLineBreaks(text, " ").strip();
        return cut(line, MAX_TITLE).stripTrailing();
    }

    /** At most so many characters, and never half of one that has two. */
    private static String cut(String text, int max) {
        var end = Math.min(text.length(), max);
        return end > 0 && Character.isHighSurrogate(text.charAt(end - 1))
                ? text.substring(0, end - 1)
                : text.substring(0, end);
    }
}
