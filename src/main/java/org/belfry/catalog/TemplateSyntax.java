package org.belfry.catalog;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import org.belfry.platform.InputPattern;
import org.belfry.platform.Sentence;

/**
 * Reads the structure of a template: Mustache without partials, inheritance and changes of delimiters, with two functions.
 * It is stricter than JMustache, which takes a tag that is not closed for text and tells no column. What it accepts,
 * JMustache compiles, and sees the same tags in it.
 */
final class TemplateSyntax {

    /** What stands before the name of a function where JMustache reads it. No name that is written can have it. */
    static final char FUNCTION = '\uE000';

    /** The functions: {@code {{#time}}data.at{{/time}}} writes the moment that the variable holds. */
    static final Set<String> FUNCTIONS = Set.of("time", "date");

    /** So that whoever renders needs no deep stack. */
    static final int MAX_DEPTH = 50;

    /** Most characters of a variable's name, with its dots. */
    static final int MAX_NAME = 400;

    private static final String PART = "[^\\s{}.\\p{Z}\\p{Cc}\\p{Cs}\\p{Co}]++";
    private static final InputPattern NAME =
            InputPattern.of(MAX_NAME, "\\.|(?![#^/&!<>$=])" + PART + "(?:\\." + PART + ")*+");

    private record Section(char sigil, String name, int start) {

        boolean isFunction() {
            return FUNCTIONS.contains(name);
        }
    }

    private final String source;
    private final StringBuilder normal = new StringBuilder();
    private final Set<String> names = new LinkedHashSet<>();
    private final Deque<Section> open = new ArrayDeque<>();
    private boolean usesTimes;

    /** @throws TemplateSyntaxException at the first thing that is wrong */
    TemplateSyntax(String source) {
        this.source = source;
        var from = 0;
        for (var start = source.indexOf("{{"); start >= 0; start = source.indexOf("{{", from)) {
            normal.append(source, from, start);
            from = tag(start);
        }
        normal.append(source, from, source.length());
        if (!open.isEmpty()) {
            throw notClosed(open.pop());
        }
    }

    /** The same template as JMustache is to compile it: each tag in its plainest form. */
    String normal() {
        return normal.toString();
    }

    /** The variables and sections, and what functions are given, as they are written; without the functions' own. */
    Set<String> names() {
        return names;
    }

    /** Whether a text of it depends on a time zone. */
    boolean usesTimes() {
        return usesTimes;
    }

    /** Reads the tag that starts there; answers where it ends, or for a function, where its argument does. */
    private int tag(int start) {
        if (source.startsWith("{{!", start)) {
            checkPlace(start);
            normal.append("{{!}}");
            return end(start, start + 3, "}}") + 2;
        }
        var unescaped = source.startsWith("{{{", start);
        var begin = start + (unescaped ? 3 : 2);
        var closing = unescaped ? "}}}" : "}}";
        var end = end(start, begin, closing);
        // As JMustache has it: what is no longer than a blank is no part of a name.
        var content = source.substring(begin, end).trim();
        if (content.indexOf('{') >= 0 || content.contains("}}")) {
            throw broken(start, "this tag is not closed");
        }
        if (source.substring(begin, end).chars().anyMatch(c -> c == '\n' || c == '\r')) {
            throw broken(start, "this tag contains a line break");
        }
        if (content.isEmpty()) {
            throw broken(start, "this tag is empty");
        }
        var next = end + closing.length();
        if (unescaped) {
            variable(start, content);
            return next;
        }
        var name = content.substring(1).trim();
        return switch (content.charAt(0)) {
            case '#', '^' -> section(start, next, content.charAt(0), name);
            case '/' -> close(start, next, name);
            case '&' -> {
                variable(start, name);
                yield next;
            }
            case '>' -> throw broken(start, "partials, {{>…}}, are not supported");
            case '<', '$' -> throw broken(start, "inheritance, {{<…}} and {{$…}}, is not supported");
            case '=' -> throw broken(start, "the delimiters cannot be changed");
            default -> {
                variable(start, content);
                yield next;
            }
        };
    }

    private int end(int start, int from, String closing) {
        var end = source.indexOf(closing, from);
        if (end < 0) {
            throw broken(start, "this tag is not closed");
        }
        return end;
    }

    private void variable(int start, String name) {
        checkPlace(start);
        checkName(start, name);
        if (FUNCTIONS.contains(name)) {
            throw misused(start, name);
        }
        names.add(name);
        normal.append("{{").append(name).append("}}");
    }

    private int section(int start, int next, char sigil, String name) {
        checkPlace(start);
        checkName(start, name);
        if (open.size() == MAX_DEPTH) {
            throw broken(start, "sections are nested more than %s deep", MAX_DEPTH);
        }
        var section = new Section(sigil, name, start);
        open.push(section);
        normal.append("{{").append(sigil);
        if (!section.isFunction()) {
            names.add(name);
            normal.append(name).append("}}");
            return next;
        }
        if (sigil == '^') {
            throw misused(start, name);
        }
        usesTimes = true;
        normal.append(FUNCTION).append(name).append("}}");
        return argument(section, next);
    }

    /** Reads what a function is given; answers where the next tag starts. */
    private int argument(Section function, int from) {
        var end = source.indexOf("{{", from);
        if (end < 0) {
            throw notClosed(function);
        }
        var name = source.substring(from, end).trim();
        if (!NAME.matches(name) || FUNCTIONS.contains(name)) {
            var at = from;
            while (at < end && source.charAt(at) <= ' ') {
                at++;
            }
            throw takesAName(at, function.name());
        }
        names.add(name);
        normal.append(name);
        return end;
    }

    private int close(int start, int next, String name) {
        if (name.isEmpty()) {
            throw broken(start, "this tag is empty");
        }
        if (open.isEmpty()) {
            throw broken(start, "%s closes a section that is not open", closing(name));
        }
        var section = open.pop();
        if (!section.name().equals(name)) {
            throw broken(
                    start,
                    "%s does not match the open section, %s in line %s, column %s",
                    closing(name),
                    tag(section),
                    line(section.start()),
                    column(section.start()));
        }
        normal.append("{{/")
                .append(section.isFunction() ? String.valueOf(FUNCTION) : "")
                .append(name)
                .append("}}");
        return next;
    }

    /** A function holds nothing but its argument. */
    private void checkPlace(int start) {
        if (!open.isEmpty() && open.peek().isFunction()) {
            throw takesAName(start, open.peek().name());
        }
    }

    private void checkName(int start, String name) {
        if (name.isEmpty()) {
            throw broken(start, "this tag is empty");
        }
        if (!NAME.matches(name)) {
            throw broken(start, "\"%s\" is not a valid variable name", name);
        }
    }

    private TemplateSyntaxException misused(int at, String function) {
        return broken(
                at,
                "%1$s is a function: write {{#%1$s}}data.at{{/%1$s}}, or {{data.%1$s}} for a field of data",
                function);
    }

    private TemplateSyntaxException takesAName(int at, String function) {
        return broken(at, "{{#%1$s}} takes the name of one variable, such as {{#%1$s}}data.at{{/%1$s}}", function);
    }

    private TemplateSyntaxException notClosed(Section section) {
        return broken(section.start(), "the section %s is not closed", tag(section));
    }

    private static String tag(Section section) {
        return "{{" + section.sigil() + section.name() + "}}";
    }

    private static String closing(String name) {
        return "{{/" + name + "}}";
    }

    /** @param pattern of a {@linkplain Sentence#of sentence} */
    private TemplateSyntaxException broken(int at, String pattern, Object... values) {
        return new TemplateSyntaxException(line(at), column(at), Sentence.of(pattern, values));
    }

    private int line(int at) {
        return 1 + (int) source.substring(0, at).chars().filter(c -> c == '\n').count();
    }

    private int column(int at) {
        return at - source.lastIndexOf('\n', at - 1);
    }
}
