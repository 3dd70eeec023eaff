package org.belfry.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A text to be read as prose: a paragraph, a heading, an item of a list, a cell of a table, or a message, without code and addresses.
 *
 * @param line on which it begins, from 1
 * @param text with its line breaks, so that a place in it has a line
 */
public record Prose(int line, String text) {

    private static final Pattern FENCE = Pattern.compile("\\s*```\\s*(\\w*).*");
    private static final Pattern COMMENT = Pattern.compile("\\s*(#|//)\\s+\\S.*|\\S.*\\s(#|//)\\s+\\S.*");
    private static final Pattern DESCRIPTION = Pattern.compile("(\\s*)(?:- )?(?:summary|description): (.+)");
    private static final Pattern JAVA_NO_TEXT = Pattern.compile("(?s)/\\*.*?\\*/|\"\"\".*?\"\"\"|(?m:^\\s*//.*$)");
    private static final Pattern JAVA_LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern QUOTED = Pattern.compile("'((?:[^'\\\\]|\\\\.)+)'");

    /** Code, the address of a link, a tag. */
    private static final Pattern NO_PROSE = Pattern.compile("`[^`]*`|(?<=\\])\\([^)]*\\)|<[^>]*>");

    private static final Pattern NEW_BLOCK = Pattern.compile("\\s*([-*]\\s|\\d+\\.\\s|#+\\s|>|<|\\|).*");

    /** Paragraphs, headings, items, cells, diagrams, and the comments in blocks of code. */
    public static List<Prose> ofMarkdown(String document) {
        var found = new Collector();
        String fence = null;
        var lines = document.split("\n", -1);
        for (var index = 0; index < lines.length; index++) {
            var line = lines[index];
            var opening = FENCE.matcher(line);
            if (opening.matches()) {
                found.end();
                fence = fence == null ? opening.group(1) : null;
            } else if (fence != null && !fence.equals("mermaid")) {
                if (COMMENT.matcher(line).matches()) {
                    found.single(index + 1, line.replaceFirst(".*?(#|//)\\s+", ""));
                }
            } else if (line.isBlank()) {
                found.end();
            } else if (line.strip().startsWith("|")) {
                found.end();
                for (var cell : withoutCode(line).split("\\|")) {
                    found.single(index + 1, cell.strip());
                }
            } else if (fence != null) {
                found.single(index + 1, line.replaceFirst(".*?: ", ""));
            } else {
                if (NEW_BLOCK.matcher(line).matches()) {
                    found.end();
                }
                found.add(index + 1, line.replaceFirst("^\\s*([-*]|\\d+\\.|#+)\\s+", ""));
            }
        }
        found.end();
        return found.blocks;
    }

    /** The values of a bundle. */
    public static List<Prose> ofProperties(String bundle) {
        var found = new Collector();
        var lines = bundle.split("\n", -1);
        for (var index = 0; index < lines.length; index++) {
            var value = lines[index].indexOf('=');
            if (value > 0 && !lines[index].startsWith("#")) {
                found.single(index + 1, lines[index].substring(value + 1).replace("''", "'"));
            }
        }
        return found.blocks;
    }

    /** The summaries and descriptions. */
    public static List<Prose> ofYaml(String document) {
        var found = new Collector();
        var lines = document.split("\n", -1);
        for (var index = 0; index < lines.length; index++) {
            var text = DESCRIPTION.matcher(lines[index]);
            if (text.matches()) {
                var begin = index + 1;
                if (!text.group(2).matches("[>|][-+]?")) {
                    found.add(begin, text.group(2));
                }
                while (index + 1 < lines.length
                        && isWithin(lines[index + 1], text.group(1).length())) {
                    index++;
                    found.add(index + 1, lines[index]);
                }
                found.end();
            }
        }
        return found.blocks;
    }

    private static boolean isWithin(String line, int indentation) {
        return line.isBlank() || line.length() - line.stripLeading().length() > indentation;
    }

    /** The literals of more than one word, and the text blocks are left out: they are SQL. */
    public static List<Prose> ofJava(String source) {
        var found = new Collector();
        var lines = JAVA_NO_TEXT
                .matcher(source)
                .replaceAll(it -> it.group().replaceAll("[^\n]", ""))
                .split("\n", -1);
        for (var index = 0; index < lines.length; index++) {
            var literal = JAVA_LITERAL.matcher(lines[index]);
            while (literal.find()) {
                if (literal.group(1).contains(" ")) {
                    found.single(index + 1, literal.group(1));
                }
            }
        }
        return found.blocks;
    }

    /** The texts in quotes. */
    public static List<Prose> ofJavaScript(String script) {
        var found = new Collector();
        var lines = script.split("\n", -1);
        for (var index = 0; index < lines.length; index++) {
            var quoted = QUOTED.matcher(lines[index].replaceFirst("^\\s*'[\\w.]+':", ""));
            while (quoted.find()) {
                found.single(index + 1, quoted.group(1));
            }
        }
        return found.blocks;
    }

    /** The line of a place in the text. */
    public int lineOf(int offset) {
        return line
                + (int) text.substring(0, offset)
                        .chars()
                        .filter(it -> it == '\n')
                        .count();
    }

    private static String withoutCode(String text) {
        return NO_PROSE.matcher(text).replaceAll(it -> "…" + it.group().replaceAll("[^\n]", ""));
    }

    private static final class Collector {

        private final List<Prose> blocks = new ArrayList<>();
        private final StringBuilder block = new StringBuilder();
        private int begin;

        void add(int line, String text) {
            if (block.isEmpty()) {
                begin = line;
            } else {
                block.append('\n');
            }
            block.append(text.strip());
        }

        void end() {
            if (!block.isEmpty()) {
                single(begin, block.toString());
                block.setLength(0);
            }
        }

        void single(int line, String text) {
            var prose = withoutCode(text);
            if (!prose.isBlank()) {
                blocks.add(new Prose(line, prose));
            }
        }
    }
}
