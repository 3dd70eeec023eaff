package org.belfry.delivery.email;

import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.Set;

/** What we say besides the event's own words, in the recipient's language; in English where there is none. */
final class EmailTexts {

    /** Languages written from right to left. */
    private static final Set<String> RIGHT_TO_LEFT =
            Set.of("ar", "ckb", "dv", "fa", "he", "iw", "ji", "ps", "sd", "ug", "ur", "yi");

    private final ResourceBundle bundle;
    private final Locale locale;
    private final boolean rightToLeft;

    EmailTexts(Locale locale) {
        // Without a fallback: the language of the server's own locale is nobody's choice.
        bundle = ResourceBundle.getBundle(
                "org.belfry.delivery.email.texts",
                locale,
                EmailTexts.class.getClassLoader(),
                Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
        // A date in a language that the sentence around it is not in helps nobody.
        this.locale = locale.getLanguage().equals(language()) ? locale : Locale.forLanguageTag(language());
        this.rightToLeft = RIGHT_TO_LEFT.contains(locale.getLanguage());
    }

    /** BCP 47 tag of the language that we write in. */
    String language() {
        return bundle.getString("language");
    }

    /** Whether the recipient reads from right to left, also where we have no words in that language. */
    boolean isRightToLeft() {
        return rightToLeft;
    }

    /** The words under a key, with {@code {0}}, {@code {1}} and so on filled in. */
    String get(String key, String... values) {
        return new MessageFormat(bundle.getString(key).replace("'", "''"), Locale.ROOT).format(values);
    }

    /** An own category has no other name than its code. */
    String category(String code) {
        return named("category.", code);
    }

    String priority(String code) {
        return named("priority.", code);
    }

    private String named(String prefix, String code) {
        return bundle.containsKey(prefix + code) ? bundle.getString(prefix + code) : code;
    }

    /** Day, time and time zone, such as {@code 21 Nov 2026, 18:09 CET}. */
    String time(long second, ZoneId zone) {
        return formatter()
                .appendLiteral(' ')
                .appendZoneText(TextStyle.SHORT)
                .toFormatter(locale)
                .format(Instant.ofEpochSecond(second).atZone(zone));
    }

    /** The same without the time zone. */
    String localTime(long second, ZoneId zone) {
        return formatter()
                .toFormatter(locale)
                .format(Instant.ofEpochSecond(second).atZone(zone));
    }

    /** The time zone's name, such as {@code Central European Time}. */
    String zone(ZoneId zone) {
        return zone.getDisplayName(TextStyle.FULL, locale);
    }

    private static DateTimeFormatterBuilder formatter() {
        return new DateTimeFormatterBuilder()
                .append(DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT));
    }
}
