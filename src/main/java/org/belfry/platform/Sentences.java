package org.belfry.platform;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;

/** Sentences of a bundle, in a language; in English where there are none in that one, whatever the server's own language is. */
public final class Sentences {

    private final ResourceBundle bundle;
    private final Locale language;

    /** @param bundle its base name, whose root is in English */
    public Sentences(String bundle, Locale language) {
        this.bundle = ResourceBundle.getBundle(
                bundle,
                language,
                Sentences.class.getClassLoader(),
                Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
        this.language = language;
    }

    public Locale language() {
        return language;
    }

    /** @param values for {@code {0}} and so on, each as its own text: a number is a name here, and gets no separators */
    public String of(String key, Object... values) {
        var texts = Arrays.stream(values).map(String::valueOf).toArray();
        return new MessageFormat(bundle.getString(key), language).format(texts);
    }
}
