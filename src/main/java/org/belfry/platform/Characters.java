package org.belfry.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Operations on text in one pass, whatever it contains; see {@link InputPattern} for the reason. */
public final class Characters {

    private Characters() {}

    /** The parts between the separators, the empty ones too; at least one. */
    public static List<String> split(String text, char separator) {
        var parts = new ArrayList<String>();
        var from = 0;
        for (var at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
            parts.add(text.substring(from, at));
            from = at + 1;
        }
        parts.add(text.substring(from));
        return parts;
    }

    /** The parts between runs of separators; no empty one. */
    public static List<String> words(String text, IntPredicate isSeparator) {
        var words = new ArrayList<String>();
        var from = 0;
        for (var at = 0; at <= text.length(); at++) {
            if (at == text.length() || isSeparator.test(text.charAt(at))) {
                if (at > from) {
                    words.add(text.substring(from, at));
                }
                from = at + 1;
            }
        }
        return words;
    }

    /** A text with each run of such characters (Unicode code points) replaced by another text. */
    public static String replaceRuns(String text, IntPredicate isReplaced, String replacement) {
        var result = new StringBuilder(text.length());
        var inRun = false;
        for (var at = 0; at < text.length(); ) {
            var character = text.codePointAt(at);
            if (!isReplaced.test(character)) {
                result.appendCodePoint(character);
                inRun = false;
            } else if (!inRun) {
                result.append(replacement);
                inRun = true;
            }
            at += Character.charCount(character);
        }
        return result.toString();
    }

    /** A text with each line break replaced: CR LF counts as one, and so does each that Unicode knows (UTS 18, RL1.6). */
    public static String replaceLineBreaks(String text, String replacement) {
        var result = new StringBuilder(text.length());
        for (var at = 0; at < text.length(); at++) {
            var character = text.charAt(at);
            if (!isLineBreak(character)) {
                result.append(character);
            } else {
                result.append(replacement);
                if (character == '\r' && at + 1 < text.length() && text.charAt(at + 1) == '\n') {
                    at++;
                }
            }
        }
        return result.toString();
    }

    private static boolean isLineBreak(char character) {
        return character >= '\n' && character <= '\r'
                || character == '\u0085'
                || character == '\u2028'
                || character == '\u2029';
    }

    /** A text without the characters of that kind at its beginning and at its end. */
    public static String trim(String text, char trimmed) {
        var from = 0;
        while (from < text.length() && text.charAt(from) == trimmed) {
            from++;
        }
        return trimEnd(text.substring(from), trimmed);
    }

    /** A text without the characters of that kind at its end. */
    public static String trimEnd(String text, char trimmed) {
        var end = text.length();
        while (end > 0 && text.charAt(end - 1) == trimmed) {
            end--;
        }
        return text.substring(0, end);
    }

    /** Whether a text has one to so many digits, 0 to 9, and nothing else. */
    public static boolean areDigits(String text, int most) {
        return !text.isEmpty() && text.length() <= most && text.chars().allMatch(Characters::isDigit);
    }

    /** Digits of other scripts do not count, although {@link Long#parseLong} accepts them. */
    public static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }
}
