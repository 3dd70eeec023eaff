package org.belfry.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.samskivert.mustache.Mustache;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateSyntaxTest {

    private static final String NO_NAME = "is not a valid variable name";
    private static final String EMPTY = "this tag is empty";
    private static final String OPEN = "this tag is not closed";

    /** Backslash and n stand for the end of a line. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {{                          | 1:1  | this tag is not closed
                    a {{b                       | 1:3  | this tag is not closed
                    a {{b}                      | 1:3  | this tag is not closed
                    a {{b} }                    | 1:3  | this tag is not closed
                    {{{b}}                      | 1:1  | this tag is not closed
                    {{{b} }}                    | 1:1  | this tag is not closed
                    {{{b}} }}}                  | 1:1  | this tag is not closed
                    {{{{b}}}}                   | 1:1  | this tag is not closed
                    {{a {{b}}                   | 1:1  | this tag is not closed
                    {{a{b}}                     | 1:1  | this tag is not closed
                    {{! no end                  | 1:1  | this tag is not closed
                    one\\ntwo {{three           | 2:5  | this tag is not closed
                    {{a}}\\n\\n  {{#b}}\\n{{c   | 4:1  | this tag is not closed
                    one\\r\\ntwo {{}}           | 2:5  | this tag is empty
                    {{}}                        | 1:1  | this tag is empty
                    {{ }}                       | 1:1  | this tag is empty
                    ab{{{}}}                    | 1:3  | this tag is empty
                    {{#}}                       | 1:1  | this tag is empty
                    {{^ }}                      | 1:1  | this tag is empty
                    {{#a}}{{/}}                 | 1:7  | this tag is empty
                    {{&}}                       | 1:1  | this tag is empty
                    {{#a}}                      | 1:1  | the section {{#a}} is not closed
                    x{{^a}}y                    | 1:2  | the section {{^a}} is not closed
                    {{#a}}{{#b}}{{/b}}          | 1:1  | the section {{#a}} is not closed
                    {{#a}}\\n {{#b}}            | 2:2  | the section {{#b}} is not closed
                    {{#time}}data.at            | 1:1  | the section {{#time}} is not closed
                    {{/a}}                      | 1:1  | {{/a}} closes a section that is not open
                    {{#a}}{{/a}}\\nb{{/a}}      | 2:2  | {{/a}} closes a section that is not open
                    {{#a}}x{{/b}}               | 1:8  | {{/b}} does not match the open section, {{#a}} in line 1, column 1
                    {{#a}}\\n{{^b}}\\n{{/a}}    | 3:1  | {{/a}} does not match the open section, {{^b}} in line 2, column 1
                    {{#a}}{{/A}}                | 1:7  | {{/A}} does not match the open section, {{#a}} in line 1, column 1
                    a{{>b}}                     | 1:2  | partials, {{>…}}, are not supported
                    {{> }}                      | 1:1  | partials, {{>…}}, are not supported
                    {{<b}}{{/b}}                | 1:1  | inheritance, {{<…}} and {{$…}}, is not supported
                    {{$b}}{{/b}}                | 1:1  | inheritance, {{<…}} and {{$…}}, is not supported
                    {{=<% %>=}}                 | 1:1  | the delimiters cannot be changed
                    {{ = a b = }}               | 1:1  | the delimiters cannot be changed
                    {{first name}}              | 1:1  | "first name" is not a valid variable name
                    {{a\\nb}}                   | 1:1  | this tag contains a line break
                    {{a.}}                      | 1:1  | "a." is not a valid variable name
                    {{.a}}                      | 1:1  | ".a" is not a valid variable name
                    {{a..b}}                    | 1:1  | "a..b" is not a valid variable name
                    {{..}}                      | 1:1  | ".." is not a valid variable name
                    {{a}b}}                     | 1:1  | "a}b" is not a valid variable name
                    {{{#a}}}                    | 1:1  | "#a" is not a valid variable name
                    {{##a}}                     | 1:1  | "#a" is not a valid variable name
                    {{&{a}}                     | 1:1  | this tag is not closed
                    {{ !a}}                     | 1:1  | "!a" is not a valid variable name
                    {{#a b}}{{/a b}}            | 1:1  | "a b" is not a valid variable name
                    {{#time}}{{/time}}          | 1:10 | {{#time}} takes the name of one variable, such as {{#time}}data.at{{/time}}
                    {{#time}}  {{/time}}        | 1:12 | {{#time}} takes the name of one variable, such as {{#time}}data.at{{/time}}
                    {{#time}}{{a}}{{/time}}     | 1:10 | {{#time}} takes the name of one variable, such as {{#time}}data.at{{/time}}
                    {{#date}} at noon{{/date}}  | 1:11 | {{#date}} takes the name of one variable, such as {{#date}}data.at{{/date}}
                    {{#date}}a{{b}}{{/date}}    | 1:11 | {{#date}} takes the name of one variable, such as {{#date}}data.at{{/date}}
                    {{#date}}a{{!b}}c{{/date}}  | 1:11 | {{#date}} takes the name of one variable, such as {{#date}}data.at{{/date}}
                    {{#date}}a{{#b}}{{/b}}      | 1:11 | {{#date}} takes the name of one variable, such as {{#date}}data.at{{/date}}
                    {{#time}}date{{/time}}      | 1:10 | {{#time}} takes the name of one variable, such as {{#time}}data.at{{/time}}
                    {{#time}}a{{/date}}         | 1:11 | {{/date}} does not match the open section, {{#time}} in line 1, column 1
                    {{time}}                    | 1:1  | time is a function: write {{#time}}data.at{{/time}}, or {{data.time}} for a field of data
                    {{{date}}}                  | 1:1  | date is a function: write {{#date}}data.at{{/date}}, or {{data.date}} for a field of data
                    {{^time}}{{/time}}          | 1:1  | time is a function: write {{#time}}data.at{{/time}}, or {{data.time}} for a field of data
                    """)
    void whatIsBrokenIsToldWithLineAndColumn(String written, String place, String reason) {
        var template = written.replace("\\n", "\n").replace("\\r", "\r");
        var at = place.split(":");

        assertThatThrownBy(() -> new MessageTemplate(template))
                .isInstanceOfSatisfying(TemplateSyntaxException.class, broken -> {
                    assertThat(broken.line()).isEqualTo(Integer.parseInt(at[0]));
                    assertThat(broken.column()).isEqualTo(Integer.parseInt(at[1]));
                })
                .hasMessage("line " + at[0] + ", column " + at[1] + ": " + reason.replace("\\n", "\n"));
    }

    @Test
    void aColumnCountsUtf16Units() {
        assertThatThrownBy(() -> new MessageTemplate("😀ä {{}}")).hasMessage("line 1, column 5: " + EMPTY);
    }

    @Test
    void sectionsAreNotNestedForEver() {
        var deepest = "{{#a}}".repeat(50) + "x" + "{{/a}}".repeat(50);
        assertThat(new MessageTemplate(deepest).names()).containsExactly("a");

        assertThatThrownBy(() -> new MessageTemplate("{{#a}}".repeat(51) + "{{/a}}".repeat(51)))
                .hasMessage("line 1, column 301: sections are nested more than 50 deep");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "}}",
                "a } {b} c",
                "{ {a} }",
                "{{a}}}",
                "{{! anything, {{even}} ",
                "{{!}}",
                "{{!{{a}}",
                "{{ a }}{{\ta}}{{{ a }}}{{& a }}",
                "{{#a}}{{/a}}{{^a}}{{/ a }}",
                "{{.}}{{#.}}{{this.x}}{{/.}}",
                "{{größe}} {{a-b}} {{@id}} {{0}} {{a.0.b}} {{名前}}",
                "{{-index}}{{^-last}}, {{/-last}}",
                "{{#time}} data.at\n{{/time}}{{#date}}x{{/date}}",
                "{{data.time}}{{#data.date}}{{/data.date}}",
            })
    void allElseIsATemplate(String template) {
        assertThat(new MessageTemplate(template).source()).isEqualTo(template);
    }

    @Test
    void theNamesAreThoseThatAreWritten() {
        var syntax = new TemplateSyntax(
                "{{a}}{{! b}}{{{c}}}{{&d}}{{#e.f}}{{g}}{{/e.f}}{{^h}}{{/h}}{{#time}}i{{/time}}{{#date}}j.k{{/date}}");
        assertThat(syntax.names()).containsExactly("a", "c", "d", "e.f", "g", "h", "i", "j.k");
        assertThat(syntax.usesTimes()).isTrue();
        assertThat(new TemplateSyntax("{{data.time}}").usesTimes()).isFalse();
    }

    private static final List<String> PIECES = List.of(
            "{",
            "{{",
            "{{{",
            "}",
            "}}",
            "}}}",
            "#",
            "/",
            "^",
            "!",
            "&",
            ">",
            "<",
            "$",
            "=",
            " ",
            "\n",
            "\r\n",
            ".",
            "a",
            "b",
            "data.at",
            "time",
            "date",
            "{{a}}",
            "{{#a}}",
            "{{/a}}",
            "{{^b}}",
            "{{/b}}",
            "{{{b}}}",
            "{{#time}}",
            "{{/time}}",
            "{{!c}}",
            "text",
            "\u0000",
            "\uE000",
            "😀",
            "\uD83D");

    private static String by(Random chance) {
        var text = new StringBuilder();
        for (var i = chance.nextInt(12); i >= 0; i--) {
            text.append(PIECES.get(chance.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    /** Every tag that JMustache sees. */
    private static final class Seen implements Mustache.Visitor {

        private final Set<String> names = new LinkedHashSet<>();
        private boolean inFunction;
        private String unexpected;

        @Override
        public void visitText(String text) {
            // What a function is given is text for JMustache.
            if (inFunction) {
                names.add(text);
            }
            inFunction = false;
        }

        @Override
        public void visitVariable(String name) {
            names.add(name);
        }

        @Override
        public boolean visitInclude(String name) {
            unexpected = name;
            return false;
        }

        @Override
        public boolean visitParent(String name) {
            unexpected = name;
            return false;
        }

        @Override
        public boolean visitBlock(String name) {
            unexpected = name;
            return false;
        }

        @Override
        public boolean visitSection(String name) {
            inFunction = name.charAt(0) == TemplateSyntax.FUNCTION;
            if (!inFunction) {
                names.add(name);
            }
            return true;
        }

        @Override
        public boolean visitInvertedSection(String name) {
            names.add(name);
            return true;
        }
    }

    @Test
    void whateverIsWrittenIsATemplateThatJMustacheUnderstandsTheSameOrIsRefusedWithAPlace() {
        var chance = new Random(20_261_121);
        var accepted = 0;
        for (var i = 0; i < 200_000; i++) {
            var template = by(chance);
            try {
                var syntax = new TemplateSyntax(template);
                var rendered = new MessageTemplate(template);
                accepted++;
                var seen = new Seen();
                // Once as it was written, once as we hand it over.
                Mustache.compiler().compile(template);
                Mustache.compiler().compile(syntax.normal()).visit(seen);
                assertThat(seen.unexpected).as(template).isNull();
                assertThat(seen.names).as(template).isEqualTo(syntax.names());
                rendered.render(Map.of(), Locale.ENGLISH, ZoneOffset.UTC, 1000);
            } catch (TemplateSyntaxException e) {
                var lines = Pattern.compile("\n").split(template, -1);
                assertThat(e.line()).as(template).isBetween(1, lines.length);
                assertThat(e.column()).as(template).isBetween(1, lines[e.line() - 1].length() + 1);
            }
        }
        assertThat(accepted).isGreaterThan(5000);
    }

    /** What JMustache refuses, we refuse too; where we refuse more, it is for one of these reasons. */
    @Test
    void weRefuseNothingWithoutAReason() {
        var chance = new Random(7);
        var reasons = Pattern.compile(
                Pattern.quote(NO_NAME) + "|" + EMPTY + "|" + OPEN
                        + "|is not closed$|not open$|line break|does not match the open section|not supported|delimiters|is a function|takes the name");
        for (var i = 0; i < 50_000; i++) {
            var template = by(chance);
            try {
                new TemplateSyntax(template);
            } catch (TemplateSyntaxException e) {
                assertThat(e.getMessage()).as(template).containsPattern(reasons);
            }
        }
    }
}
