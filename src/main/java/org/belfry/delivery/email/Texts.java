package org.belfry.delivery.email;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;

/** What an e-mail says besides the event's own words, in the recipient's language; in English where there is none. */
final class Texts {

    private final ResourceBundle bundle;

    Texts(Locale locale) {
        // Without a fallback: the language of the server's own locale is nobody's choice.
        bundle = ResourceBundle.getBundle(
                "org.belfry.delivery.email.texts",
                locale,
                Texts.class.getClassLoader(),
                Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
    }

    /** BCP 47 tag of the language. */
    String language() {
        return bundle.getString("language");
    }

    String open() {
        return bundle.getString("open");
    }

    String footer(String organization, String recipient, String type) {
        return new MessageFormat(bundle.getString("footer"), Locale.ROOT)
                .format(new Object[] {organization, recipient, type});
    }
}
