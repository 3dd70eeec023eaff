package org.belfry.catalog;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;

/** What a type says where an event does not say it itself: templates for title and message, in each language there is. */
public final class Wording {

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

    private final String title;

    public Wording(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** Which text somebody of that locale and time zone gets. */
    public Variant variant(Locale locale, ZoneId zone) {
        return new Variant("en", "");
    }

    /** Writes a text; it is plain text, with nothing escaped. */
    public Text write(Map<String, Object> values, Variant variant) {
        return new Text(title, null);
    }
}
