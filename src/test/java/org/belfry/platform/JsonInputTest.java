package org.belfry.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.belfry.platform.Problem.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonInputTest {

    private enum Colour {
        RED,
        DARK_BLUE
    }

    private static JsonObject json(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    /** The input with one member {@code it} of this value, as JSON. */
    private static JsonInput it(String value) {
        return new JsonInput(json("{\"it\":" + value + "}"));
    }

    private static List<Violation> violations(JsonInput input) {
        return catchThrowableOfType(Problem.class, input::check).violations();
    }

    private static void assertFine(JsonInput input) {
        assertThat(input.isFine()).isTrue();
        assertThatNoException().isThrownBy(input::check);
    }

    private static void assertRefused(JsonInput input, String message) {
        assertThat(input.isFine()).isFalse();
        assertThat(violations(input)).containsExactly(new Violation("it", message));
    }

    /** Reads with each method. */
    private static List<Function<JsonInput, Object>> readers() {
        return List.of(
                input -> input.text("it", 10),
                input -> input.integer("it", 0, 10),
                input -> input.bool("it"),
                input -> input.oneOf("it", Colour.class),
                input -> input.object("it", nested -> nested),
                input -> input.objectValue("it"),
                input -> input.textOrInteger("it", 10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"it\":null}", "{\"other\":1}"})
    void whatIsAbsentOrNullReadsAsNullOrEmptyAndIsFine(String text) {
        var input = new JsonInput(json(text));

        readers().forEach(reader -> assertThat(reader.apply(input)).isNull());
        assertThat(input.texts("it", 1, 1)).isEmpty();
        assertThat(input.ids("it", 1)).isEmpty();
        assertThat(input.has("it")).isFalse();
        assertFine(input);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"it\":null}"})
    void whatIsRequiredMustBeThere(String text) {
        var input = new JsonInput(json(text));

        assertThat(input.requiredText("it", 10)).isNull();
        assertRefused(input, "is required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\" \"", "\"\\t\\n\\r\"", "\"\\u2003\""})
    void whatIsRequiredMustNotBeBlank(String value) {
        var input = it(value);

        assertThat(input.requiredText("it", 10)).isNull();
        assertRefused(input, "must not be blank");
    }

    @Test
    void aTextMayBeBlankWhereItIsNotRequired() {
        var input = it("\" \"");

        assertThat(input.text("it", 10)).isEqualTo(" ");
        assertFine(input);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "true", "false", "[]", "[\"x\"]", "{}"})
    void aTextIsAString(String value) {
        var optional = it(value);
        var required = it(value);

        assertThat(optional.text("it", 10)).isNull();
        assertRefused(optional, "must be a string");
        assertThat(required.requiredText("it", 10)).isNull();
        assertRefused(required, "must be a string");
    }

    @Test
    void aTextMayHaveAsManyCharactersAsItSays() {
        var longest = it("\"" + "x".repeat(10) + "\"");
        var longer = it("\"" + "x".repeat(11) + "\"");

        assertThat(longest.text("it", 10)).hasSize(10);
        assertFine(longest);
        assertThat(longer.text("it", 10)).isNull();
        assertRefused(longer, "must have at most 10 characters");
    }

    @ParameterizedTest
    @CsvSource({
        "'\"a\\u0000b\"',            must not contain the character U+0000",
        "'\"\\ud83d\"',              must be valid Unicode (unpaired surrogate)",
        "'\"\\udd14\"',              must be valid Unicode (unpaired surrogate)",
        "'\"\\ud83d\\ud83d\\udd14\"', must be valid Unicode (unpaired surrogate)",
        "'\"\\udd14\\ud83d\"',       must be valid Unicode (unpaired surrogate)",
        "'\"\\ud83dx\"',             must be valid Unicode (unpaired surrogate)",
    })
    void whatNoDatabaseKeepsIsRefusedWhereverItStands(String value, String message) {
        for (var reader : List.<Function<JsonInput, Object>>of(
                input -> input.text("it", 10),
                input -> input.requiredText("it", 10),
                input -> input.textOrInteger("it", 10))) {
            var input = it(value);
            assertThat(reader.apply(input)).isNull();
            assertRefused(input, message);
        }
        var texts = it("[" + value + "]");
        assertThat(texts.texts("it", 10, 10)).isEmpty();
        assertRefused(texts, message);

        for (var nested : List.of(
                "{\"a\":%s}", "{%s:1}", "{\"a\":[1,%s]}", "{\"a\":{\"b\":[[{\"c\":%s}]]}}", "{\"a\":1,\"b\":%s}")) {
            var asItIs = it(nested.formatted(value));
            assertThat(asItIs.objectValue("it")).isNull();
            assertRefused(asItIs, message);
            var read = it(nested.formatted(value));
            String reader = read.object("it", any -> "read");
            assertThat(reader).isNull();
            assertRefused(read, message);
        }
    }

    @Test
    void whatIsBeyondTheBasicPlaneIsKept() {
        var input = it("\"\\ud83d\\udd14 \uD834\uDD1E\"");

        assertThat(input.text("it", 10)).isEqualTo("\uD83D\uDD14 \uD834\uDD1E");
        assertFine(input);
    }

    @Test
    void textsAreDistinctAndInTheOrderGiven() {
        var input = it("[\"b\",\"a\",\"b\",\"A\",\"a\"]");

        assertThat(input.texts("it", 5, 10)).containsExactly("b", "a", "A");
        assertFine(input);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"a\"'        | must be an array of strings",
                "{}             | must be an array of strings",
                "7              | must be an array of strings",
                "['1','2','3']  | must contain at most 2 strings",
                "['1','1','1']  | must contain at most 2 strings",
                "[1]            | must be a string",
                "[null]         | must be a string",
                "[[]]           | must be a string",
                "['']           | must not contain a blank string",
                "[' ','a']      | must not contain a blank string",
                "['toolong']    | must have at most 5 characters",
            },
            quoteCharacter = '~')
    void aListOfTextsSaysWhatIsWrongWithIt(String value, String message) {
        var input = it(value.replace("'\"a\"'", "\"a\"").replace('\'', '"'));

        assertThat(input.texts("it", 2, 5)).doesNotContain("", " ", "toolong").hasSizeLessThan(2);
        assertRefused(input, message);
    }

    @Test
    void idsAreDistinctPositiveAndInTheOrderGiven() {
        var input = it("[3,1,3,9223372036854775807]");

        assertThat(input.ids("it", 4)).containsExactly(3L, 1L, Long.MAX_VALUE);
        assertFine(input);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[0]",
                "[-1]",
                "[1.5]",
                "[1.0]",
                "[1e400]",
                "[9223372036854775808]",
                "[\"1\"]",
                "[null]",
                "[true]",
                "[{}]",
                "[[1]]",
                "[1,2,0]"
            })
    void anIdIsAPositiveWholeNumber(String value) {
        var input = it(value);
        input.ids("it", 5);

        assertRefused(input, "must contain only positive whole numbers");
    }

    @Test
    void thereAreNoMoreIdsThanAllowed() {
        var ids = IntStream.rangeClosed(1, 6).mapToObj(Integer::toString).collect(Collectors.joining(",", "[", "]"));
        var input = it(ids);

        assertThat(input.ids("it", 5)).isEmpty();
        assertRefused(input, "must contain at most 5 ids");
        assertThat(it(ids).ids("it", 6)).hasSize(6);
    }

    @Test
    void oneWrongIdAmongThousandsIsToldOnce() {
        var input = it("[0" + ",0".repeat(4999) + "]");
        input.ids("it", 5000);

        assertRefused(input, "must contain only positive whole numbers");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1\"", "true", "[]", "{}", "1.0", "1.5", "1e400", "1e-400", "1E2", "-1e400"})
    void anIntegerIsAWholeNumberWrittenAsOne(String value) {
        var input = it(value);

        assertThat(input.integer("it", Long.MIN_VALUE, Long.MAX_VALUE)).isNull();
        assertRefused(input, "must be a whole number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "11", "-5", "9223372036854775808", "-9223372036854775809", "18446744073709551621"})
    void anIntegerIsWithinItsBounds(String value) {
        var input = it(value);

        assertThat(input.integer("it", 1, 10)).isNull();
        assertThat(violations(input)).singleElement().satisfies(violation -> {
            assertThat(violation.field()).isEqualTo("it");
            assertThat(violation.message()).contains("1").contains("10");
        });
    }

    @ParameterizedTest
    @CsvSource({"1,1,10", "10,1,10", "-3,-3,0", "9223372036854775807,0,9223372036854775807"})
    void theBoundsThemselvesAreIncluded(long value, long min, long max) {
        var input = it(Long.toString(value));

        assertThat(input.integer("it", min, max)).isEqualTo(value);
        assertFine(input);
    }

    @Test
    void aBooleanIsTrueOrFalse() {
        assertThat(it("true").bool("it")).isTrue();
        assertThat(it("false").bool("it")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"true\"", "1", "0", "[]", "{}"})
    void nothingElseIsABoolean(String value) {
        var input = it(value);

        assertThat(input.bool("it")).isNull();
        assertRefused(input, "must be true or false");
    }

    @Test
    void anEnumIsReadByItsNameInLowerCase() {
        assertThat(it("\"red\"").oneOf("it", Colour.class)).isEqualTo(Colour.RED);
        assertThat(it("\"dark_blue\"").oneOf("it", Colour.class)).isEqualTo(Colour.DARK_BLUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"RED\"", "\"Red\"", "\"green\"", "\"\"", "0", "true", "[\"red\"]", "{}"})
    void whatIsNotOneOfThemIsToldWhichThereAre(String value) {
        var input = it(value);

        assertThat(input.oneOf("it", Colour.class)).isNull();
        assertRefused(input, "must be one of red, dark_blue");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"x\"", "1", "true", "[]", "[{}]"})
    void anObjectIsAnObject(String value) {
        var read = it(value);
        var asItIs = it(value);

        String reader = read.object("it", any -> "read");
        assertThat(reader).isNull();
        assertRefused(read, "must be an object");
        assertThat(asItIs.objectValue("it")).isNull();
        assertRefused(asItIs, "must be an object");
    }

    @Test
    void theFieldsOfANestedObjectAreNamedByTheirPath() {
        var input = it("{\"a\":1,\"deep\":{}}");

        assertThat(input.<String>object("it", nested -> {
                    nested.text("a", 5);
                    nested.object("deep", deeper -> deeper.requiredText("b", 5));
                    return "read";
                }))
                .isEqualTo("read");
        assertThat(violations(input))
                .containsExactly(new Violation("it.a", "must be a string"), new Violation("it.deep.b", "is required"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"x\"", "\"\"", "7", "-7", "0", "9223372036854775807"})
    void aTextOrAnIntegerIsGivenAsItIs(String value) {
        var input = it(value);

        assertThat(input.textOrInteger("it", 10)).hasToString(value);
        assertFine(input);
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "[]", "{}", "1.0", "1.5", "1e400", "9223372036854775808"})
    void nothingElseIsATextOrAnInteger(String value) {
        var input = it(value);

        assertThat(input.textOrInteger("it", 10)).isNull();
        assertRefused(input, "must be a string or a whole number");
    }

    @Test
    void aTextThatMightHaveBeenANumberIsBoundedToo() {
        var input = it("\"" + "7".repeat(11) + "\"");

        assertThat(input.textOrInteger("it", 10)).isNull();
        assertRefused(input, "must have at most 10 characters");
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        var input = new JsonInput(json("{\"a\":1,\"b\":\"x\",\"c\":\"fine\"}"));
        input.text("a", 5);
        input.integer("b", 0, 1);
        input.text("c", 5);
        input.reject("d", "is ours to refuse");

        var problem = catchThrowableOfType(Problem.class, input::check);

        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem).hasMessage("a must be a string");
        assertThat(problem.violations())
                .containsExactly(
                        new Violation("a", "must be a string"),
                        new Violation("b", "must be a whole number"),
                        new Violation("d", "is ours to refuse"));
    }

    @Test
    void whatNobodyAsksForIsIgnored() {
        var input = new JsonInput(json("{\"it\":\"x\",\"unknown\":{\"a\":\"\\u0000\"}}"));

        assertThat(input.text("it", 5)).isEqualTo("x");
        assertThat(((JsonString) input.textOrInteger("it", 5)).getString()).isEqualTo("x");
        assertFine(input);
    }
}
