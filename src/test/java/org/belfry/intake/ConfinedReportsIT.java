package org.belfry.intake;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.BelfryIT;
import org.belfry.testing.WebhookReceiver;
import org.belfry.testing.WebhookReceiver.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever sees one inbox learns what became of their own deliveries, and nothing of anybody else's or of the organization's endpoints. */
class ConfinedReportsIT extends BelfryIT {

    private static final Duration SOON = Duration.ofSeconds(40);
    private static final String ANSWER = "answered 400";

    private static WebhookReceiver receiver;

    private final String ada = unique("ada");
    private final String bob = unique("bob");
    private final String secret = unique("secret-of-the-organization");
    private final String own = unique("secret-of-ada");
    private BelfryClient admin;

    @BeforeAll
    static void listen() {
        receiver = new WebhookReceiver();
    }

    @AfterAll
    static void close() {
        receiver.close();
    }

    @BeforeEach
    void anOrganizationWithAnEndpoint() {
        admin = organization();
        admin.put("api/types/mention/channels", "{\"in_app\":true,\"email\":false,\"webhook\":true}")
                .expect(200);
        endpoint("/hooks/" + secret, null);
        receiver.answer(
                "/hooks/" + secret,
                Reply.of(400),
                Reply.of(400),
                Reply.of(400),
                Reply.of(400),
                Reply.of(400),
                Reply.of(400));
    }

    private void endpoint(String path, String recipient) {
        var description =
                Json.createObjectBuilder().add("url", receiver.url(path).toString());
        if (recipient != null) {
            description.add("recipient", recipient);
        }
        admin.post("api/webhooks", description.build().toString()).expect(201);
    }

    private BelfryClient key(String role, String recipient) {
        var description = Json.createObjectBuilder().add("name", role).add("role", role);
        if (recipient != null) {
            description.add("recipient", recipient);
        }
        return admin.withNewKey(description);
    }

    private BelfryClient token(String recipient) {
        return admin.withToken(admin.post("api/tokens", "{\"recipient\":\"" + recipient + "\"}")
                .expect(201)
                .getString("token"));
    }

    private int post() {
        var event = BelfryClient.event("mention", "Look", ada, bob)
                .add("producer", "https://producer.example")
                .add("id", unique("happening"))
                .add("dedup_key", "key-of-the-producer")
                .build();
        return admin.post("api/events", event.toString()).expect(201).getInt("id");
    }

    private JsonObject report(BelfryClient client, int event) {
        return client.get("api/events/" + event).expect(200);
    }

    private static JsonObject webhook(JsonObject report, int recipient) {
        return report.getJsonArray("recipients")
                .getJsonObject(recipient)
                .getJsonArray("channels")
                .getJsonObject(2);
    }

    /** When all that goes to endpoints has been sent or given up. */
    private void awaitEnd(int event) {
        Awaitility.await()
                .atMost(SOON)
                .until(() -> report(admin, event).getJsonArray("recipients").getValuesAs(JsonObject.class).stream()
                        .flatMap(one ->
                                one.getJsonArray("channels").getJsonObject(2).getJsonArray("deliveries").stream())
                        .allMatch(delivery -> Set.of("sent", "dead")
                                .contains(delivery.asJsonObject().getString("state"))));
    }

    @Test
    void aPersonAndABoundKeySeeNothingOfTheOrganizationsEndpoints() {
        var event = post();
        awaitEnd(event);
        assertThat(report(admin, event).toString())
                .contains(secret, ANSWER, bob, "https://producer.example", "key-of-the-producer", "\"node\":\"");
        for (var client : List.of(key("viewer", ada), key("operator", ada), key("admin", ada), token(ada))) {
            var report = report(client, event);
            assertThat(report.toString())
                    .doesNotContain(
                            secret, ANSWER, "127.0.0.1", bob, "producer.example", "key-of-the-producer", "happening");
            assertThat(report.getJsonArray("recipients")).hasSize(1);
            var channel = webhook(report, 0);
            assertThat(channel.getString("decision")).isEqualTo("not_told");
            assertThat(channel.getString("reason")).isEqualTo("no_address");
            assertThat(channel.isNull("delivery")).isTrue();
            assertThat(channel.getJsonArray("deliveries")).isEmpty();
            assertThat(report.getJsonArray("recipients").getJsonObject(0).getString("explanation"))
                    .isEqualTo(ada + " was notified in the inbox.");
        }
    }

    @Test
    void theirOwnEndpointIsShownToThemWithoutTheAnswersOfAny() {
        endpoint("/hooks/" + own, ada);
        receiver.answer("/hooks/" + own, Reply.of(204));
        var event = post();
        awaitEnd(event);
        var channel = webhook(report(token(ada), event), 0);
        assertThat(channel.getString("decision")).isEqualTo("told");
        assertThat(channel.getJsonArray("deliveries")).hasSize(1);
        var delivery = channel.getJsonObject("delivery");
        assertThat(delivery.getString("address"))
                .isEqualTo(receiver.url("/hooks/" + own).toString());
        assertThat(delivery.getString("state")).isEqualTo("sent");
        assertThat(delivery.getString("reason")).isEqualTo("it was accepted");
        assertThat(delivery.getInt("settled_at")).isPositive();
        assertThat(delivery.getJsonArray("attempts")).isEmpty();
        assertThat(report(token(ada), event).toString()).doesNotContain(secret, ANSWER);
        assertThat(report(token(bob), event).toString()).doesNotContain(secret, own, ANSWER, ada);
    }

    @Test
    void viewersAndOperatorsSeeTheHostOfAnEndpointAndNoAnswers() {
        var event = post();
        awaitEnd(event);
        for (var client : List.of(key("viewer", null), key("operator", null))) {
            var report = report(client, event);
            assertThat(report.toString()).doesNotContain(secret, ANSWER).contains(ada, bob, "key-of-the-producer");
            var delivery = webhook(report, 0).getJsonObject("delivery");
            assertThat(delivery.getString("address"))
                    .isEqualTo(receiver.url("/…").toString());
            assertThat(delivery.getString("reason")).isEqualTo("it could not be delivered in time");
            var attempt = delivery.getJsonArray("attempts").getJsonObject(0);
            assertThat(attempt.getString("outcome")).isEqualTo("retry");
            assertThat(attempt.isNull("answer")).isTrue();
            assertThat(attempt.isNull("node")).isTrue();
        }
    }

    @Test
    void aCloudEventsRecipientsAreNotInWhatTheyAreSent() {
        var event = Json.createObjectBuilder()
                .add("specversion", "1.0")
                .add("id", "1")
                .add("source", "/shop")
                .add("type", "mention")
                .add(
                        "data",
                        Json.createObjectBuilder()
                                .add(
                                        "recipients",
                                        Json.createArrayBuilder().add(ada).add(bob))
                                .add("topics", Json.createArrayBuilder().add("a-topic-of-others"))
                                .add("amount", 3))
                .build();
        admin.send(admin.request("api/events")
                        .header("Content-Type", "application/cloudevents+json")
                        .POST(BodyPublishers.ofString(event.toString())))
                .expect(201);
        var shown = token(ada).get("api/notifications").expect(200);
        assertThat(shown.toString()).doesNotContain(bob, "a-topic-of-others");
        assertThat(shown.getJsonArray("notifications").getJsonObject(0).getJsonObject("data"))
                .hasToString("{\"amount\":3}");
    }

    @Test
    void aScheduleShowsTheWholeTargetToThoseAloneWhoLookAfterSchedules() {
        var schedule = Json.createObjectBuilder()
                .add("resource_type", "report")
                .add("resource_id", 7)
                .add("action", "send")
                .add("at", 4_000_000_000L)
                .add("owner", ada)
                .add(
                        "target",
                        Json.createObjectBuilder()
                                .add("url", receiver.url("/hooks/" + secret).toString()))
                .build();
        var id = admin.post("api/schedules", schedule.toString()).expect(201).getInt("id");
        for (var client : List.of(key("viewer", null), key("operator", ada), key("viewer", ada), token(ada))) {
            assertThat(client.get("api/schedules/" + id).expect(200).toString()).doesNotContain(secret);
            assertThat(client.get("api/schedules").expect(200).toString()).doesNotContain(secret);
        }
        assertThat(key("operator", null).get("api/schedules/" + id).expect(200).toString())
                .contains(secret);
    }

    @Test
    void nobodyButAdminsListsWhatHoldsTheAddress() {
        for (var client : List.of(key("operator", null), key("admin", ada), token(ada))) {
            for (var path : List.of("api/webhooks", "api/deliveries", "api/deliveries/1", "api/deliveries/circuits")) {
                client.get(path).expect(403);
            }
        }
        assertThat(token(ada).get("api/webhooks?recipient=" + ada).expect(200).toString())
                .doesNotContain(secret);
    }
}
