package org.belfry.delivery.email;

import java.net.URI;
import java.net.URISyntaxException;
import org.belfry.platform.Characters;

/** What is done to texts that others wrote. */
final class EmailStrings {

    private EmailStrings() {}

    /** One line, whatever it holds: a line break in a header would start another header. */
    static String oneLine(String text) {
        return Characters.replaceRuns(text, EmailStrings::isControl, " ").strip();
    }

    private static boolean isControl(int character) {
        return Character.isISOControl(character) || character == '\u2028' || character == '\u2029';
    }

    /** At most so many characters (UTF-16 units), with an ellipsis where it was longer; never half a character. */
    static String shortened(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        var end = Character.isHighSurrogate(text.charAt(max - 2)) ? max - 2 : max - 1;
        return text.substring(0, end).stripTrailing() + "…";
    }

    /** Only what a reader can safely follow; null else. */
    static String link(String link) {
        if (link == null) {
            return null;
        }
        try {
            var scheme = new URI(link).getScheme();
            return "https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme) ? link : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
