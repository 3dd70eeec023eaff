package org.belfry.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.belfry.catalog.Priority;
import org.belfry.inbox.SourceReport;
import org.belfry.platform.JsonBodies;
import org.belfry.platform.Problem;
import org.belfry.platform.Problem.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Belfry takes a CloudEvent for, and which CloudEvents are none. */
class CloudEventPostTest {

    private static final String GOOD =
            "{\"specversion\":\"1.0\",\"id\":\"e1\",\"source\":\"/etl\",\"type\":\"mention\",\"recipients\":\"ada\"}";

    private static EventDraft structured(String json) {
        return CloudEventJson.read(JsonBodies.parse(json)).draft();
    }

    /** A good event with one member more, or with another value; the value is JSON. */
    private static String with(String member, String value) {
        return good().add(member, JsonBodies.parseValue(value)).build().toString();
    }

    private static String without(String member) {
        return good().remove(member).build().toString();
    }

    private static JsonObjectBuilder good() {
        return Json.createObjectBuilder(JsonBodies.parse(GOOD));
    }

    private static Map<String, List<String>> headers(String... namesAndValues) {
        var headers = new LinkedHashMap<String, List<String>>();
        headers.put("ce-specversion", List.of("1.0"));
        headers.put("ce-id", List.of("e1"));
        headers.put("ce-source", List.of("/etl"));
        headers.put("ce-type", List.of("mention"));
        headers.put("ce-recipients", List.of("ada"));
        for (var i = 0; i < namesAndValues.length; i += 2) {
            headers.put(namesAndValues[i], List.of(namesAndValues[i + 1]));
        }
        return headers;
    }

    private static EventDraft binary(Map<String, List<String>> headers, String contentType, byte[] body) {
        return CloudEventHeaders.of(headers, contentType == null ? List.of() : List.of(contentType))
                .read(body)
                .draft();
    }

    private static EventDraft binary(Map<String, List<String>> headers) {
        return binary(headers, null, new byte[0]);
    }

    private static List<Violation> violations(ThrowingCallable read) {
        var problem = catchThrowableOfType(Problem.class, read);
        assertThat(problem.status()).isEqualTo(400);
        return problem.violations();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void theAttributesNameTheHappeningAndTheDataSayTheRest() {
        var data = """
                {"recipients": ["bob", "ada"], "topics": ["t"], "broadcast": true, "title": "T", "message": "M",
                 "link": "/x", "priority": "high", "actor": "grace", "dedup_key": "k",
                 "source": {"title": "S", "status": "open"}, "n": 1.10}
                """;
        // For whom it is, is not for each of them to read.
        var kept = JsonBodies.parse(data.substring(0, data.indexOf('"')) + data.substring(data.indexOf("\"title\"")))
                .toString();
        var expected = new EventDraft(
                "e1",
                "/etl",
                "mention",
                "grace",
                List.of("bob", "ada"),
                "T",
                "M",
                "/x",
                Priority.HIGH,
                new SourceReport("workflow", "42/run", false, "S", "open"),
                "k",
                kept,
                List.of("t"),
                true);
        assertThat(kept).contains("1.10");
        var json = Json.createObjectBuilder(JsonBodies.parse(without("recipients")))
                .add("subject", "workflow/42/run")
                .add("time", "2018-04-05T17:31:00Z")
                .add("data", JsonBodies.parse(data))
                .build();
        assertThat(structured(json.toString())).isEqualTo(expected);

        var headers = headers("ce-subject", "workflow/42/run", "ce-time", "2018-04-05T17:31:00Z");
        headers.remove("ce-recipients");
        assertThat(binary(headers, "application/json; charset=utf-8", bytes(data)))
                .isEqualTo(expected);
    }

    @Test
    void extensionAttributesGoBeforeTheData() {
        var draft = structured(good().add("recipients", " ada ,,bob, ada")
                .add("topics", "t1,t2")
                .add("broadcast", false)
                .add("data", JsonBodies.parse("{\"recipients\":[\"eve\"],\"topics\":7,\"broadcast\":true}"))
                .build()
                .toString());
        assertThat(draft.recipients()).containsExactly("ada", "bob");
        assertThat(draft.topics()).containsExactly("t1", "t2");
        assertThat(draft.broadcast()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "workflow/42, workflow, 42",
        "workflow/42/run/7, workflow, 42/run/7",
        "plain, subject, plain",
        "/leading, subject, /leading",
        "trailing/, subject, trailing/",
        "/, subject, /",
        "a//b, a, /b",
    })
    void theSubjectIsTheSource(String subject, String type, String id) {
        var expected = new SourceReport(type, id, false, null, null);
        assertThat(structured(with("subject", "\"" + subject + "\"")).source()).isEqualTo(expected);
        assertThat(binary(headers("ce-subject", subject)).source()).isEqualTo(expected);
    }

    @Test
    void withoutASubjectThereIsNoSource() {
        assertThat(structured(with("data", "{\"source\":{\"title\":\"S\"}}")).source())
                .isNull();
        assertThat(structured(with("subject", "null")).source()).isNull();
    }

    @Test
    void aSourceInTheDataThatIsNoObjectIsTheProducersOwnBusiness() {
        assertThat(structured(good().add("subject", "a/b")
                                .add("data", JsonBodies.parse("{\"source\":\"x\"}"))
                                .build()
                                .toString())
                        .source())
                .isEqualTo(new SourceReport("a", "b", false, null, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[1,2]      | {\"value\":[1,2]}",
                "\"x\"      | {\"value\":\"x\"}",
                "7          | {\"value\":7}",
                "true       | {\"value\":true}",
                "{\"a\":1}  | {\"a\":1}",
                "null       | ",
            })
    void jsonThatIsNoObjectIsAValue(String data, String kept) {
        assertThat(structured(with("data", data)).data()).isEqualTo(kept);
        assertThat(binary(headers(), "application/json", bytes(data)).data()).isEqualTo(kept);
        assertThat(binary(headers(), "application/vnd.x+json", bytes(data)).data())
                .isEqualTo(kept);
        assertThat(binary(headers(), null, bytes(data)).data()).isEqualTo(kept);
    }

    @Test
    void textIsKeptAsTextAndBytesAsBase64() {
        var text = good().add("datacontenttype", "text/plain").add("data", "hé").build();
        assertThat(structured(text.toString()).data()).isEqualTo("{\"text\":\"hé\"}");
        assertThat(binary(headers(), "text/plain", bytes("hé")).data()).isEqualTo("{\"text\":\"hé\"}");
        assertThat(binary(headers(), "text/plain; charset=iso-8859-1", new byte[] {'h', (byte) 0xE9})
                        .data())
                .isEqualTo("{\"base64\":\"aOk=\"}");
        assertThat(binary(headers(), "application/octet-stream", new byte[] {0, 1, -1})
                        .data())
                .isEqualTo("{\"base64\":\"AAH/\"}");
        assertThat(binary(headers(), null, new byte[] {0, 1, -1}).data()).isEqualTo("{\"base64\":\"AAH/\"}");
        assertThat(binary(headers()).data()).isNull();
        var binary = good().add("datacontenttype", "image/png").add("data_base64", "AAH/");
        assertThat(structured(binary.build().toString()).data()).isEqualTo("{\"base64\":\"AAH/\"}");
        var json = good().add("datacontenttype", "application/json").add("data_base64", "eyJ0aXRsZSI6IlQifQ==");
        assertThat(structured(json.build().toString()).title()).isEqualTo("T");
    }

    @ParameterizedTest
    @ValueSource(strings = {"specversion", "id", "source", "type"})
    void whatEveryCloudEventHasIsRequired(String attribute) {
        assertThat(violations(() -> structured(without(attribute))))
                .extracting(Violation::field)
                .containsExactly(attribute);
        assertThat(violations(() -> structured(with(attribute, "null"))))
                .extracting(Violation::field)
                .containsExactly(attribute);
        var headers = headers();
        headers.remove("ce-" + attribute);
        assertThat(violations(() -> binary(headers)))
                .extracting(Violation::field)
                .containsExactly("ce-" + attribute);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "specversion     | 0.3           | must be 1.0",
                "specversion     | 1.0.2         | must be 1.0",
                "id              |               | must not be empty",
                "source          |               | must not be empty",
                "source          | a b           | must be a URI reference",
                "source          | http://[      | must be a URI reference",
                "type            |               | must not be empty",
                "subject         |               | must not be empty",
                "time            | yesterday     | must be an RFC 3339 time such as 2018-04-05T17:31:00Z",
                "time            | 2018-04-05    | must be an RFC 3339 time such as 2018-04-05T17:31:00Z",
                "dataschema      | /relative     | must be an absolute URI",
                "broadcast       | yes           | must be true or false",
                "my_ext          | x             | is not a valid attribute name; use only lower-case letters and digits",
            })
    void everyAttributeSaysWhatItMustBe(String attribute, String value, String message) {
        var text = value == null ? "" : value;
        assertThat(violations(() -> structured(with(attribute, "\"" + text + "\""))))
                .containsExactly(new Violation(attribute, message));
        assertThat(violations(() -> binary(headers("ce-" + attribute, text))))
                .containsExactly(new Violation("ce-" + attribute, message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "id              | 7             | must be a string",
                "source          | true          | must be a string",
                "specversion     | 1             | must be a string",
                "time            | 1522949460    | must be a string",
                "ext             | 1.5           | must be a whole number of 32 bits",
                "ext             | 2147483648    | must be a whole number of 32 bits",
                "ext             | {}            | must be a string, a boolean or an integer",
                "recipients      | 7             | must be a string",
                "topics          | true          | must be a string",
                "recipients      | [\"ada\"]     | must be a string, a boolean or an integer",
                "Ext             | \"x\"         | is not a valid attribute name; use only lower-case letters and digits",
                "ext             | \"a\\tb\"     | must not contain control characters",
                "datacontenttype | \"nonsense\"  | must be a media type",
                "data            | {\"title\":7} | must be a string",
            })
    void everyMemberSaysWhatItMustBe(String member, String value, String message) {
        var field = member.equals("data") ? "data.title" : member;
        assertThat(violations(() -> structured(with(member, value)))).containsExactly(new Violation(field, message));
    }

    @Test
    void dataAreThereOnceAndAsTheTypeSays() {
        assertThat(violations(() -> structured(
                        good().add("data", 1).add("data_base64", "AA==").build().toString())))
                .containsExactly(new Violation("data_base64", "must not be sent together with data"));
        assertThat(violations(() -> structured(with("data_base64", "\"?\""))))
                .containsExactly(new Violation("data_base64", "must be a string in Base64"));
        assertThat(violations(() -> structured(with("data_base64", "7"))))
                .containsExactly(new Violation("data_base64", "must be a string in Base64"));
        assertThat(violations(() -> structured(good().add("datacontenttype", "text/plain")
                        .add("data", 7)
                        .build()
                        .toString())))
                .containsExactly(new Violation("data", "must be a string because datacontenttype is not JSON"));
        assertThat(violations(() -> structured(good().add("datacontenttype", "application/json")
                        .add("data_base64", "ew==")
                        .build()
                        .toString())))
                .containsExactly(
                        new Violation("data_base64", "must contain JSON in UTF-8 because datacontenttype is JSON"));
        assertThat(catchThrowableOfType(Problem.class, () -> binary(headers(), "application/json", bytes("{"))))
                .hasMessageContaining("not well-formed JSON");
    }

    @ParameterizedTest
    @CsvSource({
        "title, 1000",
        "message, 20000",
        "link, 2000",
        "actor, 200",
        "dedup_key, 300",
        "source.title, 1000",
        "source.status, 200"
    })
    void whatTheDataSayHasItsLongest(String member, int longest) {
        var nested = member.startsWith("source.");
        var name = member.substring(member.indexOf('.') + 1);
        var value = "{\"" + name + "\":\"" + "x".repeat(longest + 1) + "\"}";
        var data = nested ? "{\"source\":" + value + "}" : value;
        assertThat(violations(() -> structured(with("data", data))))
                .containsExactly(new Violation("data." + member, "must have at most " + longest + " characters"));
        assertThat(structured(with("data", data.replaceFirst("xx", "x"))).type())
                .isEqualTo("mention");
    }

    @ParameterizedTest
    @CsvSource({"id, 300", "source, 500", "type, 200"})
    void theAttributesHaveTheirLongest(String attribute, int longest) {
        assertThat(structured(with(attribute, "\"" + "x".repeat(longest) + "\""))
                        .data())
                .isNull();
        assertThat(violations(() -> structured(with(attribute, "\"" + "x".repeat(longest + 1) + "\""))))
                .containsExactly(new Violation(attribute, "must have at most " + longest + " characters"));
    }

    @ParameterizedTest
    @CsvSource({"100, 200, true", "101, 200, false", "100, 201, false"})
    void theSubjectHasItsLongest(int kind, int id, boolean fits) {
        var subject = "k".repeat(kind) + "/" + "i".repeat(id);
        if (fits) {
            assertThat(binary(headers("ce-subject", subject)).source().id()).hasSize(id);
        } else {
            assertThat(violations(() -> binary(headers("ce-subject", subject))))
                    .extracting(Violation::field)
                    .containsExactly("ce-subject");
        }
    }

    @Test
    void somebodyMustBeNamed() {
        var message = "is required: at least one name, or topics, or broadcast";
        assertThat(violations(() -> structured(without("recipients"))))
                .containsExactly(new Violation("recipients", message));
        assertThat(violations(() -> binary(headers("ce-recipients", ", ,"))))
                .containsExactly(new Violation("ce-recipients", message));
        assertThat(violations(() -> structured(Json.createObjectBuilder(JsonBodies.parse(without("recipients")))
                        .add("data", JsonBodies.parse("{\"recipients\":\"ada\"}"))
                        .build()
                        .toString())))
                .containsExactly(new Violation("data.recipients", "must be an array of strings"));
        assertThat(violations(() -> binary(headers("ce-recipients", "x".repeat(201)))))
                .containsExactly(new Violation("ce-recipients", "must contain only names of at most 200 characters"));
    }

    @Test
    void headersAreDecodedWhateverTheCaseOfTheirNames() {
        var headers = headers("Ce-Title", "unused", "CE-RECIPIENTS", "%C3%A9ve,\"a b\"");
        headers.remove("ce-recipients");
        assertThat(binary(headers).recipients()).containsExactly("éve", "a b");
        assertThat(violations(() -> binary(headers("ce-id", "%C0%A0"))))
                .containsExactly(new Violation("ce-id", "is percent-encoded, but is not valid UTF-8"));
    }

    @Test
    void aHeaderIsThereOnce() {
        var twice = headers();
        twice.put("ce-id", List.of("a", "b"));
        assertThat(violations(() -> binary(twice))).containsExactly(new Violation("ce-id", "must occur only once"));
        assertThat(violations(() -> binary(headers("ce-datacontenttype", "text/plain"))))
                .containsExactly(new Violation("ce-datacontenttype", "must not be sent: use Content-Type instead"));
        assertThat(violations(() -> binary(headers("ce-data", "x"))))
                .containsExactly(new Violation("ce-data", "is not a valid attribute name"));
        assertThat(violations(() -> binary(headers(), "nonsense", new byte[0])))
                .containsExactly(new Violation("Content-Type", "must be a media type"));
    }

    @Test
    void aCloudEventIsTakenForOneAlsoWhereItsVersionWasForgotten() {
        var headers = headers();
        headers.remove("ce-specversion");
        assertThat(CloudEventHeaders.of(headers, List.of()).areThere()).isTrue();
        headers.remove("ce-source");
        assertThat(CloudEventHeaders.of(headers, List.of()).areThere()).isFalse();
        assertThat(CloudEventHeaders.of(Map.of("ce-specversion", List.of("1.0")), List.of())
                        .areThere())
                .isTrue();
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        assertThat(violations(() -> binary(headers("ce-specversion", "2", "ce-id", "", "ce-time", "x"))))
                .extracting(Violation::field)
                .containsExactly("ce-id", "ce-specversion", "ce-time");
    }
}
