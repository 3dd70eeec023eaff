package org.belfry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.belfry.testing.Prose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Keeps wordings that read like a translation out of the documentation, the message bundles and the API description.
 * {@link #HABITS} lists them with better wordings. If a wording is right in its place, add it to {@link #EXCEPTIONS} with a reason.
 */
class EnglishTest {

    /**
     * @param pattern ignores case; a space matches any white space
     * @param better what to write instead
     * @param example a sentence that the pattern must find
     */
    private record Habit(Pattern pattern, String better, String example) {

        @Override
        public String toString() {
            return example;
        }
    }

    /** @param text part of the line on which the wording is allowed */
    private record Allowed(String file, String text, String reason) {}

    /** The start of a sentence: of a block, or after a sentence or a colon; possibly in bold or in parentheses. */
    private static final String START = "(?-i)(?:\\A|(?<=[.!?:;])\\s)[*_(]*";

    private static final List<Habit> HABITS = List.of(
            // Notifying
            habit("\\btold\\b", "notified, sent, delivered", "Admins are told of it."),
            habit("\\btells? (nobody|no one|everybody|everyone|people)\\b", "notify", "It tells people."),
            habit("(?<![.:])\\bhappenings?\\b", "event", "The same happening again is a duplicate."),
            habit("\\bwhat (became|becomes|become|came) of\\b", "result, status", "See what became of it."),
            // Repairing, repeating, lasting
            habit("\\bmend(s|ed|ing)?\\b", "fix, repair, correct", "Mend the line."),
            habit("\\banew\\b", "again, new", "The count begins anew."),
            habit("\\bat once\\b", "immediately; concurrently", "The key ends at once."),
            habit("\\bfor ever\\b", "forever", "The row stays for ever."),
            habit("\\b(go|goes|going|went) on\\b", "continue", "The stream goes on."),
            habit("\\bby hand\\b", "manually", "Start a run by hand."),
            habit("\\bput aside\\b", "snoozed, archived", "It is put aside until later."),
            habit("\\bshall\\b", "must, will", "A link shall expire."),
            // Checking, being, having
            habit("\\bseen to\\b(?! be\\b)", "handled, supported", "Contrast is seen to."),
            habit("\\blook(s|ed)? whether\\b", "check", "The timer looks whether it is late."),
            habit("\\b(is|are|was|were|be|been|not) looked at\\b", "checked, read", "The row is not looked at."),
            habit("\\btaken for\\b", "treated as", "A space is taken for a separator."),
            habit("\\bstands? (in|on|there|here|at|beside|behind|where)\\b", "is", "The reason stands in the row."),
            habit(
                    "\\bis (yours|theirs|its|ours|nobody's) to\\b",
                    "you must, they may, …",
                    "The contrast is yours to check."),
            // Calques
            habit("\\bso that\\b", "so; to", "It waits, so that nothing is lost."),
            habit("\\b(for|to|of|from|by|with) whom\\b", "who …; the recipient", "The person for whom it is."),
            habit(
                    "\\bof (one's|its|their|his|her) own(?=[.,;:)]| (and|or|that|which|in|for|by|with)\\b)",
                    "its own …; separate; custom",
                    "Each has a lock of its own."),
            habit("\\bby (itself|themselves)\\b", "automatically; alone", "The window closes by itself."),
            habit("\\b(nobody|somebody|everybody) else's\\b", "another person's", "It is somebody else's inbox."),
            habit(
                    "\\bsome (\\d+|two|three|four|five|six|eight|ten|twenty|thirty)\\b",
                    "about",
                    "It takes some 30 seconds."),
            habit("\\bwith commas between\\b", "comma-separated", "Addresses, with commas between."),
            // Clauses as subjects; questions instead of conditions
            habit("\\bwhoever\\b|\\bwhomever\\b|\\bwhosoever\\b", "anyone who …", "Whoever asks is answered."),
            habit(START + "Who\\b(?![^.]*\\?)[^.]*[.;]", "Anyone who …; If you …", "Who is disabled waits."),
            habit(START + "What\\b(?![^.]*\\?)[^.]*[.;]", "a noun", "What is old is removed."),
            habit(
                    START + "(Was|Were|Is|Are|Have|Has|Had|Do|Does|Did|Lost|Want|Need)\\b[^.?]*\\?\\s\\S",
                    "If …",
                    "Is the list empty? Ask again."),
            // Metaphors
            habit("\\btombstones?\\b", "erasure record", "It leaves a tombstone."),
            habit("\\brooms?\\b", "package; space", "The rooms of the code."),
            habit("\\bfloors?\\b", "layer", "A floor below."),
            habit("\\bon the wall\\b|\\bwall clock\\b", "local time", "The clock on the wall."),
            habit("\\bsigns? of life\\b", "ping, heartbeat", "It sends a sign of life."),
            // Spelling
            habit("\\b(colour|behaviour|favour|honour)", "color, behavior, …", "The colour of a line."),
            habit("\\bcatalogues?\\b", "catalog", "The catalogue of types."),
            habit(
                    "\\borganis(e|ed|es|ing)\\b|\\b(author|normal|serial|recogn|summar|initial|custom)is(e|ed|es|ing|ation)\\b",
                    "…ize, …ization",
                    "The name is normalised."));

    private static final List<Allowed> EXCEPTIONS = List.of(
            new Allowed(
                    "docs/authentication.md",
                    "users of your application for whom your back end calls",
                    "who the calls are for"),
            new Allowed(
                    "src/main/java/org/belfry/platform/FormerWordings.java",
                    "",
                    "wordings of earlier releases, which are in databases"));

    @ParameterizedTest
    @MethodSource("habits")
    void everyHabitIsFoundInItsExample(Habit habit) {
        assertThat(habit.example()).containsPattern(habit.pattern());
    }

    @ParameterizedTest
    @MethodSource("texts")
    void isPlainEnglish(Path file) {
        assertThat(findings(file)).isEmpty();
    }

    @Test
    void everyExceptionIsStillNeeded() {
        assertThat(EXCEPTIONS)
                .allSatisfy(it -> assertThat(read(Path.of(it.file()))).contains(it.text()));
    }

    private static Habit habit(String pattern, String better, String example) {
        return new Habit(Pattern.compile(pattern.replace(" ", "\\s+"), Pattern.CASE_INSENSITIVE), better, example);
    }

    private static List<Habit> habits() {
        return HABITS;
    }

    private static Stream<Path> texts() {
        return Stream.of(
                        files(Path.of(""), 1, ".md"),
                        files(Path.of("docs"), 2, ".md"),
                        files(Path.of("src", "main", "resources", "org"), 9, ".properties")
                                .filter(it -> !it.toString().endsWith("_de.properties")),
                        files(Path.of("src", "main", "resources", "META-INF"), 1, ".yaml"),
                        files(Path.of("src", "main", "webapp", "assets", "js"), 1, "texts.js"),
                        files(Path.of("src", "main", "webapp"), 9, ".html"),
                        files(Path.of("src", "main", "java"), 9, ".java"))
                .flatMap(it -> it);
    }

    private static List<Prose> prose(Path file) {
        var text = read(file);
        var name = file.toString();
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "properties" -> Prose.ofProperties(text);
            case "yaml" -> Prose.ofYaml(text);
            case "js" -> Prose.ofJavaScript(text);
            case "java" -> Prose.ofJava(text);
            default -> Prose.ofMarkdown(text);
        };
    }

    private static List<String> findings(Path file) {
        var lines = read(file).split("\n", -1);
        var findings = new ArrayList<String>();
        for (var prose : prose(file)) {
            for (var habit : HABITS) {
                var matches = habit.pattern().matcher(prose.text());
                while (matches.find()) {
                    var found = matches.group();
                    var line = prose.lineOf(matches.start()
                            + found.length()
                            - found.stripLeading().length());
                    if (!isAllowed(file, lines[line - 1])) {
                        findings.add("%s:%d: \"%s\" (better: %s)"
                                .formatted(file, line, found.strip().replaceAll("\\s+", " "), habit.better()));
                    }
                }
            }
        }
        return findings;
    }

    private static boolean isAllowed(Path file, String line) {
        return EXCEPTIONS.stream().anyMatch(it -> Path.of(it.file()).equals(file) && line.contains(it.text()));
    }

    private static Stream<Path> files(Path folder, int depth, String ending) {
        try (var files = Files.walk(folder, depth)) {
            return files.filter(it -> it.toString().endsWith(ending)).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
