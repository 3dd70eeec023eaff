package org.belfry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Links lead somewhere, decision records have one form, and the architecture guide names types that exist. */
class DocumentationTest {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    private static final Pattern TYPE = Pattern.compile("\\b(?:class|interface|record|enum) (\\w+)");
    private static final Pattern NAMED_TYPE = Pattern.compile("`@?((?:[A-Z][a-z]+){2,})`");

    private static final Pattern RECORD = Pattern.compile(
            "# (\\d+)\\. [^\n]+\n\n"
                    + "Date: 20\\d\\d-\\d\\d-\\d\\d\\. Status: (?:accepted|superseded)\\."
                    + "(?: Amends decisions? ([\\d, and]+)\\.)?(?: (?:Amended|Superseded) by decisions? ([\\d, and]+)\\.)?\n\n"
                    + "## Context\n\n.+?\n\n## Decision\n\n.+?\n\n## Consequences\n\n.+",
            Pattern.DOTALL);

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkLeadsToAFileAndAHeading(Path document) {
        var broken = new ArrayList<String>();
        var links = LINK.matcher(read(document));
        while (links.find()) {
            var link = links.group(1).split("#", 2);
            if (!link[0].startsWith("http") && !exists(document, link[0], link.length == 1 ? null : link[1])) {
                broken.add(links.group(1));
            }
        }

        assertThat(broken).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("decisions")
    void everyDecisionHasADateAStatusAndThreeSections(Path decision) {
        assertThat(read(decision)).matches(RECORD);
        assertThat(read(decision)).startsWith("# " + number(decision) + ". ");
    }

    @Test
    void decisionsThatAmendOneAnotherBothSaySo() {
        var amends = new TreeSet<String>();
        var amended = new TreeSet<String>();
        decisions().forEach(decision -> {
            var matcher = RECORD.matcher(read(decision));
            assertThat(matcher.matches()).isTrue();
            numbers(matcher.group(2)).forEach(it -> amends.add(number(decision) + " amends " + it));
            numbers(matcher.group(3)).forEach(it -> amended.add(it + " amends " + number(decision)));
        });

        assertThat(amends).isEqualTo(amended).isNotEmpty();
    }

    @Test
    void theArchitectureGuideNamesTypesThatExist() {
        var types = new HashSet<String>();
        files(Path.of("src"), 20, ".java").forEach(file -> {
            var matcher = TYPE.matcher(read(file));
            while (matcher.find()) {
                types.add(matcher.group(1));
            }
        });
        var named = NAMED_TYPE
                .matcher(read(Path.of("docs", "architecture.md")))
                .results()
                .map(it -> it.group(1))
                .collect(Collectors.toSet());

        assertThat(named).hasSizeGreaterThan(50);
        assertThat(types).containsAll(named);
    }

    private static boolean exists(Path document, String file, String anchor) {
        var target = file.isEmpty()
                ? document
                : Path.of("").resolve(document).resolveSibling(file).normalize();
        return Files.exists(target) && (anchor == null || anchors(target).contains(anchor));
    }

    /** As GitHub makes them. */
    private static Set<String> anchors(Path document) {
        return HEADING.matcher(read(document).replaceAll("(?ms)^\\s*```.*?^\\s*```", ""))
                .results()
                .map(it -> it.group(1)
                        .replaceAll("\\]\\([^)]*\\)", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\w\\- ]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static int number(Path decision) {
        return Integer.parseInt(decision.getFileName().toString().substring(0, 4));
    }

    private static List<Integer> numbers(String listed) {
        return listed == null
                ? List.of()
                : Stream.of(listed.split("\\D+")).map(Integer::valueOf).toList();
    }

    private static Stream<Path> documents() {
        return Stream.concat(files(Path.of(""), 1, ".md"), files(Path.of("docs"), 2, ".md"));
    }

    private static Stream<Path> decisions() {
        return files(Path.of("docs", "decisions"), 1, ".md");
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
