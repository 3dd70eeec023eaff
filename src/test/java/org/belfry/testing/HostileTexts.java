package org.belfry.testing;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Texts made to hurt a regular expression: each of its repetitions as often as a length allows, in a text that matches otherwise and in one that
 * fails at its end. Knows the syntax that Belfry's patterns use, and refuses any other.
 */
public final class HostileTexts {

    private static final String CANDIDATES = "a0 \"\\-./:;=@Zb9%~\t\n\u00e9";
    private static final List<String> ENDINGS = List.of("", "\u0000", "!", "\"", "=", " ");
    private static final int CHOICES = 4;

    /** How a text is written: which repetition is pumped, how often, and which of the alternatives and characters is taken. */
    private record Plan(Repeat pumped, int times, int choice, boolean optional) {}

    private interface Node {
        void write(StringBuilder text, Plan plan);
    }

    private record Characters(List<String> members) implements Node {

        @Override
        public void write(StringBuilder text, Plan plan) {
            text.append(members.get(plan.choice() % members.size()));
        }
    }

    private record Sequence(List<Node> parts) implements Node {

        @Override
        public void write(StringBuilder text, Plan plan) {
            parts.forEach(part -> part.write(text, plan));
        }
    }

    private record Alternatives(List<Node> all) implements Node {

        @Override
        public void write(StringBuilder text, Plan plan) {
            all.get(plan.choice() % all.size()).write(text, plan);
        }
    }

    private static final class Repeat implements Node {

        private final Node node;
        private final int least;
        private final int most;

        Repeat(Node node, int least, int most) {
            this.node = node;
            this.least = least;
            this.most = most;
        }

        @Override
        public void write(StringBuilder text, Plan plan) {
            var times = plan.pumped() == this
                    ? Math.max(least, Math.min(most, plan.times()))
                    : Math.max(least, plan.optional() ? Math.min(1, most) : 0);
            for (var i = 0; i < times; i++) {
                node.write(text, plan);
            }
        }
    }

    private final String regex;
    private final List<Repeat> repeats = new ArrayList<>();
    private final Node whole;
    private int at;
    private boolean ignoresCase;

    private HostileTexts(String regex) {
        this.regex = regex;
        whole = alternatives();
        if (at < regex.length()) {
            throw unknown();
        }
    }

    /** @param length of the longest of them */
    public static Set<String> of(String regex, int length) {
        return new HostileTexts(regex).texts(length);
    }

    private Set<String> texts(int length) {
        var texts = new LinkedHashSet<String>();
        for (var candidate : CANDIDATES.toCharArray()) {
            texts.add(String.valueOf(candidate).repeat(length));
        }
        for (var choice = 0; choice < CHOICES; choice++) {
            for (var repeat : repeats) {
                for (var optional : List.of(true, false)) {
                    var once = written(new Plan(repeat, 1, choice, optional));
                    var step = written(new Plan(repeat, 2, choice, optional)).length() - once.length();
                    if (step > 0) {
                        var times = Math.max(1, (length - once.length() - 1) / step);
                        var text = written(new Plan(repeat, times, choice, optional));
                        ENDINGS.forEach(ending -> texts.add(cut(text + ending, length)));
                        ENDINGS.forEach(
                                ending -> texts.add(cut(text.substring(0, text.length() / 2) + ending, length)));
                    }
                }
            }
        }
        return texts;
    }

    private String written(Plan plan) {
        var text = new StringBuilder();
        whole.write(text, plan);
        return text.toString();
    }

    private static String cut(String text, int length) {
        return text.length() > length ? text.substring(0, length) : text;
    }

    private Node alternatives() {
        var all = new ArrayList<Node>();
        all.add(sequence());
        while (at < regex.length() && regex.charAt(at) == '|') {
            at++;
            all.add(sequence());
        }
        return all.size() == 1 ? all.get(0) : new Alternatives(all);
    }

    private Node sequence() {
        var parts = new ArrayList<Node>();
        while (at < regex.length() && regex.charAt(at) != '|' && regex.charAt(at) != ')') {
            parts.add(repeated(atom()));
        }
        return new Sequence(parts);
    }

    private Node atom() {
        var c = regex.charAt(at);
        return switch (c) {
            case '(' -> group();
            case '[' -> characters(classEnd());
            case '\\' -> escape();
            case '.' -> characters(at + 1);
            case '^', '$' -> nothing(1);
            case '*', '+', '?' -> throw unknown();
            default -> characters(at + 1);
        };
    }

    private Node nothing(int length) {
        at += length;
        return new Sequence(List.of());
    }

    private Node group() {
        if (regex.startsWith("(?i)", at)) {
            ignoresCase = true;
            return nothing(4);
        }
        var looks = regex.startsWith("(?!", at) || regex.startsWith("(?=", at);
        if (!looks && regex.startsWith("(?", at) && !regex.startsWith("(?:", at)) {
            throw unknown();
        }
        at += looks || regex.startsWith("(?:", at) ? 3 : 1;
        var before = repeats.size();
        var inner = alternatives();
        if (at >= regex.length()) {
            throw unknown();
        }
        at++;
        if (looks) {
            // What is looked at is part of the rest, or not.
            repeats.subList(before, repeats.size()).clear();
            return new Sequence(List.of());
        }
        return inner;
    }

    private int classEnd() {
        var end = at + 1;
        while (regex.charAt(end) != ']') {
            end += regex.charAt(end) == '\\' ? 2 : 1;
        }
        return end + 1;
    }

    private Node escape() {
        if (regex.startsWith("\\b", at)) {
            return nothing(2);
        }
        var next = regex.charAt(at + 1);
        if (next == 'p' || next == 'P') {
            return characters(regex.indexOf('}', at) + 1);
        }
        return characters(at + 2);
    }

    /** What a class, a literal or a dot stands for. */
    private Node characters(int end) {
        var part = Pattern.compile((ignoresCase ? "(?i)" : "") + regex.substring(at, end));
        at = end;
        var members = new ArrayList<String>();
        for (var candidate : CANDIDATES.toCharArray()) {
            if (part.matcher(String.valueOf(candidate)).matches()) {
                members.add(String.valueOf(candidate));
            }
        }
        for (var candidate = (char) 1; members.isEmpty() && candidate < 0x3000; candidate++) {
            if (part.matcher(String.valueOf(candidate)).matches()) {
                members.add(String.valueOf(candidate));
            }
        }
        return new Characters(members);
    }

    private Node repeated(Node node) {
        if (at >= regex.length()) {
            return node;
        }
        int least;
        int most;
        switch (regex.charAt(at)) {
            case '*' -> {
                least = 0;
                most = Integer.MAX_VALUE;
                at++;
            }
            case '+' -> {
                least = 1;
                most = Integer.MAX_VALUE;
                at++;
            }
            case '?' -> {
                least = 0;
                most = 1;
                at++;
            }
            case '{' -> {
                var end = regex.indexOf('}', at);
                var bounds = regex.substring(at + 1, end).split(",", -1);
                least = Integer.parseInt(bounds[0]);
                most = bounds.length == 1
                        ? least
                        : bounds[1].isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(bounds[1]);
                at = end + 1;
            }
            default -> {
                return node;
            }
        }
        if (at < regex.length() && (regex.charAt(at) == '+' || regex.charAt(at) == '?')) {
            at++;
        }
        var repeat = new Repeat(node, least, most);
        repeats.add(repeat);
        return repeat;
    }

    private IllegalArgumentException unknown() {
        return new IllegalArgumentException(
                "Character " + at + " of " + regex + " is syntax that HostileTexts does not know");
    }
}
