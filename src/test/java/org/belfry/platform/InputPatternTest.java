package org.belfry.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.belfry.testing.HostileTexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class InputPatternTest {

    /** Bytes: a small part of what a server's thread has, as a request is many calls deep when a pattern is tried. */
    private static final long SMALL_STACK = 160 * 1024;

    /** Characters: whatever recurses for each of so many, overflows a small stack. */
    private static final int LONG = 20_000;

    /** How often a character may be read, for each that a text has. */
    private static final int READS = 40;

    @Test
    void aTextOverTheLongestNeverMatches() {
        var digits = InputPattern.of(3, "[0-9]+");

        assertThat(digits.matches("123")).isTrue();
        assertThat(digits.matches("1234")).isFalse();
        assertThat(digits.matches(null)).isFalse();
        assertThat(digits.match("1234")).isEmpty();
        assertThat(digits.match("12").orElseThrow().group()).isEqualTo("12");
    }

    @Test
    void onlyTheBeginningOfALongTextIsSearched() {
        var digit = InputPattern.ofPart(3, "[0-9]");

        assertThat(digit.find("ab1").orElseThrow().group()).isEqualTo("1");
        assertThat(digit.find("abc1")).isEmpty();
    }

    @Test
    void aReplacementIsTakenAsItIs() {
        var letters = InputPattern.ofPart(10, "[a-z]");

        assertThat(letters.replaceAll("a-b", found -> "$1\\" + found.group())).isEqualTo("$1\\a-$1\\b");
        assertThatThrownBy(() -> letters.replaceAll("12345678901", found -> ""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    static Stream<InputPattern> declared() throws ReflectiveOperationException {
        return fields().map(InputPatternTest::value);
    }

    private static Stream<JavaField> fields() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.belfry").stream()
                        .flatMap(type -> type.getFields().stream())
                        .filter(field -> field.getRawType().isEquivalentTo(InputPattern.class));
    }

    private static InputPattern value(JavaField declared) {
        try {
            var field = declared.reflect();
            field.setAccessible(true);
            return (InputPattern) field.get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(declared.getFullName(), e);
        }
    }

    @Test
    void patternsAreConstantsSoThatThisTestFindsThem() {
        assertThat(fields()).hasSizeGreaterThan(15).allSatisfy(field -> assertThat(field.getModifiers())
                .contains(JavaModifier.STATIC, JavaModifier.FINAL));
    }

    @ParameterizedTest
    @MethodSource("declared")
    void noTextOverflowsASmallStackOrIsReadOverAndOver(InputPattern pattern) {
        var regex = pattern.pattern().pattern();
        for (var text : HostileTexts.of(regex, Math.min(pattern.longest(), LONG))) {
            assertThat(failure(pattern.pattern(), text, pattern.searches()))
                    .describedAs("%s with %s characters: %.80s…", regex, text.length(), text)
                    .isNull();
        }
    }

    /** Those that were in use before, without a length. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "([a-z]+/[a-z]+)((?:[ \t]*;[ \t]*(?:[a-z]+=(?:[a-z]+|\"(?:[^\"\\\\]|\\\\.)*\"))?)*)[ \t]*",
                "\"(?:[^\"\\\\]|\\\\[\"\\\\])*\"",
                "[^\\s{}.]+(?:\\.[^\\s{}.]+)*",
                "(?:a|a)*b",
                "[a-z]*[a-z]*[a-z]*[a-z]*!"
            })
    void patternsThatOverflowOrBacktrackAreFound(String regex) {
        assertThat(HostileTexts.of(regex, LONG))
                .anySatisfy(text ->
                        assertThat(failure(Pattern.compile(regex), text, false)).isNotNull());
    }

    private static Throwable failure(Pattern pattern, String text, boolean searches) {
        var failed = new AtomicReference<Throwable>();
        var thread = new Thread(
                null,
                () -> {
                    var matcher = pattern.matcher(new Counted(text));
                    if (!searches) {
                        matcher.matches();
                        return;
                    }
                    while (matcher.find()) {
                        assertThat(matcher.start()).isNotNegative();
                    }
                },
                "small-stack",
                SMALL_STACK);
        thread.setUncaughtExceptionHandler((broken, thrown) -> failed.set(thrown));
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return failed.get();
    }

    /** A text that lets its characters be read so often and no more. */
    private static final class Counted implements CharSequence {

        private final String text;
        private long left;

        Counted(String text) {
            this.text = text;
            this.left = (long) READS * (text.length() + 10);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (left-- <= 0) {
                throw new IllegalStateException("read more than " + READS + " times");
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    @Test
    void charactersAreSplitTrimmedAndReplaced() {
        assertThat(Characters.split("a,,b,", ',')).containsExactly("a", "", "b", "");
        assertThat(Characters.words(" a  b ", c -> c == ' ')).containsExactly("a", "b");
        assertThat(Characters.replaceRuns("a  b c", c -> c == ' ', "-")).isEqualTo("a-b-c");
        assertThat(Characters.replaceLineBreaks("a\r\nb\rc\u2028d\n\ne", "|")).isEqualTo("a|b|c|d||e");
        assertThat(Characters.trim("//a/b//", '/')).isEqualTo("a/b");
        assertThat(Characters.trimEnd("//", '/')).isEmpty();
        assertThat(List.of("1", "0123")).allMatch(text -> Characters.areDigits(text, 4));
        assertThat(List.of("", "12345", "-1", "\u0661")).noneMatch(text -> Characters.areDigits(text, 4));
    }
}
