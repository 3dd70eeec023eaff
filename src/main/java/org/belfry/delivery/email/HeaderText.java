package org.belfry.delivery.email;

import jakarta.mail.internet.MimeUtility;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.belfry.platform.Characters;

/** A text as the value of a header: in US-ASCII, in lines that are not too long, and with nothing in it that is read as more. */
final class HeaderText {

    /** UTF-8 bytes of an encoded word; with the longest name that we use the line has 76 characters (RFC 2047, 2). */
    private static final int BYTES = 39;

    /** Printable, without words that are too long for a line, without what folding might lose, and no encoded word. */
    private static final int LONGEST_WORD = 60;

    private HeaderText() {}

    /**
     * @param text one line
     * @param used characters of the header's name, with colon and blank
     */
    static String of(String text, int used) {
        return isPlain(text) ? MimeUtility.fold(used, text) : encoded(text);
    }

    private static boolean isPlain(String text) {
        return text.chars().allMatch(character -> character >= ' ' && character <= '~')
                && !text.contains("=?")
                && !text.contains("  ")
                && Characters.split(text, ' ').stream().allMatch(word -> word.length() < LONGEST_WORD);
    }

    /** Encoded words (RFC 2047, 4.1); each is whole by itself, so none ends within a character. */
    private static String encoded(String text) {
        var words = new StringBuilder();
        var start = 0;
        while (start < text.length()) {
            var end = start;
            var bytes = 0;
            while (end < text.length()) {
                var next = end + Character.charCount(text.codePointAt(end));
                bytes += text.substring(end, next).getBytes(StandardCharsets.UTF_8).length;
                if (bytes > BYTES) {
                    break;
                }
                end = next;
            }
            var word = text.substring(start, end).getBytes(StandardCharsets.UTF_8);
            words.append(words.isEmpty() ? "" : "\r\n ")
                    .append("=?UTF-8?B?")
                    .append(Base64.getEncoder().encodeToString(word))
                    .append("?=");
            start = end;
        }
        return words.toString();
    }
}
