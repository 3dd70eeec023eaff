package org.belfry.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.json.Json;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.belfry.catalog.Priority;
import org.belfry.inbox.SourceReport;
import org.belfry.platform.JsonBodies;
import org.belfry.platform.JsonInput;
import org.belfry.platform.Problem;
import org.belfry.platform.Problem.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventDraftTest {

    private static final String NOBODY = "is required: at least one name, or topics, or broadcast";

    private static EventDraft read(String json) {
        return EventDraft.read(new JsonInput(JsonBodies.parse(json)));
    }

    private static List<Violation> violations(String json) {
        return catchThrowableOfType(Problem.class, () -> read(json)).violations();
    }

    /** A good event with one more member. */
    private static String with(String member, String value) {
        var good = Json.createObjectBuilder(JsonBodies.parse("{\"type\":\"mention\",\"recipients\":[\"ada\"]}"));
        return good.add(member, JsonBodies.parse("{\"it\":" + value + "}").get("it"))
                .build()
                .toString();
    }

    private static String names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "\"name" + i + "\"").collect(Collectors.joining(",", "[", "]"));
    }

    @Test
    void aTypeAndARecipientAreEnough() {
        assertThat(read("{\"type\":\"mention\",\"recipients\":[\"ada\"]}"))
                .isEqualTo(new EventDraft(
                        null,
                        null,
                        "mention",
                        null,
                        List.of("ada"),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        false));
    }

    @Test
    void everyMemberIsRead() {
        var json = """
                {"id": "e1", "producer": "tracker", "type": "mention", "actor": "grace",
                 "recipients": ["ada", "bob"], "title": "T", "message": "M", "link": "/x", "priority": "high",
                 "source": {"type": "task", "id": 7, "title": "S", "status": "open"}, "dedup_key": "k",
                 "data": {"a": [1]}, "topics": ["t1", "t2"], "broadcast": true, "unknown": true}
                """;

        assertThat(read(json))
                .isEqualTo(new EventDraft(
                        "e1",
                        "tracker",
                        "mention",
                        "grace",
                        List.of("ada", "bob"),
                        "T",
                        "M",
                        "/x",
                        Priority.HIGH,
                        new SourceReport("task", "7", true, "S", "open"),
                        "k",
                        "{\"a\":[1]}",
                        List.of("t1", "t2"),
                        true));
    }

    @Test
    void anEmptyObjectLacksItsTypeAndItsRecipients() {
        assertThat(violations("{}"))
                .containsExactly(new Violation("type", "is required"), new Violation("recipients", NOBODY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null"})
    void somebodyMustBeNamed(String recipients) {
        assertThat(violations(with("recipients", recipients))).containsExactly(new Violation("recipients", NOBODY));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 9_999, 10_000})
    void upToTenThousandMayBeNamed(int count) {
        assertThat(read(with("recipients", names(count))).recipients()).hasSize(count);
    }

    @Test
    void moreThanTenThousandAreRefused() {
        assertThat(violations(with("recipients", names(10_001))))
                .containsExactly(new Violation("recipients", "must contain at most 10000 strings"));
    }

    @Test
    void whoIsNamedTwiceIsToldOnceInTheOrderGiven() {
        assertThat(read(with("recipients", "[\"bob\",\"ada\",\"bob\",\"Ada\"]")).recipients())
                .containsExactly("bob", "ada", "Ada");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"topics\":[\"t\"]", "\"broadcast\":true", "\"topics\":[\"t\"],\"recipients\":[]"})
    void topicsOrABroadcastStandForNames(String audience) {
        assertThat(read("{\"type\":\"mention\"," + audience + "}").recipients()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"topics\":[]", "\"broadcast\":false", "\"topics\":null,\"broadcast\":null"})
    void nobodyIsNotEnough(String audience) {
        assertThat(violations("{\"type\":\"mention\"," + audience + "}"))
                .containsExactly(new Violation("recipients", NOBODY));
    }

    @Test
    void upToAHundredTopicsMayBeNamed() {
        assertThat(read(with("topics", names(100))).topics()).hasSize(100);
        assertThat(violations(with("topics", names(101))))
                .containsExactly(new Violation("topics", "must contain at most 100 strings"));
        assertThat(violations(with("topics", "[\"" + "x".repeat(201) + "\"]")))
                .containsExactly(new Violation("topics", "must have at most 200 characters"));
    }

    @ParameterizedTest
    @CsvSource({
        "id, 300",
        "producer, 500",
        "type, 200",
        "actor, 200",
        "title, 1000",
        "message, 20000",
        "link, 2000",
        "dedup_key, 300"
    })
    void everyTextHasItsLongest(String member, int longest) {
        assertThat(read(with(member, "\"" + "x".repeat(longest) + "\"")).type()).isNotNull();
        assertThat(violations(with(member, "\"" + "x".repeat(longest + 1) + "\"")))
                .containsExactly(new Violation(member, "must have at most " + longest + " characters"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "producer", "type", "actor", "title", "message", "link", "dedup_key"})
    void everyTextIsATextThatCanBeKept(String member) {
        assertThat(violations(with(member, "7"))).containsExactly(new Violation(member, "must be a string"));
        assertThat(violations(with(member, "{}"))).containsExactly(new Violation(member, "must be a string"));
        assertThat(violations(with(member, "\"a\\u0000\"")))
                .containsExactly(new Violation(member, "must not contain the character U+0000"));
        assertThat(violations(with(member, "\"\\ud83d\"")))
                .containsExactly(new Violation(member, "must be valid Unicode (unpaired surrogate)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "producer", "type", "title"})
    void whatNamesTheEventMustSaySomething(String member) {
        assertThat(violations(with(member, "\" \""))).containsExactly(new Violation(member, "must not be blank"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "recipients | 'ada'       | must be an array of strings",
                "recipients | {}          | must be an array of strings",
                "recipients | [7]         | must be a string",
                "recipients | ['']        | must not contain a blank string",
                "recipients | ['ada',' '] | must not contain a blank string",
                "topics     | 'news'      | must be an array of strings",
                "topics     | [7]         | must be a string",
                "topics     | [' ']       | must not contain a blank string",
                "broadcast  | 'true'      | must be true or false",
                "broadcast  | 1           | must be true or false",
                "priority   | 'urgent'    | must be one of low, medium, high, critical",
                "priority   | 'HIGH'      | must be one of low, medium, high, critical",
                "priority   | 3           | must be one of low, medium, high, critical",
                "source     | 'task'      | must be an object",
                "source     | []          | must be an object",
                "data       | 'x'         | must be an object",
                "data       | []          | must be an object",
                "data       | 1           | must be an object",
            },
            quoteCharacter = '~')
    void everyOtherMemberSaysWhatItMustBe(String member, String value, String message) {
        assertThat(violations(with(member, value.replace('\'', '"')))).containsExactly(new Violation(member, message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":\"\\u0000\"}", "{\"\\u0000\":1}", "{\"a\":[[{\"b\":\"x\\u0000\"}]]}"})
    void dataThatNoDatabaseKeepsIsRefused(String data) {
        assertThat(violations(with("data", data)))
                .containsExactly(new Violation("data", "must not contain the character U+0000"));
    }

    @Test
    void aNameThatIsTooLongIsRefused() {
        assertThat(violations(with("recipients", "[\"" + "x".repeat(201) + "\"]")))
                .containsExactly(new Violation("recipients", "must have at most 200 characters"));
    }

    @ParameterizedTest
    @CsvSource({
        "'\"a-7\"', a-7, false",
        "'\"7\"', 7, false",
        "7, 7, true",
        "-7, -7, true",
        "9223372036854775807, 9223372036854775807, true",
    })
    void theSourcesIdIsATextOrANumber(String id, String text, boolean numeric) {
        assertThat(read(with("source", "{\"type\":\"task\",\"id\":" + id + "}")).source())
                .isEqualTo(new SourceReport("task", text, numeric, null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "1.0", "1e400", "9223372036854775808", "true", "[]", "{}"})
    void theSourcesIdIsNothingElse(String id) {
        assertThat(violations(with("source", "{\"type\":\"task\",\"id\":" + id + "}")))
                .containsExactly(new Violation("source.id", "must be a string or a whole number"));
    }

    @Test
    void aSourceLacksItsTypeAndItsId() {
        assertThat(violations(with("source", "{}")))
                .containsExactly(
                        new Violation("source.type", "is required"), new Violation("source.id", "is required"));
    }

    @ParameterizedTest
    @CsvSource({"type, 100", "id, 200", "title, 1000", "status, 200"})
    void theTextsOfASourceHaveTheirLongest(String member, int longest) {
        var template = "{\"type\":\"task\",\"id\":1,\"%s\":\"%s\"}";

        assertThat(read(with("source", template.formatted(member, "x".repeat(longest))))
                        .source())
                .isNotNull();
        assertThat(violations(with("source", template.formatted(member, "x".repeat(longest + 1)))))
                .containsExactly(new Violation("source." + member, "must have at most " + longest + " characters"));
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        assertThat(violations("{\"id\":\" \",\"recipients\":[1],\"priority\":\"x\",\"data\":1,"
                        + "\"source\":{\"type\":1,\"id\":true},\"topics\":[7]}"))
                .extracting(Violation::field)
                .containsExactlyInAnyOrder(
                        "id", "type", "recipients", "priority", "data", "source.type", "source.id", "topics");
    }
}
