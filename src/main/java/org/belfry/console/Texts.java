package org.belfry.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.text.MessageFormat;
import java.util.ResourceBundle;

/** The words of the pages, for what is put together in Java. */
@RequestScoped
public class Texts {

    /** Where a language is missing it is English, and not the one that the server's machine has. */
    private static final ResourceBundle.Control NOT_THE_SERVERS =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private static final String ROOM = "org.belfry.console";

    @Inject
    private Language language;

    /** Of the frame. */
    public String get(String key, Object... values) {
        return format(ROOM + ".texts", key, values);
    }

    /**
     * Of a part of the console.
     *
     * @param room the last part of its package's name
     * @param values for {@code {0}} and so on, as {@link MessageFormat} has it
     */
    public String of(String room, String key, Object... values) {
        return format(ROOM + "." + room + ".texts", key, values);
    }

    private String format(String bundle, String key, Object... values) {
        var locale = language.getLocale();
        return new MessageFormat(
                        ResourceBundle.getBundle(bundle, locale, NOT_THE_SERVERS)
                                .getString(key),
                        locale)
                .format(values);
    }
}
