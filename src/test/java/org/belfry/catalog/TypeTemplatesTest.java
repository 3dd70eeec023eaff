package org.belfry.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.belfry.catalog.TypeTemplates.Variant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeTemplatesTest {

    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static TypeTemplates.Templates templates(String title, String message) {
        return new TypeTemplates.Templates(new MessageTemplate(title), new MessageTemplate(message));
    }

    private static JsonObject json(String text) {
        try (var reader = Json.createReader(new StringReader(text.replace('\'', '"')))) {
            return reader.readObject();
        }
    }

    private static Map<String, Object> values(String data) {
        var values = new HashMap<String, Object>();
        values.put("actor", "ada");
        values.put("link", null);
        values.put("organization", "Acme & Sons");
        values.put("type", "t");
        values.put("priority", "high");
        values.put("source", Map.of("type", "task", "id", 42L, "title", "Q4 <b>", "status", "open"));
        values.put("data", data == null ? null : json(data));
        return values;
    }

    private static String rendered(String template, String data) {
        return new MessageTemplate(template).render(values(data), Locale.ENGLISH, UTC, 20_000);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {{actor}} on {{source.title}}            | {}                             | ada on Q4 <b>
                    {{{organization}}}, {{&organization}}    | {}                             | Acme & Sons, Acme & Sons
                    {{source.id}} {{type}} {{priority}}      | {}                             | 42 t high
                    {{data.error}} or {{error}}              | {'error':'x & y'}              | x & y or x & y
                    {{actor}} {{data.actor}}                 | {'actor':'eve'}                | ada eve
                    {{link}}.                                | {'link':'http://evil'}         | .
                    [{{nothing}}{{data.a.b.c}}{{source.x}}]  | {'a':{'b':null}}               | []
                    {{n}} {{x}} {{t}} {{f}}                  | {'n':7,'x':1.50,'t':true,'f':false} | 7 1.50 true false
                    [{{o}}{{l}}{{z}}{{data}}{{.}}{{source}}] | {'o':{'a':1},'l':[1],'z':null} | []
                    {{x.class}}{{x.length}}{{class}}{{l.size}}[{{x.getClass}}{{data.entrySet}}] | {'x':'y','l':[1]} | []
                    {{#l}}{{.}}{{^-last}}, {{/-last}}{{/l}}  | {'l':[1,'b',true]}             | 1, b, true
                    {{#l}}[{{x}}{{.}}]{{/l}}                 | {'l':[null,{},{'x':1},[2]]}    | [][][1][]
                    {{#l}}{{#.}}{{.}}{{/.}};{{/l}}           | {'l':[[1,2],[3],[]]}           | 12;3;;
                    {{l.0}}                                  | {'l':[1]}                      | ``
                    {{#o}}{{a}} {{actor}} {{b}}{{/o}}        | {'o':{'a':1,'actor':'eve'},'b':2} | 1 eve 2
                    {{#o}}{{data.b}}{{/o}}                   | {'o':{'a':1},'b':2}            | 2
                    {{#a}}yes{{/a}}{{^a}}no{{/a}}            | {'a':''}                       | no
                    {{#a}}yes{{/a}}{{^a}}no{{/a}}            | {'a':0}                        | yes
                    {{#a}}yes{{/a}}{{^a}}no{{/a}}            | {'a':false}                    | no
                    {{#a}}yes{{/a}}{{^a}}no{{/a}}            | {'a':[]}                       | no
                    {{#a}}yes{{/a}}{{^a}}no{{/a}}            | {'a':{}}                       | yes
                    {{#a}}{{.}}{{/a}}                        | {'a':'text'}                   | text
                    {{#s.on}}on{{/s.on}}{{#s.off}}off{{/s.off}}{{^s}}?{{/s}} | {'s':'off'}     | off
                    {{#data.s.on}}on{{/data.s.on}}{{^data.s.on}}else{{/data.s.on}} | {'s':'off'} | else
                    {{#source.status.open}}open{{/source.status.open}} | {}                   | open
                    {{#o}}{{#s.on}}on{{/s.on}}{{/o}}         | {'o':{'s':'on'}}               | on
                    {{#s}}{{s}}{{/s}}                        | {'s':'s'}                      | s
                    {{http.status}}                          | {'http.status':200}            | 200
                    {{source.id}}{{data.x}}                  | {'source.id':7,'data.x':8}     | 42
                    {{#time}}at{{/time}}.                    | {'at':'1709823456'}            | .
                    {{#time}}at{{/time}}.                    | {'at':1709823456.5}            | .
                    {{#time}}at{{/time}}.                    | {'at':99999999999999999999}    | .
                    {{#time}}at{{/time}}.                    | {'at':9223372036854775807}     | .
                    {{#time}}at{{/time}}.                    | {'at':true}                    | .
                    {{#time}}actor{{/time}}{{#date}}data{{/date}}. | {}                       | .
                    {{#date}}data.at{{/date}}                | {'at':1709823456}              | Mar 7, 2024
                    {{#date}}source.id{{/date}}              | {}                             | Jan 1, 1970
                    {{#l}}{{#date}}at{{/date}};{{/l}}        | {'l':[{'at':0},{'at':86400}]}  | Jan 1, 1970;Jan 2, 1970;
                    {{#data}}{{#date}}at{{/date}}{{/data}}   | {'at':0,'date':5,'time':6}     | Jan 1, 1970
                    {{data.time}}                            | {'time':6}                     | 6
                    a {{! a remark }}b                       | {}                             | a b
                    """)
    void aTemplateIsFilled(String template, String data, String expected) {
        assertThat(rendered(template, data)).isEqualTo(expected);
    }

    @Test
    void tagsAloneOnALineLeaveNoLine() {
        assertThat(rendered("a\n{{#x}}\nX: {{x}}\n{{/x}}\n{{#y}}\nY\n{{/y}}\n{{! z }}\nb", "{'x':1}"))
                .isEqualTo("a\nX: 1\nb");
    }

    @Test
    void timesAreOfTheLocaleAndTheZone() {
        var template = new MessageTemplate("{{#time}}data.at{{/time}}|{{#date}}data.at{{/date}}");
        var values = values("{'at':1709852400}");
        assertThat(template.render(values, Locale.ENGLISH, UTC, 1000))
                .matches("Mar 7, 2024, 11:00\\hPM UTC\\|Mar 7, 2024");
        assertThat(template.render(values, Locale.GERMAN, BERLIN, 1000)).isEqualTo("08.03.2024, 00:00 MEZ|08.03.2024");
    }

    @Test
    void theTextStopsAtItsLengthAndNeverInsideACharacter() {
        var typeTemplates = new TypeTemplates("c", Map.of("en", templates("{{t}}", "{{#l}}{{t}}{{/l}}")));
        var values = values("{'t':'" + "x" + "😀".repeat(900) + "','l':[" + "1,".repeat(99) + "1]}");

        var text = typeTemplates.write(values, new Variant("en", ""));

        assertThat(text.title()).hasSize(999).endsWith("😀");
        assertThat(text.message()).hasSizeBetween(19_999, 20_000).endsWith("😀");
        assertThat(text.message()
                        .chars()
                        .filter(c -> Character.isHighSurrogate((char) c))
                        .count())
                .isEqualTo(text.message()
                        .chars()
                        .filter(c -> Character.isLowSurrogate((char) c))
                        .count());
    }

    @Test
    void noTemplateGoesOnForEver() {
        var list = "[" + "1,".repeat(999) + "1]";
        var data = "{'l':" + list + "}";
        var all = "{{#l}}".repeat(50) + "{{nothing}}" + "{{/l}}".repeat(50);
        // 1,000 to the power of 50, without the bound.
        assertThat(rendered(all, data)).isEmpty();
        assertThat(rendered("{{#l}}x{{/l}}", data)).hasSize(1000);
        assertThat(rendered("{{#l}}{{#l}}x{{/l}}{{/l}}", data)).hasSizeBetween(10_000, 20_000);
        assertThat(rendered("{{#data.l}}{{#data.l}}{{.}}{{/data.l}}{{/data.l}} end", data))
                .hasSizeBetween(10_000, 20_000)
                .doesNotContain("end");
    }

    @Test
    void aTitleIsOneLineWithoutBlanksAround() {
        var typeTemplates = new TypeTemplates("c", Map.of("en", templates("  {{t}}\r\n\u2028", " {{m}}\n")));
        var text = typeTemplates.write(
                values("{'t':'a\\nb\\r\\nc\\u2029d','m':'\\n one\\n two \\n'}"), new Variant("en", ""));
        assertThat(text).isEqualTo(new TypeTemplates.Text("a b c d", "one\n two"));
    }

    @Test
    void aTitleThatComesOutBlankIsTheCode() {
        var typeTemplates = new TypeTemplates("deploy.done", Map.of("en", templates("{{data.t}} ", "{{data.m}}")));
        assertThat(typeTemplates.write(values("{'t':' \\n'}"), new Variant("en", "")))
                .isEqualTo(new TypeTemplates.Text("deploy.done", null));
        assertThat(typeTemplates.write(Map.of(), new Variant("en", "")))
                .isEqualTo(new TypeTemplates.Text("deploy.done", null));
    }

    @Test
    void anAdHocTypeIsNoTemplate() {
        var typeTemplates = new TypeTemplates("{{actor}} {{");
        assertThat(typeTemplates.write(values("{}"), typeTemplates.variant(Locale.GERMAN, BERLIN)))
                .isEqualTo(new TypeTemplates.Text("{{actor}} {{", null));
        assertThat(typeTemplates.variant(Locale.GERMAN, BERLIN)).isEqualTo(typeTemplates.variant(Locale.ROOT, UTC));
    }

    @ParameterizedTest
    @CsvSource({
        "en, en, ''",
        "en-GB, en, ''",
        "de, de, Europe/Berlin",
        "de-CH-1996, de, Europe/Berlin",
        "de-Latn-AT-u-ca-buddhist, de, Europe/Berlin",
        "fr, en, ''",
        "und, en, ''",
        "gsw, en, ''",
    })
    void theVariantIsTheBestLanguageAndTheZoneOnlyWhereItMatters(String locale, String language, String zone) {
        var typeTemplates = new TypeTemplates(
                "c", Map.of("en", templates("a", "b"), "de", templates("a", "{{#time}}data.at{{/time}}")));
        assertThat(typeTemplates.variant(Locale.forLanguageTag(locale), BERLIN)).isEqualTo(new Variant(language, zone));
    }

    @Test
    void aWordingOfOneLanguageIsForEverybody() {
        var typeTemplates = new TypeTemplates("c", Map.of("pt-BR", templates("{{#date}}data.at{{/date}}", "b")));
        var variant = typeTemplates.variant(Locale.GERMAN, BERLIN);
        assertThat(variant).isEqualTo(new Variant("pt-BR", "Europe/Berlin"));
        assertThat(typeTemplates.write(values("{'at':0}"), variant).title())
                .contains("1970")
                .contains("jan");
        assertThat(typeTemplates
                        .write(values("{'at':0}"), new Variant("en", ""))
                        .title())
                .contains("1970");
    }

    @Test
    void theVariablesAreMembersOfData() {
        var typeTemplates = new TypeTemplates(
                "c",
                Map.of(
                        "en",
                        templates("{{actor}} {{app}}", "{{#data.items}}{{.}}{{-index}}{{/data.items}}{{source.id}}")));
        assertThat(typeTemplates.variables()).containsOnlyKeys("app", "items");
    }

    /** Whatever the data are, nothing is thrown. */
    @Test
    void anyDataCanBeFilledIn() {
        var chance = new Random(11);
        var templates = List.of(
                "{{a}}{{a.b}}{{a.b.c}}{{#a}}{{b}}{{.}}{{#b}}{{c}}{{this.c}}{{/b}}{{/a}}",
                "{{#a.b}}{{#time}}c{{/time}}{{#date}}.{{/date}}{{/a.b}}{{^a.b.c}}{{a.0}}{{/a.b.c}}",
                "{{#data}}{{#a}}{{-index}}{{-first}}{{#-last}}{{a}}{{/-last}}{{/a}}{{/data}}{{#source}}{{id}}{{/source}}");
        for (var i = 0; i < 5_000; i++) {
            var data = "{'a':" + any(chance, 4) + ",'b':" + any(chance, 3) + ",'c':" + any(chance, 2) + "}";
            for (var template : templates) {
                assertThat(rendered(template, data)).doesNotContain("{{");
            }
        }
    }

    private static String any(Random chance, int depth) {
        return switch (chance.nextInt(depth == 0 ? 6 : 8)) {
            case 0 -> "null";
            case 1 -> "'b'";
            case 2 -> String.valueOf(chance.nextLong());
            case 3 -> "1709823456";
            case 4 -> "1e400";
            case 5 -> String.valueOf(chance.nextBoolean());
            case 6 -> "[" + any(chance, depth - 1) + "," + any(chance, depth - 1) + "]";
            default -> "{'a':" + any(chance, depth - 1) + ",'b':" + any(chance, depth - 1) + "}";
        };
    }
}
