package org.belfry.delivery.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.belfry.testing.BelfryClient.event;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.awaitility.Awaitility;
import org.belfry.testing.AtOnce;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.BelfryIT;
import org.belfry.testing.Person;
import org.belfry.testing.TestEnvironment;
import org.belfry.testing.WebhookReceiver;
import org.belfry.testing.WebhookReceiver.Call;
import org.belfry.testing.WebhookReceiver.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Webhooks, with receivers on this machine, which the tests' deployment allows by plain http on 127.0.0.1. */
class WebhooksIT extends BelfryIT {

    private static final Duration SOON = Duration.ofSeconds(40);

    /** The first, and one after each of the waits of the tests' deployment. */
    private static final int ATTEMPTS = 3;

    private static WebhookReceiver receiver;

    private final String ada = unique("ada");
    private final String path = "/" + unique("hook");
    private BelfryClient client;

    @BeforeAll
    static void listen() {
        receiver = new WebhookReceiver();
    }

    @AfterAll
    static void close() {
        receiver.close();
    }

    /** In which a mention is told by webhook. */
    @BeforeEach
    void anOrganizationOfItsOwn() {
        client = organization();
        tellByWebhook("mention");
    }

    private void tellByWebhook(String type) {
        client.put("api/types/" + type + "/channels", "{\"in_app\":true,\"email\":false,\"webhook\":true}")
                .expect(200);
    }

    private static JsonObjectBuilder endpoint(String path) {
        return Json.createObjectBuilder().add("url", receiver.url(path).toString());
    }

    private JsonObject create(JsonObjectBuilder endpoint) {
        return client.post("api/webhooks", endpoint.build().toString()).expect(201);
    }

    private static String one(JsonObject endpoint) {
        return "api/webhooks/" + endpoint.getJsonNumber("id");
    }

    private List<JsonObject> deliveries() {
        return client.get("api/deliveries?channel=webhook&recipient=" + ada)
                .expect(200)
                .getJsonArray("deliveries")
                .getValuesAs(JsonObject.class);
    }

    /** The one delivery to Ada by webhook, when it is in that state. */
    private JsonObject awaitDelivery(String state) {
        return Awaitility.await(state)
                .atMost(SOON)
                .until(
                        this::deliveries,
                        found -> found.size() == 1
                                && found.get(0).getString("state").equals(state))
                .get(0);
    }

    private static List<String> outcomes(JsonObject delivery) {
        return delivery.getJsonArray("attempts").getValuesAs(JsonObject.class).stream()
                .map(attempt -> attempt.getString("outcome"))
                .toList();
    }

    private static JsonObject json(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    private static boolean isSignedWith(Call call, String secret) {
        try {
            new Webhook(secret).verify(call.body(), call.headers());
            return true;
        } catch (WebhookVerificationException e) {
            return false;
        }
    }

    @Test
    void aNotificationIsPostedToTheRecipientsEndpointsAndTheOrganizations() {
        var own = create(endpoint(path).add("recipient", ada).add("description", "Mine"));
        var common = create(endpoint(path + "-all"));
        create(endpoint(path + "-grace").add("recipient", unique("grace")));
        create(endpoint(path + "-off").add("recipient", ada).add("enabled", false));
        var receipt = client.event(event("mention", "Grüße \uD83D\uDD14", ada)
                .add("message", "Line one\nline two")
                .add("actor", "grace")
                .add(
                        "source",
                        Json.createObjectBuilder()
                                .add("type", "task")
                                .add("id", 42)
                                .add("title", "Q4"))
                .add("data", Json.createObjectBuilder().add("quarter", "Q4")));
        var outcome = receipt.getJsonArray("outcomes").getJsonObject(0);
        assertThat(outcome.getJsonArray("channels").toString()).isEqualTo("[\"in_app\",\"webhook\"]");

        var call = receiver.await(path, 1).get(0);
        receiver.await(path + "-all", 1);
        assertThat(isSignedWith(call, own.getString("secret"))).isTrue();
        assertThat(isSignedWith(call, common.getString("secret"))).isFalse();
        assertThat(call.method()).isEqualTo("POST");
        assertThat(call.header("Content-Type")).isEqualTo("application/json");
        assertThat(call.header("User-Agent")).isEqualTo("Belfry");
        var body = json(call.body());
        assertThat(body.keySet()).containsExactly("type", "timestamp", "data");
        assertThat(body.getString("type")).isEqualTo("mention");
        var data = body.getJsonObject("data");
        assertThat(Instant.parse(body.getString("timestamp")).getEpochSecond())
                .isEqualTo(data.getJsonNumber("created_at").longValue());
        var shown = client.inbox(ada).getJsonArray("notifications").getJsonObject(0);
        for (var member : List.of(
                "id",
                "recipient",
                "type",
                "category",
                "title",
                "message",
                "link",
                "source_type",
                "source_id",
                "actor",
                "priority",
                "data")) {
            assertThat(data.get(member)).as(member).isEqualTo(shown.get(member));
        }
        // The event's second; the notification may be of the next one.
        assertThat(data.getInt("created_at")).isBetween(shown.getInt("created_at") - 1, shown.getInt("created_at"));
        assertThat(data.getJsonObject("source").toString()).isEqualTo("{\"type\":\"task\",\"id\":42}");
        assertThat(data.getInt("event_id")).isEqualTo(receipt.getInt("id"));

        // What became of it is told of each of them, and they are two.
        Awaitility.await().atMost(SOON).until(this::deliveries, found -> found.stream()
                .allMatch(delivery -> delivery.getString("state").equals("sent")));
        var channel = client.get("api/events/" + receipt.getInt("id"))
                .expect(200)
                .getJsonArray("recipients")
                .getJsonObject(0)
                .getJsonArray("channels")
                .getJsonObject(2);
        assertThat(channel.getString("reason")).isEqualTo("organization_on");
        assertThat(channel.getJsonArray("deliveries").getValuesAs(JsonObject.class))
                .extracting(delivery -> delivery.getString("address"))
                .containsExactly(
                        receiver.url(path).toString(),
                        receiver.url(path + "-all").toString());
        assertThat(channel.get("delivery"))
                .isEqualTo(channel.getJsonArray("deliveries").get(0));
        assertThat(channel.getString("explanation")).endsWith("-all it was sent: answered 204.");
        assertThat(call.header("webhook-id"))
                .isEqualTo("msg_" + channel.getJsonObject("delivery").getJsonNumber("id"));
        assertThat(receiver.calls(path + "-grace")).isEmpty();
        assertThat(receiver.calls(path + "-off")).isEmpty();
    }

    @Test
    void whoHasNoEndpointIsToldWhyAndWhatIsCollapsedOrNotWantedCallsNobody() {
        var receipt = client.event(event("mention", "nobody", ada));
        assertThat(client.get("api/events/" + receipt.getInt("id")).expect(200).toString())
                .contains("Webhook: not sent. " + ada + " has no webhook. The organization's admins turned it on for"
                        + " mention.");
        client.post("api/types", """
                        {"code":"tick","category":"clock","title":"t","message":"m","collapse_window":3600,
                         "channels":{"in_app":true,"email":false,"webhook":false}}""").expect(201);
        create(endpoint(path).add("recipient", ada));
        // All day, and nobody waits for its end.
        client.put(
                        "api/preferences?recipient=" + ada,
                        "{\"quiet_hours\":{\"start\":\"00:00\",\"end\":\"23:59\"},\"types\":{\"tick\":{\"webhook\":true}}}")
                .expect(200);
        client.event(event("task_completed", "not wanted there", ada));
        for (var title : List.of("first", "again")) {
            client.event(event("tick", title, ada).add("dedup_key", "k"));
        }
        receiver.await(path, 1);
        awaitDelivery("sent");
        assertThat(receiver.calls(path))
                .extracting(call -> json(call.body()).getJsonObject("data").getString("title"))
                .containsExactly("first");
    }

    @Test
    void theExampleInTheGuideTakesWhatTheServerSentAndNothingElse() throws Exception {
        var secret = create(endpoint(path)).getString("secret");
        client.event(event("mention", "Grüße \uD83D\uDD14", ada));
        var call = receiver.await(path, 1).get(0);
        var folder = TestEnvironment.folder("webhook-guide");
        try (var classes = compiled(folder)) {
            assertThat(isGenuine(classes, secret, call.body(), call.headers())).isTrue();
            assertThat(isGenuine(classes, secret, call.body().replace("Grüße", "Grusse"), call.headers()))
                    .isFalse();
            assertThat(isGenuine(classes, secret, call.body() + "\n", call.headers()))
                    .isFalse();
            assertThat(isGenuine(classes, WebhookSignature.newSecret(), call.body(), call.headers()))
                    .isFalse();
            assertThat(isGenuine(classes, secret, call.body(), Map.of())).isFalse();
            // Signed rightly, but long ago.
            var old = Instant.now().getEpochSecond() - 3600;
            var id = call.header("webhook-id");
            var replayed = new HashMap<>(call.headers());
            replayed.keySet().removeIf(name -> name.toLowerCase().startsWith("webhook-"));
            replayed.put("webhook-id", List.of(id));
            replayed.put("webhook-timestamp", List.of(String.valueOf(old)));
            replayed.put("webhook-signature", List.of(new Webhook(secret).sign(id, old, call.body())));
            assertThat(isGenuine(classes, secret, call.body(), replayed)).isFalse();
        }
    }

    /** The one block in Java of docs/webhooks.md, as it stands there. */
    private static URLClassLoader compiled(Path folder) throws IOException {
        var block =
                Pattern.compile("(?ms)^```java\n(.*?)^```$").matcher(Files.readString(Path.of("docs", "webhooks.md")));
        assertThat(block.find()).isTrue();
        var source = Files.writeString(folder.resolve("BelfryCalls.java"), block.group(1));
        assertThat(block.find()).isFalse();
        var library = Webhook.class.getProtectionDomain().getCodeSource().getLocation();
        var status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-Xlint:all",
                        "-Werror",
                        "-classpath",
                        Path.of(library.getPath()).toString(),
                        "-d",
                        folder.toString(),
                        source.toString());
        assertThat(status).isZero();
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, Webhook.class.getClassLoader());
    }

    private static boolean isGenuine(ClassLoader classes, String secret, String body, Map<String, List<String>> headers)
            throws Exception {
        var type = classes.loadClass("BelfryCalls");
        var calls = type.getConstructor(String.class).newInstance(secret);
        return (boolean) type.getMethod("isGenuine", String.class, Map.class).invoke(calls, body, headers);
    }

    @Test
    void noMessageIsLostWhileOneSecretFollowsTheOther() {
        var endpoint = create(endpoint(path).add("recipient", ada));
        var older = endpoint.getString("secret");
        var rotated = client.post(one(endpoint) + "/secret", null).expect(200);
        var newer = rotated.getString("secret");
        assertThat(newer).startsWith("whsec_").isNotEqualTo(older);
        assertThat(rotated.getJsonNumber("previous_secret_until").longValue())
                .isBetween(
                        rotated.getJsonNumber("changed_at").longValue() + 86_400,
                        rotated.getJsonNumber("changed_at").longValue() + 86_401);
        client.event(event("mention", "two signatures", ada));
        var call = receiver.await(path, 1).get(0);
        assertThat(call.header("webhook-signature").split(" ")).hasSize(2);
        assertThat(isSignedWith(call, older)).isTrue();
        assertThat(isSignedWith(call, newer)).isTrue();

        // A secret that leaked ends at once.
        var newest = client.post(one(endpoint) + "/secret", "{\"keep_previous_for\":0}")
                .expect(200);
        assertThat(newest.isNull("previous_secret_until")).isTrue();
        client.event(event("mention", "one signature", ada));
        call = receiver.await(path, 2).get(1);
        assertThat(call.header("webhook-signature").split(" ")).hasSize(1);
        assertThat(isSignedWith(call, newest.getString("secret"))).isTrue();
        assertThat(isSignedWith(call, newer)).isFalse();
    }

    @Test
    void aSecretIsShownOnceAndTheSameRequestAgainShowsTheSame() {
        var body = endpoint(path).build().toString();
        var key = unique("key");
        var first = client.send(post("api/webhooks", body, key)).expect(201);
        var again = client.send(post("api/webhooks", body, key)).expect(201);
        assertThat(again).isEqualTo(first);
        assertThat(client.get("api/webhooks").expect(200).getJsonArray("webhooks"))
                .hasSize(1);
        var texts = List.of(
                client.get("api/webhooks").text(),
                client.get(one(first)).text(),
                client.put(one(first), "{\"description\":\"x\"}").text(),
                client.post(one(first) + "/test", null).text());
        assertThat(texts).noneMatch(text -> text.contains("whsec_") || text.contains("\"secret\""));
        assertThat(client.get(one(first)).expect(200).getString("description")).isEqualTo("x");
        assertThat(client.put(one(first), "{\"description\":null}").expect(200).isNull("description"))
                .isTrue();
    }

    private HttpRequest.Builder post(String path, String body, String idempotencyKey) {
        return client.request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    @Test
    void whatFailsIsSentAgainUnderTheSameIdAndTheSameWords() {
        receiver.answer(path, Reply.of(500), Reply.of(0), Reply.of(204));
        create(endpoint(path).add("recipient", ada));
        client.event(event("mention", "again", ada)
                .add(
                        "source",
                        Json.createObjectBuilder()
                                .add("type", "task")
                                .add("id", ada)
                                .add("title", "Q4")));
        receiver.await(path, 1);
        client.put("api/sources/task/" + ada, "{\"title\":\"Q5\",\"status\":\"done\"}")
                .expect(200);
        var calls = receiver.await(path, 3);
        var delivery = awaitDelivery("sent");
        assertThat(outcomes(delivery)).containsExactly("unavailable", "uncertain", "sent");
        assertThat(calls).hasSize(3);
        assertThat(calls.stream().map(call -> call.header("webhook-id")).distinct())
                .hasSize(1);
        assertThat(calls.stream().map(Call::body).distinct()).hasSize(1);
    }

    @Test
    void aRedirectIsNotFollowedAndTheRecipientIsToldWhenItIsGivenUp() {
        try (var other = new WebhookReceiver()) {
            receiver.answer(path, new Reply(302, "Location: " + other.url("/there"), ""));
            var endpoint = create(Json.createObjectBuilder()
                    .add("url", receiver.url(path) + "?token=hidden")
                    .add("description", "My phone")
                    .add("recipient", ada));
            client.event(event("mention", "elsewhere", ada));
            var delivery = awaitDelivery("dead");
            assertThat(outcomes(delivery)).hasSize(ATTEMPTS).containsOnly("retry");
            assertThat(delivery.getString("reason")).isEqualTo("answered 302: redirects are not followed");
            assertThat(delivery.getString("address"))
                    .isEqualTo(receiver.url(path).toString());
            assertThat(other.calls("/there")).isEmpty();
            var told = awaitFailure(client, ada);
            assertThat(told.getString("title")).isEqualTo("Webhook failed");
            assertThat(told.getString("message"))
                    .isEqualTo("The webhook “My phone” could not be delivered to " + receiver.url("/…")
                            + ". Error: answered 302: redirects are not followed");
            assertThat(told.getInt("source_id")).isEqualTo(endpoint.getInt("id"));
            assertThat(told.toString()).doesNotContain("hidden", path);
        }
    }

    private static List<JsonObject> failures(BelfryClient client, String recipient) {
        return client.inbox(recipient, "&type=webhook_failed")
                .getJsonArray("notifications")
                .getValuesAs(JsonObject.class);
    }

    private static JsonObject awaitFailure(BelfryClient client, String recipient) {
        return Awaitility.await("webhook_failed of " + recipient)
                .atMost(SOON)
                .until(() -> failures(client, recipient), found -> found.size() == 1)
                .get(0);
    }

    @Test
    void anEndpointThatNeverAnswersIsGivenUpInTheEnd() {
        receiver.answer(path, Reply.of(0));
        create(endpoint(path).add("recipient", ada));
        client.event(event("mention", "no answer", ada));
        var delivery = awaitDelivery("dead");
        assertThat(outcomes(delivery)).containsExactly("uncertain", "uncertain", "unavailable");
        assertThat(delivery.getString("reason"))
                .isEqualTo("broken off after the message was handed over: the connection broke");
        awaitFailure(client, ada);
        assertThat(receiver.calls(path)).hasSize(ATTEMPTS);
    }

    @Test
    void theAdminsAreToldOfAnEndpointOfTheOrganizationOnceAndNotOfThatFailing() {
        var chief = unique("chief");
        client.post(
                        "api/accounts",
                        Json.createObjectBuilder()
                                .add("account", chief)
                                .add("password", "correct horse battery staple")
                                .add("role", "admin")
                                .build()
                                .toString())
                .expect(201);
        tellByWebhook("webhook_failed");
        receiver.answer(path, Reply.of(404));
        create(endpoint(path));
        client.event(event("mention", "lost", ada));
        awaitDelivery("dead");
        awaitFailure(client, chief);
        // That goes out by webhook too, and is given up in its turn.
        Awaitility.await()
                .atMost(SOON)
                .until(() -> client.get("api/deliveries?type=webhook_failed&state=dead")
                                .expect(200)
                                .getJsonArray("deliveries")
                                .size()
                        == 1);
        client.event(event("task_completed", "after all that", chief));
        assertThat(failures(client, chief)).singleElement().satisfies(told -> assertThat(told.getInt("occurrences"))
                .isEqualTo(1));
        assertThat(failures(client, ada)).isEmpty();
        assertThat(client.get("api/deliveries?type=webhook_failed").expect(200).getJsonArray("deliveries"))
                .hasSize(1);
    }

    @Test
    void anEndpointThatIsGoneIsDisabledUntilSomebodyEnablesIt() {
        receiver.answer(path, Reply.of(410), Reply.of(204));
        var endpoint = create(endpoint(path).add("recipient", ada));
        client.event(event("mention", "gone", ada));
        var delivery = awaitDelivery("dead");
        assertThat(outcomes(delivery)).containsExactly("refused");
        var gone = "answered 410: it wants no more requests";
        assertThat(delivery.getString("reason")).isEqualTo(gone);
        assertThat(awaitFailure(client, ada).getJsonObject("data").getString("error"))
                .isEqualTo(gone);
        var disabled = client.get(one(endpoint)).expect(200);
        assertThat(disabled.getBoolean("enabled")).isFalse();
        assertThat(disabled.getString("disabled_reason")).isEqualTo(gone);
        client.event(event("mention", "not there", ada));
        assertThat(deliveries()).hasSize(1);

        // It can be tried before it is enabled again, and that changes nothing.
        assertThat(client.post(one(endpoint) + "/test", null).expect(200).getBoolean("success"))
                .isTrue();
        assertThat(client.get(one(endpoint)).expect(200)).isEqualTo(disabled);
        var enabled = client.put(one(endpoint), "{\"enabled\":true}").expect(200);
        assertThat(enabled.isNull("disabled_reason")).isTrue();
        client.event(event("mention", "here again", ada));
        Awaitility.await().atMost(SOON).until(() -> deliveries().get(0).getString("state"), "sent"::equals);
        assertThat(failures(client, ada)).hasSize(1);
    }

    @Test
    void whatWaitsForAnEndpointThatWasRemovedIsNotSent() {
        receiver.answer(path, new Reply(503, "Retry-After: 8", ""));
        var endpoint = create(endpoint(path).add("recipient", ada));
        client.event(event("mention", "waits", ada));
        receiver.await(path, 1);
        client.delete(one(endpoint), null).expect(204);
        var delivery = awaitDelivery("suppressed");
        assertThat(delivery.getString("reason")).isEqualTo("the endpoint was removed");
        assertThat(receiver.calls(path)).hasSize(1);
        assertThat(failures(client, ada)).isEmpty();
        client.get(one(endpoint)).expect(404);
        client.delete(one(endpoint), null).expect(404);
    }

    @Test
    void whoIsErasedHasNoEndpointsAnyMore() {
        var endpoint = create(endpoint(path).add("recipient", ada));
        client.event(event("mention", "seen", ada));
        awaitDelivery("sent");
        client.delete("api/recipients/" + ada, null).expect(204);
        client.get(one(endpoint)).expect(404);
        assertThat(deliveries()).isEmpty();
    }

    @Test
    void aTestSaysWhatCameBack() {
        receiver.answer(path, new Reply(410, null, "inside"), Reply.of(204), new Reply(302, "Location: /x", ""));
        var endpoint = create(endpoint(path));
        var first = client.post(one(endpoint) + "/test", null).expect(200);
        assertThat(first.getBoolean("success")).isFalse();
        assertThat(first.getInt("status")).isEqualTo(410);
        assertThat(first.toString()).doesNotContain("inside");
        assertThat(client.get(one(endpoint)).expect(200).getBoolean("enabled")).isTrue();
        var second = client.post(one(endpoint) + "/test", null).expect(200);
        assertThat(second.getBoolean("success")).isTrue();
        assertThat(second.getString("answer")).isEqualTo("answered 204");
        assertThat(second.getInt("took_ms")).isNotNegative();
        var third = client.post(one(endpoint) + "/test", null).expect(200);
        assertThat(third.getString("answer")).isEqualTo("answered 302: redirects are not followed");
        var calls = receiver.calls(path);
        assertThat(calls).allSatisfy(call -> {
            assertThat(isSignedWith(call, endpoint.getString("secret"))).isTrue();
            assertThat(call.header("webhook-id")).startsWith("msg_test_");
            assertThat(json(call.body()).getString("type")).isEqualTo("webhook.test");
        });
        assertThat(calls.stream().map(call -> call.header("webhook-id")).distinct())
                .hasSize(3);
    }

    @Test
    void aNameThatLeadsInsideIsSeenWhenItIsCalledAndNothingIsToldOfWhatIsThere() throws Exception {
        var host = InetAddress.getLocalHost().getHostName();
        var addresses = Stream.of(InetAddress.getAllByName(host))
                .filter(address -> !address.getHostAddress().equals("127.0.0.1"))
                .toList();
        assumeTrue(
                addresses.stream().anyMatch(one -> one.isSiteLocalAddress() || one.isLoopbackAddress()),
                () -> host + " has no address in a private network");
        var endpoint = create(Json.createObjectBuilder()
                .add("url", "https://" + host + ":" + receiver.url("/").getPort() + path)
                .add("recipient", ada));
        var nobody = create(Json.createObjectBuilder()
                .add("url", "https://nobody-has-this-name.invalid:1/" + path)
                .add("recipient", unique("nobody")));
        var tried = client.post(one(endpoint) + "/test", null).expect(200);
        assertThat(tried)
                .as("of a name that is not known the same is said")
                .isEqualTo(client.post(one(nobody) + "/test", null).expect(200));
        assertThat(tried.getString("answer")).isEqualTo("not reached: its host has no address that can be called");
        assertThat(tried.isNull("status")).isTrue();
        assertThat(tried.isNull("took_ms")).isTrue();
        client.event(event("mention", "inside", ada));
        var delivery = awaitDelivery("dead");
        assertThat(outcomes(delivery)).containsOnly("unavailable");
        assertThat(delivery.getJsonArray("attempts").toString()).contains(tried.getString("answer"));
        assertThat(addresses)
                .noneMatch(address -> delivery.toString().contains(address.getHostAddress())
                        || tried.toString().contains(address.getHostAddress()));
        awaitFailure(client, ada);
    }

    /** Somebody who has an account without a role. */
    private Person person(String name) {
        client.post(
                        "api/accounts",
                        Json.createObjectBuilder()
                                .add("account", name)
                                .add("password", "a long password")
                                .build()
                                .toString())
                .expect(201);
        return Person.signIn(client, name, "a long password");
    }

    /** They would go on receiving after the credential has ended. */
    @Test
    void whatEndsSetsUpNoEndpointThatGoesOn() {
        var body = endpoint(path).add("recipient", ada).build().toString();
        var existing = create(endpoint(path).add("recipient", ada));
        var bound = Json.createObjectBuilder().add("name", "bound").add("recipient", ada);
        var token = client.post("api/tokens", "{\"recipient\":\"" + ada + "\",\"ttl\":60}")
                .expect(201)
                .getString("token");
        for (var shortLived : List.of(client.withToken(token), client.withNewKey(bound.add("role", "operator")))) {
            assertThat(shortLived.post("api/webhooks", body).expect(403).getString("error"))
                    .contains("outlive");
            shortLived
                    .put(one(existing), "{\"url\":\"https://evil.example.org/\"}")
                    .expect(403);
            shortLived.put(one(existing), "{\"enabled\":true}").expect(403);
            shortLived.post(one(existing) + "/secret", "{}").expect(403);
            assertThat(shortLived.get(one(existing)).expect(200))
                    .isEqualTo(client.get(one(existing)).expect(200));
        }
        client.withToken(token).delete(one(existing), null).expect(204);
        assertThat(client.get("api/webhooks?recipient=" + ada).expect(200).getJsonArray("webhooks"))
                .isEmpty();
    }

    @Test
    void aPersonIsNotifiedOfWhereTheirNotificationsGo() {
        var endpoint = create(endpoint(path).add("recipient", ada));
        client.put(one(endpoint), "{\"description\":\"only said\"}").expect(200);
        client.put(one(endpoint), "{\"url\":\"" + receiver.url(path + "-moved") + "\"}")
                .expect(200);
        client.post(one(endpoint) + "/secret", "{}").expect(200);
        create(endpoint(path + "-all"));

        var changes = Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> client.inbox(ada, "&type=webhook.changed")
                                .getJsonArray("notifications")
                                .getValuesAs(JsonObject.class),
                        found -> found.size() == 3);
        assertThat(changes)
                .extracting(told -> told.getJsonObject("data").getString("change"))
                .containsExactlyInAnyOrder("created", "moved", "key_replaced");
        assertThat(changes).allSatisfy(told -> {
            assertThat(told.getString("actor")).isEqualTo("admin");
            assertThat(told.getJsonObject("data").getString("host"))
                    .isEqualTo(receiver.url(path).getHost());
            assertThat(told.toString()).doesNotContain(path);
        });
    }

    @Test
    void peopleHaveEndpointsOfTheirOwnAndSeeNoOthers() {
        var person = person(ada);
        var own = person.send(
                        "POST",
                        "api/webhooks",
                        endpoint(path).add("recipient", ada).build().toString())
                .expect(201);
        var common = create(endpoint(path + "-all"));
        assertThat(person.get("api/webhooks?recipient=" + ada).expect(200).getJsonArray("webhooks"))
                .hasSize(1);
        person.get("api/webhooks").expect(403);
        person.send("POST", "api/webhooks", endpoint(path).build().toString()).expect(403);
        person.get(one(common)).expect(404);
        person.send("PUT", one(common), "{\"enabled\":false}").expect(404);
        person.send("POST", one(common) + "/secret", "{}").expect(404);
        person.send("POST", one(common) + "/test", "").expect(404);
        person.send("DELETE", one(common), null).expect(404);
        person.send(
                        "POST",
                        "api/webhooks",
                        endpoint(path).add("recipient", unique("grace")).build().toString())
                .expect(404);
        // Neither does another organization.
        var stranger = organization();
        for (var endpoint : List.of(own, common)) {
            stranger.get(one(endpoint)).expect(404);
            stranger.delete(one(endpoint), null).expect(404);
            stranger.post(one(endpoint) + "/secret", "{}").expect(404);
        }
        person.send("PUT", one(own), "{\"enabled\":false}").expect(200);
        person.send("DELETE", one(own), null).expect(204);
        assertThat(client.get("api/webhooks").expect(200).getJsonArray("webhooks"))
                .hasSize(1);
    }

    @Test
    void whoMakesManyAtOnceGetsNoMoreThanTheLimit() throws Exception {
        var statuses = AtOnce.run(9, number -> client.post(
                        "api/webhooks",
                        endpoint(path + number).add("recipient", ada).build().toString())
                .status());
        assertThat(statuses).containsOnly(201, 409);
        assertThat(statuses.stream().filter(status -> status == 201)).hasSize(5);
        var refused = client.post(
                "api/webhooks", endpoint(path).add("recipient", ada).build().toString());
        assertThat(refused.expect(409).getString("error"))
                .isEqualTo("The quota of 5 webhooks per person has been reached; delete some first");
        assertThat(client.get("api/webhooks?recipient=" + ada).expect(200).getJsonArray("webhooks"))
                .hasSize(5);
        var ofOrganization = AtOnce.run(
                24, number -> client.post("api/webhooks", endpoint(path).build().toString())
                        .status());
        assertThat(ofOrganization.stream().filter(status -> status == 201)).hasSize(20);
    }

    @Test
    void rotationsAtOnceLeaveTwoSecretsThatSomebodyWasShown() throws Exception {
        var endpoint = create(endpoint(path).add("recipient", ada));
        var secrets = AtOnce.run(4, number -> client.post(one(endpoint) + "/secret", "{}")
                .expect(200)
                .getString("secret"));
        assertThat(secrets).doesNotHaveDuplicates();
        client.event(event("mention", "signed", ada));
        var call = receiver.await(path, 1).get(0);
        assertThat(secrets.stream().filter(secret -> isSignedWith(call, secret)))
                .hasSize(2);
    }

    @Test
    void aChangeThatIsRefusedChangesNothing() {
        var endpoint = create(endpoint(path));
        var before = client.get(one(endpoint)).expect(200);
        for (var body : List.of(
                "{\"url\":\"https://10.0.0.1/\"}",
                "{\"url\":\"http://127.0.0.2/\"}",
                "{\"url\":\"\"}",
                "{\"enabled\":false,\"url\":7}",
                "{\"description\":7}",
                "{\"enabled\":\"no\"}",
                "[]",
                "")) {
            client.put(one(endpoint), body).expect(400);
        }
        for (var body : List.of("{\"keep_previous_for\":-1}", "{\"keep_previous_for\":604801}", "[]", "{")) {
            client.post(one(endpoint) + "/secret", body).expect(400);
        }
        assertThat(client.get(one(endpoint)).expect(200)).isEqualTo(before);
        client.event(event("mention", "still signed by the first", ada));
        var call = receiver.await(path, 1).get(0);
        assertThatNoException()
                .isThrownBy(() -> new Webhook(endpoint.getString("secret")).verify(call.body(), call.headers()));
        assertThatExceptionOfType(WebhookVerificationException.class)
                .isThrownBy(() -> new Webhook(endpoint.getString("secret")).verify("{}", call.headers()));
    }
}
