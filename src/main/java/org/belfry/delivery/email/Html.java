package org.belfry.delivery.email;

import org.belfry.platform.Characters;

/** Pieces of HTML. */
final class Html {

    private Html() {}

    /** For texts and for attributes in double quotes. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** The same with its lines and its indentation; not every mail reader knows {@code white-space}. */
    static String lines(String text) {
        return Characters.replaceLineBreaks(escape(text.strip().replace("\t", "    ")), "<br>\n")
                .replace("  ", "&nbsp; ");
    }

    /** The direction of a text: that of its first letter that has one, as {@code dir="auto"} would find it. */
    static String direction(String text, String otherwise) {
        for (var i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            switch (Character.getDirectionality(text.codePointAt(i))) {
                case Character.DIRECTIONALITY_LEFT_TO_RIGHT -> {
                    return "ltr";
                }
                case Character.DIRECTIONALITY_RIGHT_TO_LEFT, Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC -> {
                    return "rtl";
                }
                default -> {
                    // Digits, punctuation and the like go along with their neighbours.
                }
            }
        }
        return otherwise;
    }
}
