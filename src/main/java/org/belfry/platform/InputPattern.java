package org.belfry.platform;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A regular expression for text that comes from outside, with the length up to which it is tried. Java's expressions recurse for
 * each repetition of a group and backtrack, so a long text can overflow the stack or take minutes: the length is checked first. No
 * other class of Belfry uses {@link Pattern} (ArchitectureTest), and InputPatternTest holds each pattern against texts made to hurt it.
 * Therefore a pattern is a static constant.
 */
public final class InputPattern {

    private final int longest;
    private final Pattern pattern;
    private final boolean searches;

    private InputPattern(int longest, String regex, boolean searches) {
        this.longest = longest;
        this.pattern = Pattern.compile(regex);
        this.searches = searches;
    }

    /**
     * A pattern of whole texts.
     *
     * @param longest characters (UTF-16 units) of the longest text that may match
     */
    public static InputPattern of(int longest, String regex) {
        return new InputPattern(longest, regex, false);
    }

    /**
     * A pattern of parts of texts, tried at each character: it must also be quick if it fails at each.
     *
     * @param longest characters (UTF-16 units) of the longest text that is searched
     */
    public static InputPattern ofPart(int longest, String regex) {
        return new InputPattern(longest, regex, true);
    }

    /** Whether the whole text matches; never for null, or for one that is too long. */
    public boolean matches(CharSequence text) {
        return text != null && text.length() <= longest && pattern.matcher(text).matches();
    }

    /** The groups of the whole text; empty if {@link #matches} is false. */
    public Optional<MatchResult> match(CharSequence text) {
        if (text == null || text.length() > longest) {
            return Optional.empty();
        }
        var matcher = pattern.matcher(text);
        return matcher.matches() ? Optional.of(matcher.toMatchResult()) : Optional.empty();
    }

    /** The first part of a text that matches. Of one that is too long, only the beginning is searched. */
    public Optional<MatchResult> find(CharSequence text) {
        checkSearches();
        var matcher = pattern.matcher(text.length() > longest ? text.subSequence(0, longest) : text);
        return matcher.find() ? Optional.of(matcher.toMatchResult()) : Optional.empty();
    }

    /**
     * A text with each matching part replaced.
     *
     * @throws IllegalArgumentException for a text that is too long: the caller cuts it first
     */
    public String replaceAll(String text, Function<MatchResult, String> replacement) {
        checkSearches();
        if (text.length() > longest) {
            throw new IllegalArgumentException("The text has more than " + longest + " characters");
        }
        return pattern.matcher(text).replaceAll(found -> Matcher.quoteReplacement(replacement.apply(found)));
    }

    private void checkSearches() {
        if (!searches) {
            throw new IllegalStateException(pattern + " is a pattern of whole texts");
        }
    }

    boolean searches() {
        return searches;
    }

    int longest() {
        return longest;
    }

    Pattern pattern() {
        return pattern;
    }
}
