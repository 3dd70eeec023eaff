package org.belfry.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.io.StringReader;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationViewTest {

    private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

    private static JsonObject parse(String json) {
        try (var reader = READERS.createReader(new StringReader(json))) {
            return reader.readObject();
        }
    }

    private static Event event(Event.Content content, SourceReport source) {
        return new Event(1, null, content, source == null ? null : new Source(1, source), 1000);
    }

    private static NotificationView view(Event event, String recipient) {
        var notification = new OneInbox().arrive(event);
        return NotificationView.of(notification, EventView.of(event, null), recipient);
    }

    private static JsonObject json(Event.Content content, SourceReport source, String recipient) {
        return parse(view(event(content, source), recipient).toJson());
    }

    private static Event.Content content(String all) {
        return new Event.Content(all, all, all, all, all, all, all, all, all, all, null);
    }

    private static final Event.Content PLAIN =
            new Event.Content("p", null, "mention", "tasks", "medium", "Title", null, null, null, null, null);

    @Test
    void theMembersComeInTheirOrder() {
        assertThat(json(PLAIN, null, "ada").keySet())
                .containsExactly(
                        "id",
                        "recipient",
                        "type",
                        "category",
                        "title",
                        "message",
                        "link",
                        "source_type",
                        "source_id",
                        "source",
                        "actor",
                        "priority",
                        "data",
                        "occurrences",
                        "created_at",
                        "delivered_at",
                        "read_at",
                        "archived_at",
                        "snoozed_until",
                        "modseq");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "message",
                "link",
                "source_type",
                "source_id",
                "source",
                "actor",
                "delivered_at",
                "read_at",
                "archived_at",
                "snoozed_until"
            })
    void whatIsNotThereIsWrittenAsNull(String member) {
        assertThat(json(PLAIN, null, "ada").get(member)).isEqualTo(JsonValue.NULL);
    }

    @Test
    void theNumbersAreNumbers() {
        var json = json(PLAIN, null, "ada");

        assertThat(json.getInt("occurrences")).isEqualTo(1);
        assertThat(json.getInt("created_at")).isEqualTo(1000);
        assertThat(json.getInt("modseq")).isEqualTo(1);
        assertThat(json.getInt("id")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"",
                "\\",
                "\\\"",
                "\",\"id\":0,\"x\":\"",
                "</script><script>",
                "\u0001\b\f\n\r\t\u001f",
                "\u007f\u0080\u2028\u2029\uFEFF",
                "Grüße \uD83D\uDD14 日本",
                "\\u0022",
                "null",
                "{}",
                "'"
            })
    void anyTextIsReadBackAsItWas(String nasty) {
        var json = json(content(nasty), new SourceReport(nasty, nasty, false, nasty, nasty), nasty);

        assertThat(json).hasSize(20);
        for (var member : new String[] {
            "recipient", "type", "category", "title", "message", "link", "source_type", "source_id", "actor", "priority"
        }) {
            assertThat(json.getString(member)).as(member).isEqualTo(nasty);
        }
        assertThat(json.getJsonObject("source").values()).hasSize(4).allSatisfy(value -> assertThat(value)
                .isEqualTo(Json.createValue(nasty)));
    }

    @Test
    void noTextAtAllBreaksTheJson() {
        var alphabet = "\"\\{}[]:,/ab\n\u0001\u2028é\uE000";
        for (var seed = 0; seed < 1000; seed++) {
            var random = new Random(seed);
            var nasty = random.ints(random.nextInt(20), 0, alphabet.length())
                    .collect(StringBuilder::new, (text, i) -> text.append(alphabet.charAt(i)), StringBuilder::append)
                    .toString();
            var json = json(content(nasty), new SourceReport("t", nasty, false, null, nasty), nasty);
            assertThat(json.getString("title")).as("seed %s", seed).isEqualTo(nasty);
            assertThat(json.getString("source_id")).as("seed %s", seed).isEqualTo(nasty);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "7", "-7", "9223372036854775807"})
    void anIdThatWasANumberIsANumber(String id) {
        var json = json(PLAIN, new SourceReport("task", id, true, null, null), "ada");

        assertThat(json.get("source_id").getValueType()).isEqualTo(ValueType.NUMBER);
        assertThat(json.get("source_id")).hasToString(id);
        assertThat(json.getJsonObject("source").get("id")).isEqualTo(json.get("source_id"));
    }

    @Test
    void anIdThatWasATextIsATextEvenIfItLooksLikeANumber() {
        var json = json(PLAIN, new SourceReport("task", "7", false, null, null), "ada");

        assertThat(json.getString("source_id")).isEqualTo("7");
        assertThat(json.getJsonObject("source").getString("id")).isEqualTo("7");
    }

    @Test
    void theSourceIsShownAsItWasLastReported() {
        var source = new Source(1, new SourceReport("task", "7", true, "Old", "open"));
        source.update(new SourceReport("task", "7", true, "New", null));

        assertThat(source.report()).isEqualTo(new SourceReport("task", "7", true, "New", "open"));
        var event = new Event(1, null, PLAIN, source, 1000);
        assertThat(parse(view(event, "ada").toJson()).getJsonObject("source"))
                .hasToString("{\"type\":\"task\",\"id\":7,\"title\":\"New\",\"status\":\"open\"}");
    }

    @Test
    void whatTheReportIsSilentOnStays() {
        var source = new Source(1, new SourceReport("task", "7", true, "Title", "open"));
        source.update(new SourceReport("task", "7", false, null, null));

        assertThat(source.report()).isEqualTo(new SourceReport("task", "7", false, "Title", "open"));
    }

    @Test
    void theDataIsTheProducersObject() {
        var data = "{\"a\":[1,2.50,null],\"b\":{\"c\":\"\\\"\"}}";
        var content = new Event.Content("p", null, "t", "c", "low", "T", null, null, null, null, data);

        assertThat(json(content, null, "ada").getJsonObject("data")).isEqualTo(parse(data));
    }

    @Test
    void noDataIsAnEmptyObject() {
        assertThat(json(PLAIN, null, "ada").getJsonObject("data")).isEmpty();
    }

    @Test
    void theEventIsWrittenTheSameInEveryInbox() {
        var event = event(PLAIN, null);
        var shared = EventView.of(event, null);

        assertThat(shared.members())
                .isSameAs(shared.members())
                .isEqualTo(EventView.of(event, null).members());
    }

    /** Its own times first, then that of the mark upon all; and what was read has been delivered. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, -, -, -",
                "-, -, 30, 30, 30",
                "10, -, -, 10, -",
                "10, -, 30, 10, 30",
                "10, 20, -, 10, 20",
                "10, 20, 30, 10, 20",
            })
    void theTimesShownAreItsOwnOrTheMarks(Long delivered, Long read, Long marked, Long shownDelivered, Long shownRead) {
        var event = event(PLAIN, null);
        var inbox = new OneInbox();
        var notification = inbox.arrive(event);
        if (delivered != null) {
            inbox.load(notification).markDelivered(delivered);
        }
        if (read != null) {
            inbox.load(notification).markRead(read);
        }

        var view = NotificationView.of(notification, EventView.of(event, null), "ada", marked);

        assertThat(view.deliveredAt()).isEqualTo(shownDelivered);
        assertThat(view.readAt()).isEqualTo(shownRead);
    }

    @Test
    void aHappeningIsItsProducerAndItsId() {
        assertThat(Event.eventKey("p", "1")).isEqualTo(Event.eventKey("p", "1")).hasSize(64);
        assertThat(Event.eventKey("p", "1")).isNotEqualTo(Event.eventKey("p", "2"));
        assertThat(Event.eventKey("ab", "c")).isNotEqualTo(Event.eventKey("a", "bc"));
    }
}
