package org.belfry.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belfry.testing.BelfryClient.event;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.BelfryClient.Answer;
import org.belfry.testing.BelfryIT;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CloudEvents 1.0 by the HTTP binding, and batches. */
class CloudEventsIT extends BelfryIT {

    private static final String STRUCTURED = "application/cloudevents+json";
    private static final String BATCHED = "application/cloudevents-batch+json";

    private final String ada = unique("ada");

    private Answer post(String contentType, String body, String... headers) {
        return post(admin(), contentType, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    private static Answer post(BelfryClient client, String contentType, byte[] body, String... headers) {
        var request = client.request("api/events");
        if (contentType != null) {
            request.header("Content-Type", contentType);
        }
        for (var i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.POST(body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body)));
    }

    private Answer binary(String contentType, String body, String... more) {
        var headers = new String[10 + more.length];
        System.arraycopy(
                new String[] {
                    "ce-specversion",
                    "1.0",
                    "Ce-Id",
                    unique("e"),
                    "ce-source",
                    "/it",
                    "CE-TYPE",
                    "mention",
                    "ce-recipients",
                    ada
                },
                0,
                headers,
                0,
                10);
        System.arraycopy(more, 0, headers, 10, more.length);
        return post(contentType, body, headers);
    }

    private static JsonObjectBuilder cloudEvent(String id, String recipients) {
        return Json.createObjectBuilder()
                .add("specversion", "1.0")
                .add("id", id)
                .add("source", "/it")
                .add("type", "mention")
                .add("recipients", recipients);
    }

    private JsonObject only() {
        var inbox = admin().inbox(ada);
        assertThat(inbox.getInt("total")).isEqualTo(1);
        return inbox.getJsonArray("notifications").getJsonObject(0);
    }

    private List<String> fields(Answer answer, int status) {
        return answer.expect(status).getJsonArray("violations").getValuesAs(JsonObject.class).stream()
                .map(violation -> violation.getString("field"))
                .toList();
    }

    @Test
    void anEventInBinaryModeSaysWhatItIsInHeaders() {
        var receipt = binary(
                        "application/json; charset=UTF-8",
                        "{\"title\":\"T\",\"priority\":\"critical\",\"step\":3}",
                        "ce-subject",
                        "workflow/42")
                .expect(201);
        var notification = only();
        assertThat(notification.getString("title")).isEqualTo("T");
        assertThat(notification.getString("priority")).isEqualTo("critical");
        assertThat(notification.getString("source_id")).isEqualTo("42");
        assertThat(notification.getJsonObject("data").getInt("step")).isEqualTo(3);
        var event = admin().get("api/events/" + receipt.getInt("id")).expect(200);
        assertThat(event.getString("producer")).isEqualTo("/it");
    }

    @Test
    void dataInBinaryModeAreOfAnyTypeOrNone() {
        binary(null, "").expect(201);
        binary("text/plain", "Grüße").expect(201);
        binary("application/x-www-form-urlencoded", "a=b&c=d").expect(201);
        binary("multipart/form-data; boundary=x", "--x--").expect(201);
        binary("application/xml", "<a/>").expect(201);
        binary("application/json", "[1]").expect(201);
        binary(null, "{\"title\":\"untyped\"}").expect(201);
        assertThat(admin().inbox(ada).getJsonArray("notifications").getValuesAs(JsonObject.class))
                .extracting(notification -> notification.getJsonObject("data").toString())
                .containsExactly(
                        "{\"title\":\"untyped\"}",
                        "{\"value\":[1]}",
                        "{\"text\":\"<a/>\"}",
                        "{\"base64\":\"LS14LS0=\"}",
                        "{\"base64\":\"YT1iJmM9ZA==\"}",
                        "{\"text\":\"Grüße\"}",
                        "{}");
    }

    @Test
    void headersAreUnescapedAndPercentDecoded() {
        var eve = unique("\u00E8ve");
        binary(null, "", "ce-subject", "\"a b\\\"c%20d/%E2%82%AC\"").expect(201);
        assertThat(only().getString("source_type")).isEqualTo("a b\"c d");
        assertThat(only().getString("source_id")).isEqualTo("€");
        post(
                        null,
                        "",
                        "ce-specversion",
                        "1.0",
                        "ce-id",
                        unique("e"),
                        "ce-source",
                        "/it",
                        "ce-type",
                        "mention",
                        "ce-recipients",
                        BelfryClient.encode(eve))
                .expect(201);
        assertThat(admin().inbox(eve).getInt("total")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "ce-id, %C0%A0, ce-id",
        "ce-id, 50% off, ce-id",
        "ce-time, yesterday, ce-time",
        "ce-specversion, 0.3, ce-specversion",
        "ce-my_extension, x, ce-my_extension",
        "ce-datacontenttype, text/plain, ce-datacontenttype",
        "ce-broadcast, maybe, ce-broadcast",
    })
    void aRefusalNamesTheHeader(String header, String value, String field) {
        var headers = new LinkedHashMap<>(Map.of(
                "ce-specversion", "1.0", "ce-id", "e", "ce-source", "/it", "ce-type", "mention", "ce-recipients", ada));
        headers.put(header, value);
        var event = headers.entrySet().stream()
                .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue()))
                .toArray(String[]::new);
        assertThat(fields(post(null, "", event), 400)).containsExactly(field);
        assertThat(admin().get("api/notifications?recipient=" + ada).expect(200).getInt("total"))
                .isZero();
    }

    @Test
    void aHeaderThatIsThereTwiceIsRefused() {
        assertThat(fields(binary(null, "", "ce-id", "another"), 400)).containsExactly("ce-id");
        assertThat(fields(binary(null, "", "CE-TYPE", "mention"), 400)).containsExactly("ce-type");
    }

    @ParameterizedTest
    @ValueSource(strings = {STRUCTURED, "APPLICATION/CloudEvents+JSON ; charset=\"utf-8\""})
    void anEventInStructuredModeSaysItAllInItsBody(String contentType) {
        var body = cloudEvent(unique("e"), ada)
                .add("subject", "workflow/42")
                .add("data", Json.createObjectBuilder().add("title", "T"))
                .build()
                .toString();
        // Headers may repeat the attributes, and say nothing then.
        post(contentType, body, "ce-id", "unheard", "ce-specversion", "1.0").expect(201);
        assertThat(only().getString("title")).isEqualTo("T");
        assertThat(only().getString("source_type")).isEqualTo("workflow");
        post(contentType, body).expect(200);
        assertThat(admin().inbox(ada).getInt("total")).isEqualTo(1);
    }

    @Test
    void theThreeModesAndTheNativeFormNameOneHappening() {
        var id = unique("e");
        binary(null, "").expect(201);
        var first = post(STRUCTURED, cloudEvent(id, ada).build().toString()).expect(201);
        var second = post(
                        null,
                        "",
                        "ce-specversion",
                        "1.0",
                        "ce-id",
                        id,
                        "ce-source",
                        "/it",
                        "ce-type",
                        "mention",
                        "ce-recipients",
                        ada)
                .expect(200);
        var third = post(BATCHED, "[" + cloudEvent(id, ada).build() + "]")
                .expect(207)
                .getJsonArray("outcomes")
                .getJsonObject(0);
        var fourth = admin().post(
                        "api/events",
                        event("mention", "T", ada)
                                .add("id", id)
                                .add("producer", "/it")
                                .build()
                                .toString())
                .expect(200);
        for (var again : List.of(second, third, fourth)) {
            assertThat(again.get("id")).isEqualTo(first.get("id"));
            assertThat(again.getBoolean("duplicate")).isTrue();
        }
        assertThat(third.getInt("status")).isEqualTo(200);
        assertThat(admin().inbox(ada).getInt("total")).isEqualTo(2);
    }

    @Test
    void sixteenThreadsThatPostOneCloudEventMakeOneNotification() throws Exception {
        var body = cloudEvent(unique("e"), ada).build().toString();
        var threads = Executors.newFixedThreadPool(16);
        try {
            Callable<Integer> post = () -> post(STRUCTURED, body).status();
            for (var status : threads.invokeAll(Collections.nCopies(16, post))) {
                assertThat(status.get()).isIn(200, 201);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(admin().inbox(ada).getInt("total")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/cloudevents",
                "application/cloudevents+xml",
                "application/cloudevents+avro",
                "application/cloudevents-batch",
                "application/cloudevents-batch+protobuf",
                "application/cloudevents+json; charset=iso-8859-1",
                "text/plain",
                "application/octet-stream"
            })
    void otherFormatsAreRefusedAndTheOnesThatAreTakenAreSaid(String contentType) {
        // The version makes no binary mode of an event format that is not known.
        var cloudEvents = contentType.startsWith("application/cloudevents");
        var answer = cloudEvents
                ? binary(contentType, cloudEvent("e", ada).build().toString())
                : post(contentType, cloudEvent("e", ada).build().toString());
        answer.expect(415);
        assertThat(answer.response().headers().firstValue("Accept-Post").orElseThrow())
                .contains("application/json", STRUCTURED, BATCHED);
        assertThat(admin().inbox(ada).getInt("total")).isZero();
    }

    @Test
    void eachEventOfABatchIsAcceptedOrRefusedForItself() {
        var bob = unique("bob");
        var good = event("mention", "Good", ada).build();
        var again = event("mention", "Again", ada, bob).add("id", unique("e")).build();
        var batch = Json.createArrayBuilder()
                .add(good)
                .add(event("mention", "Bad", ada).add("priority", "urgent"))
                .add(again)
                .add(event("no_such_type_at_all", "Bad", ada).add("recipients", 7))
                .add(again)
                .add(Json.createObjectBuilder())
                .build();
        var outcomes = admin().post("api/events", batch.toString())
                .expect(207)
                .getJsonArray("outcomes")
                .getValuesAs(JsonObject.class);
        assertThat(outcomes).extracting(outcome -> outcome.getInt("index")).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(outcomes)
                .extracting(outcome -> outcome.getInt("status"))
                .containsExactly(201, 400, 201, 400, 200, 400);
        assertThat(outcomes.get(2).getJsonArray("outcomes")).hasSize(2);
        assertThat(outcomes.get(4).get("id")).isEqualTo(outcomes.get(2).get("id"));
        var problem = outcomes.get(1).getJsonObject("problem");
        assertThat(problem.getInt("status")).isEqualTo(400);
        assertThat(problem.getString("error")).startsWith("priority must be one of");
        assertThat(problem.getJsonArray("violations")).hasSize(1);
        assertThat(admin().inbox(ada).getInt("total")).isEqualTo(2);
        assertThat(admin().inbox(bob).getInt("total")).isEqualTo(1);
    }

    @Test
    void aBatchOfWhichNothingIsAcceptedIsRefusedWithAllItsOutcomes() {
        var answer = post(BATCHED, "[" + cloudEvent("e", ada).add("time", "x").build() + ",7]");
        var problem = answer.expect(400);
        assertThat(answer.response().headers().firstValue("Content-Type").orElseThrow())
                .startsWith("application/problem+json");
        assertThat(problem.getString("error")).isEqualTo("No events were accepted; outcomes has the reasons");
        var outcomes = problem.getJsonArray("outcomes").getValuesAs(JsonObject.class);
        assertThat(outcomes).extracting(outcome -> outcome.getInt("status")).containsExactly(400, 400);
        assertThat(outcomes.get(0).getJsonObject("problem").getString("error"))
                .startsWith("time must be an RFC 3339 time");
        assertThat(outcomes.get(1).getJsonObject("problem").getString("error"))
                .isEqualTo("The event must be a JSON object");
    }

    @Test
    void aBatchHoldsUpToAThousandEvents() {
        assertThat(post(BATCHED, "[]").expect(207).getJsonArray("outcomes")).isEmpty();
        admin().post("api/events", "[]").expect(400);
        var tooMany =
                IntStream.rangeClosed(0, 1000).mapToObj(i -> "{}").toList().toString();
        admin().post("api/events", tooMany).expect(400);
        post(BATCHED, tooMany).expect(400);
        post(BATCHED, "{}").expect(400);
        post(STRUCTURED, "[]").expect(400);
        var most = IntStream.range(0, 1000).mapToObj(i -> "{}").toList().toString();
        assertThat(admin().post("api/events", most).expect(400).getJsonArray("outcomes"))
                .hasSize(1000);
    }

    @Test
    void aBatchIsLimitedInBytesAsAnyBodyIs() {
        var large = cloudEvent("e", ada).add("data", "x".repeat(1_048_576)).build();
        post(STRUCTURED, large.toString()).expect(413);
        post(BATCHED, "[" + large + "]").expect(413);
        binary("text/plain", "x".repeat(1_048_577)).expect(413);
        admin().post("api/events", "[" + large + "]").expect(413);
        assertThat(admin().inbox(ada).getInt("total")).isZero();
    }

    @Test
    void aBatchThatComesAgainWithItsKeyIsAnsweredAsTheFirstTime() {
        var key = unique("key");
        var batch = "[" + event("mention", "One", ada).build() + ","
                + event("mention", "Two", ada).build() + ",{}]";
        var first = post("application/json", batch, "Idempotency-Key", key);
        first.expect(207);
        assertThat(post("application/json", batch, "Idempotency-Key", key).text())
                .isEqualTo(first.text());
        assertThat(admin().inbox(ada).getInt("total")).isEqualTo(2);
        post(BATCHED, batch, "Idempotency-Key", key).expect(422);
    }

    @Test
    void aKeyOfABinaryEventBelongsToItsHeadersToo() {
        var key = unique("key");
        var event = new String[] {
            "ce-specversion",
            "1.0",
            "ce-id",
            unique("e"),
            "ce-source",
            "/it",
            "ce-type",
            "mention",
            "ce-recipients",
            ada,
            "Idempotency-Key",
            key
        };
        var first = post(null, "", event);
        first.expect(201);
        assertThat(post(null, "", event).text()).isEqualTo(first.text());
        event[3] = unique("other");
        post(null, "", event).expect(422);
        assertThat(admin().inbox(ada).getInt("total")).isEqualTo(1);
    }

    /** A CloudEvent names its producer, and such a caller is the producer itself. */
    @Test
    void aKeyThatIsBoundToARecipientPostsNoCloudEvents() {
        var bound = admin().withNewKey(Json.createObjectBuilder()
                .add("name", unique("bound"))
                .add("role", "operator")
                .add("recipient", ada));
        post(bound, STRUCTURED, cloudEvent("e", ada).build().toString().getBytes(StandardCharsets.UTF_8))
                .expect(403);
        var batch = "[" + event("mention", "Own", ada).build() + ","
                + event("mention", "Another's", unique("bob")).build() + "]";
        assertThat(bound.post("api/events", batch).expect(207).getJsonArray("outcomes"))
                .extracting(outcome -> outcome.asJsonObject().getInt("status"))
                .containsExactly(201, 403);
    }

    @Test
    void anotherOrganizationHasRecipientsOfItsOwn() {
        var code = unique("org");
        admin().post("api/organizations", "{\"code\":\"" + code + "\",\"name\":\"Other\"}")
                .expect(201);
        var stranger = admin().withNewKey(Json.createObjectBuilder()
                .add("name", "it")
                .add("role", "operator")
                .add("organization", code));
        var body = cloudEvent(unique("e"), ada).build().toString();
        post(STRUCTURED, body).expect(201);
        post(stranger, STRUCTURED, body.getBytes(StandardCharsets.UTF_8)).expect(201);
        assertThat(admin().inbox(ada).getInt("total")).isEqualTo(1);
        assertThat(stranger.inbox(ada).getInt("total")).isEqualTo(1);
    }
}
