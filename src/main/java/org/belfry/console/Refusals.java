package org.belfry.console;

import java.util.ListResourceBundle;
import java.util.Locale;
import java.util.ResourceBundle;
import org.belfry.platform.Sentence;

/**
 * With which sentences the services refuse something, and say what they found. This is English, where each is as it is; in another
 * language the bundle has a pattern for each pattern.
 */
public class Refusals extends ListResourceBundle {

    private static final ResourceBundle.Control NOT_THE_SERVERS =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_CLASS);

    static String in(Locale language, Sentence sentence) {
        var patterns = ResourceBundle.getBundle(Refusals.class.getName(), language, NOT_THE_SERVERS);
        return sentence.in(pattern -> patterns.containsKey(pattern) ? patterns.getString(pattern) : pattern);
    }

    @Override
    protected Object[][] getContents() {
        return new Object[0][];
    }
}
