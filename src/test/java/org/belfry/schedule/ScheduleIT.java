package org.belfry.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.standardwebhooks.Webhook;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.BelfryIT;
import org.belfry.testing.Person;
import org.belfry.testing.SlowTarget;
import org.belfry.testing.WebhookReceiver;
import org.belfry.testing.WebhookReceiver.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Schedules in real time, with targets on this machine, which the tests' deployment allows by plain http on 127.0.0.1. */
class ScheduleIT extends BelfryIT {

    private static final Duration SOON = Duration.ofSeconds(40);

    private static WebhookReceiver receiver;

    private final String ada = unique("ada");
    private final String path = "/" + unique("target");
    private BelfryClient client;

    @BeforeAll
    static void listen() {
        receiver = new WebhookReceiver();
    }

    @AfterAll
    static void close() {
        receiver.close();
    }

    @BeforeEach
    void anOrganizationOfItsOwn() {
        client = organization();
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }

    /** Due in some seconds: a moment that is past is refused. */
    private JsonObjectBuilder soon(String resourceType, String action) {
        return Json.createObjectBuilder()
                .add("resource_type", resourceType)
                .add("resource_id", 42)
                .add("resource_name", "Checkout button")
                .add("project", "Shop")
                .add("action", action)
                .add("at", now() + 3)
                .add("link", "https://shop.example.org/42")
                .add("owner", ada);
    }

    private JsonObjectBuilder calling(JsonObjectBuilder schedule) {
        return schedule.add(
                "target",
                Json.createObjectBuilder().add("url", receiver.url(path).toString()));
    }

    private static JsonObjectBuilder calling(JsonObjectBuilder schedule, SlowTarget target) {
        return schedule.add(
                "target", Json.createObjectBuilder().add("url", target.url("/").toString()));
    }

    private JsonObject create(JsonObjectBuilder schedule) {
        return client.post("api/schedules", schedule.build().toString()).expect(201);
    }

    private static String one(JsonObject schedule) {
        return "api/schedules/" + schedule.getJsonNumber("id");
    }

    private JsonObject await(JsonObject schedule, String state) {
        return Awaitility.await(state)
                .atMost(SOON)
                .until(() -> client.get(one(schedule)).expect(200), found -> found.getString("state")
                        .equals(state));
    }

    private List<JsonObject> told(String recipient, int count) {
        return Awaitility.await("told")
                .atMost(SOON)
                .until(
                        () -> client.inbox(recipient)
                                .getJsonArray("notifications")
                                .getValuesAs(JsonObject.class),
                        found -> found.size() >= count);
    }

    private static JsonObject json(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    @Test
    void whenItIsDueItsTargetIsCalledAndItsOwnerTold() {
        client.address(ada, ada + "@example.org");
        client.put("api/recipients/grace", "{}").expect(200);
        var created = create(calling(soon("experiment", "launch")));
        var secret = created.getJsonObject("target").getString("secret");
        assertThat(created.getString("state")).isEqualTo("scheduled");
        var call = receiver.await(path, 1).get(0);
        assertThatNoException().isThrownBy(() -> new Webhook(secret).verify(call.body(), call.headers()));
        assertThat(call.header("Idempotency-Key")).isEqualTo("schedule-" + created.getJsonNumber("id"));
        assertThat(call.header("webhook-id")).isEqualTo(call.header("Idempotency-Key"));
        var sent = json(call.body());
        assertThat(sent.getString("type")).isEqualTo("schedule.due");
        assertThat(sent.getJsonObject("data"))
                .containsAllEntriesOf(Json.createObjectBuilder()
                        .add("schedule", created.getJsonNumber("id"))
                        .add("run", 1)
                        .add("resource_type", "experiment")
                        .add("resource_id", 42)
                        .add("action", "launch")
                        .add("at", created.getJsonNumber("at"))
                        .add("owner", ada)
                        .build());
        var fired = await(created, "fired");
        assertThat(fired.getString("reason")).isEqualTo("the target answered 204");
        assertThat(fired.toString()).doesNotContain("whsec_");
        assertThat(fired.getJsonArray("runs")).hasSize(1).containsExactly(fired.getJsonObject("last_run"));
        var notifications = told(ada, 1);
        assertThat(notifications).hasSize(1);
        var notification = notifications.get(0);
        assertThat(notification.getString("type")).isEqualTo("EXPERIMENT_SCHEDULED_LAUNCH_FIRED");
        assertThat(notification.getString("message")).contains("“Checkout button”", "“Shop”");
        assertThat(notification.getString("link")).isEqualTo("https://shop.example.org/42");
        assertThat(notification.getInt("source_id")).isEqualTo(42);
        assertThat(notification.getJsonObject("data").getString("project")).isEqualTo("Shop");
        assertThat(client.get("api/deliveries?channel=email&recipient=" + ada)
                        .expect(200)
                        .getJsonArray("deliveries"))
                .hasSize(1);
        assertThat(client.inbox("grace").getInt("total")).isZero();
        assertThat(receiver.calls(path)).hasSize(1);
    }

    @Test
    void aTargetInTroubleIsCalledAgainByTheSameKey() {
        receiver.answer(path, Reply.of(500), new Reply(429, "Retry-After: 1", "later"), Reply.of(0), Reply.of(200));
        var created = create(calling(soon("flag_environment", "enable")));
        var fired = await(created, "fired");
        assertThat(fired.getJsonObject("last_run").getInt("attempts")).isEqualTo(4);
        var calls = receiver.calls(path);
        assertThat(calls).hasSize(4);
        assertThat(calls)
                .extracting(call -> call.header("Idempotency-Key"))
                .containsOnly("schedule-" + created.get("id"));
        assertThat(calls)
                .extracting(WebhookReceiver.Call::body)
                .containsOnly(calls.get(0).body());
        assertThat(told(ada, 1))
                .extracting(one -> one.getString("type"))
                .containsExactly("FLAG_SCHEDULED_ENABLE_FIRED");
    }

    @Test
    @Tag("derby-only")
    @Tag("one-server")
    void whenTheAttemptsAreUsedUpItHasFailed() {
        receiver.answer(path, Reply.of(503));
        var failed = await(create(calling(soon("flag_environment", "disable"))), "failed");
        // Nothing of an answer from within the deployment's networks is repeated.
        assertThat(failed.getString("reason"))
                .isEqualTo("failed after 5 attempts; last response: the target answered 503");
        assertThat(receiver.calls(path)).hasSize(5);
        var told = told(ada, 1).get(0);
        assertThat(told.getString("type")).isEqualTo("FLAG_SCHEDULE_FAILED");
        assertThat(told.getString("message")).contains("Error: failed after 5 attempts");
    }

    @ParameterizedTest(name = "{0} {1}")
    @Tag("derby-only")
    @Tag("one-server")
    @CsvSource(
            nullValues = "-",
            value = {
                "302, Location: http://169.254.169.254/latest/meta-data, answered 302: redirects are not followed",
                "307, Location: http://10.0.0.1/, answered 307: redirects are not followed",
                "404, -, answered 404",
                "410, -, answered 410: it wants no more requests"
            })
    void aTargetThatRefusesIsNotCalledAgain(int status, String header, String reason) {
        receiver.answer(path, new Reply(status, header, ""));
        var failed = await(create(calling(soon("experiment", "end"))), "failed");
        assertThat(failed.getString("reason")).isEqualTo("the target " + reason);
        assertThat(receiver.calls(path)).hasSize(1);
        assertThat(told(ada, 1)).extracting(one -> one.getString("type")).containsExactly("EXPERIMENT_SCHEDULE_FAILED");
    }

    @Test
    void aTargetThatHangsDelaysNobodyElse() {
        try (var slow = new SlowTarget();
                var other = new SlowTarget()) {
            var hanging = Stream.generate(() -> create(calling(soon("report", "send"), slow)))
                    .limit(6)
                    .toList();
            Awaitility.await("four calls that hang")
                    .atMost(SOON)
                    .until(() -> slow.waiting().size() == 4);
            var prompt = create(calling(soon("report", "send"), other));
            Awaitility.await("beside them a fifth, of another target")
                    .atMost(SOON)
                    .until(() -> slow.waiting().size() == 4 && other.waiting().size() == 1);
            other.release();
            await(prompt, "fired");
            var firing = one(hanging.get(0));
            assertThat(client.get(firing).expect(200).getString("state")).isEqualTo("firing");
            client.delete(firing, null).expect(409);
            client.put(firing, "{\"project\":\"x\"}").expect(409);
            client.post(firing + "/run", null).expect(409);
            slow.release();
            for (var schedule : hanging) {
                // A call for each attempt: another one only where the one before was given up.
                var attempts =
                        await(schedule, "fired").getJsonObject("last_run").getInt("attempts");
                assertThat(Collections.frequency(slow.keys(), "schedule-" + schedule.get("id")))
                        .isEqualTo(attempts);
            }
            assertThat(Set.copyOf(slow.keys())).hasSize(6);
            assertThat(slow.mostAtOnce()).isEqualTo(4);
        }
    }

    @Test
    void aStrictOneFailsWhereTheRightToItIsLost() {
        var description = Json.createObjectBuilder().add("name", "desk").add("role", "operator");
        var key = client.post("api/keys", description.build().toString()).expect(201);
        var operator = client.withKey(key.getString("key"));
        // Until then all of it must have been said.
        var at = now() + 12;
        var strict = new ArrayList<JsonObject>();
        for (var schedule : List.of(
                calling(soon("experiment", "launch")).add("strict", true).add("at", at),
                soon("report", "send").add("strict", true).add("at", at))) {
            strict.add(
                    operator.post("api/schedules", schedule.build().toString()).expect(201));
        }
        var lenient = operator.post(
                        "api/schedules",
                        soon("report", "send").add("at", at).build().toString())
                .expect(201);
        var gone = unique("gone");
        var ofSomebody = create(
                soon("report", "send").add("strict", true).add("owner", gone).add("at", at));
        client.delete("api/keys/" + key.getJsonNumber("id"), null).expect(204);
        client.put("api/recipients/" + gone, "{\"enabled\":false}").expect(200);
        for (var schedule : strict) {
            assertThat(await(schedule, "failed").getString("reason"))
                    .isEqualTo("the scheduler no longer has permission: the API key desk was revoked");
        }
        assertThat(await(ofSomebody, "failed").getString("reason")).endsWith("the recipient " + gone + " is disabled");
        await(lenient, "fired");
        assertThat(receiver.calls(path)).isEmpty();
        // Who runs it by hand has the right.
        client.post(one(strict.get(0)) + "/run", null).expect(202);
        await(strict.get(0), "fired");
        assertThat(receiver.await(path, 1).get(0).header("Idempotency-Key"))
                .isEqualTo("schedule-" + strict.get(0).get("id") + "-2");
    }

    @Test
    void ofASessionTheAccountMustStillHaveTheRight() {
        client.post(
                        "api/accounts",
                        "{\"account\":\"" + ada + "\",\"password\":\"a long password\",\"role\":\"operator\"}")
                .expect(201);
        var person = Person.signIn(client, ada, "a long password");
        var plan = Json.createObjectBuilder()
                .add("resource_type", "report")
                .add("resource_id", 1)
                .add("action", "send")
                .add("at", now() + 5)
                .add("strict", true)
                .build()
                .toString();
        var kept = person.send("POST", "api/schedules", plan).expect(201);
        assertThat(kept.getString("owner")).isEqualTo(ada);
        // Signed out is not without the right.
        person.send("DELETE", "api/session", null).expect(204);
        await(kept, "fired");
        var lost = Person.signIn(client, ada, "a long password")
                .send("POST", "api/schedules", plan.replaceFirst("\"at\":[0-9]+", "\"at\":" + (now() + 8)))
                .expect(201);
        client.put("api/accounts/" + ada, "{\"role\":\"viewer\"}").expect(200);
        assertThat(await(lost, "failed").getString("reason"))
                .isEqualTo("the scheduler no longer has permission: the account " + ada
                        + " no longer has the role operator");
    }

    @Test
    void itIsRunByHand() {
        var created = create(calling(soon("report", "send").add("at", now() + 86_400)));
        var run = client.post(one(created) + "/run", null).expect(202);
        assertThat(run.getBoolean("by_hand")).isTrue();
        await(created, "fired");
        client.post(one(created) + "/run", null).expect(202);
        assertThat(receiver.await(path, 2))
                .extracting(call -> call.header("Idempotency-Key"))
                .containsExactly("schedule-" + created.get("id"), "schedule-" + created.get("id") + "-2");
        assertThat(told(ada, 2)).extracting(one -> one.getString("type")).containsOnly("schedule.fired");
    }

    @Test
    void aRecurringOneWaitsForItsNextMoment() {
        client.put("api/recipients/" + ada, "{\"time_zone\":\"Europe/Berlin\"}").expect(200);
        var created = client.post("api/schedules", """
                        {"resource_type":"use_case","resource_id":"nightly","action":"run","cron":"30 2 * * *","owner":"%s"}""".formatted(ada)).expect(201);
        assertThat(created.getString("time_zone")).isEqualTo("Europe/Berlin");
        assertThat(created.getString("resource_id")).isEqualTo("nightly");
        assertThat(created.getJsonNumber("at").longValue()).isGreaterThan(now());
        var run = client.post(one(created) + "/run", null).expect(202);
        assertThat(run.getString("state")).isEqualTo("fired");
        var after = client.get(one(created)).expect(200);
        assertThat(after.getString("state")).isEqualTo("scheduled");
        assertThat(after.get("at")).isEqualTo(created.get("at"));
        assertThat(after.getJsonObject("last_run").getString("state")).isEqualTo("fired");
        client.put(one(created), "{\"cron\":\"0 3 * * *\",\"time_zone\":\"America/New_York\"}")
                .expect(200);
        assertThat(told(ada, 2))
                .extracting(one -> one.getString("type"))
                .containsExactlyInAnyOrder("schedule.fired", "use_case.schedule_changed");
    }

    @Test
    void aChangeIsToldAndEndsWithTheMoment() {
        var created = create(calling(soon("report", "send").add("at", now() + 86_400)));
        var changed = client.put(
                        one(created),
                        "{\"at\":" + (now() + 6) + ",\"project\":null,\"target\":null,\"resource_name\":\"Weekly\"}")
                .expect(200);
        assertThat(changed.isNull("project")).isTrue();
        assertThat(changed.isNull("target")).isTrue();
        assertThat(changed.getString("link")).isEqualTo("https://shop.example.org/42");
        assertThat(changed.getString("reason")).isEqualTo("changed by admin");
        await(created, "fired");
        assertThat(receiver.calls(path)).isEmpty();
        client.put(one(created), "{\"project\":\"x\"}").expect(409);
        client.delete(one(created), null).expect(409);
        assertThat(told(ada, 2))
                .extracting(one -> one.getString("type"))
                .containsExactlyInAnyOrder("schedule.changed", "schedule.fired");
    }

    @Test
    void whatIsCancelledNeverFires() {
        var created = create(calling(soon("report", "send").add("at", now() + 8)));
        client.delete(one(created), null).expect(204);
        client.delete(one(created), null).expect(204);
        await(create(soon("report", "send").add("at", now() + 9)), "fired");
        var cancelled = client.get(one(created)).expect(200);
        assertThat(cancelled.getString("state")).isEqualTo("cancelled");
        assertThat(cancelled.getString("reason")).isEqualTo("cancelled by admin");
        assertThat(receiver.calls(path)).isEmpty();
        client.post(one(created) + "/run", null).expect(409);
    }

    @Test
    void theListIsFilteredAndInPages() {
        var at = now() + 86_400;
        var ids = new ArrayList<Integer>();
        for (var number = 0; number < 5; number++) {
            ids.add(
                    0,
                    create(soon("report", "send")
                                    .add("resource_id", number)
                                    .add("project", number % 2 == 0 ? "even" : "odd")
                                    .add("at", at + number))
                            .getInt("id"));
        }
        assertThat(ids("")).isEqualTo(ids);
        assertThat(ids("project=odd")).isEqualTo(List.of(ids.get(1), ids.get(3)));
        assertThat(ids("resource_type=report&resource_id=4")).isEqualTo(ids.subList(0, 1));
        assertThat(ids("from=" + (at + 1) + "&to=" + (at + 3))).isEqualTo(ids.subList(2, 4));
        assertThat(ids("owner=" + ada + "&state=scheduled")).isEqualTo(ids);
        assertThat(ids("state=fired")).isEmpty();
        var first = client.get("api/schedules?limit=3").expect(200);
        var second = client.get("api/schedules?limit=3&cursor=" + first.getString("next"))
                .expect(200);
        assertThat(second.isNull("next")).isTrue();
        assertThat(Stream.of(first, second).flatMap(page -> ids(page).stream())).containsExactlyElementsOf(ids);
        client.get("api/schedules?cursor=x").expect(400);
        client.get("api/schedules?state=late").expect(400);
    }

    private List<Integer> ids(String filter) {
        return ids(client.get("api/schedules?" + filter).expect(200));
    }

    private static List<Integer> ids(JsonObject page) {
        return page.getJsonArray("schedules").getValuesAs(JsonObject.class).stream()
                .map(schedule -> schedule.getInt("id"))
                .toList();
    }

    @Test
    void aKeyThatIsBoundSchedulesForItsRecipientAlone() {
        var bound = client.withNewKey(Json.createObjectBuilder()
                .add("name", "agent")
                .add("role", "operator")
                .add("recipient", ada));
        var plan = Json.createObjectBuilder()
                .add("resource_type", "report")
                .add("resource_id", 1)
                .add("action", "send")
                .add("at", now() + 86_400)
                .build()
                .toString();
        var own = bound.post("api/schedules", plan).expect(201);
        assertThat(own.getString("owner")).isEqualTo(ada);
        assertThat(own.getString("scheduled_by")).isEqualTo("agent");
        var other = create(soon("report", "send").add("owner", unique("grace")).add("at", now() + 86_400));
        assertThat(ids(bound.get("api/schedules").expect(200))).containsExactly(own.getInt("id"));
        bound.put(one(own), "{\"owner\":\"" + other.getString("owner") + "\"}").expect(404);
        bound.get(one(other)).expect(404);
        assertThat(client.post("api/schedules", plan).expect(400).getString("error"))
                .contains("owner");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @Tag("derby-only")
    @Tag("one-server")
    @CsvSource(delimiter = '|', textBlock = """
                    resource_type | {}
                    resource_id   | {"resource_type":"report"}
                    resource_id   | {"resource_type":"report","resource_id":1.5}
                    action        | {"resource_type":"experiment","resource_id":1,"action":"enable"}
                    action        | {"resource_type":"flag_environment","resource_id":1,"action":"launch"}
                    at            | {"resource_type":"report","resource_id":1,"action":"send"}
                    at            | {"at":1}
                    at            | {"at":253402300800}
                    at            | {"at":9999999999,"cron":"* * * * *"}
                    cron          | {"cron":"* * * *"}
                    cron          | {"cron":"@daily"}
                    cron          | {"resource_type":"report","resource_id":1,"action":"send","owner":"ada","cron":"0 0 30 2 *"}
                    time_zone     | {"cron":"* * * * *","time_zone":"Mars"}
                    time_zone     | {"at":9999999999,"time_zone":"UTC"}
                    target.url    | {"target":{}}
                    target.url    | {"target":{"url":"ftp://example.org"}}
                    target.url    | {"target":{"url":"https://10.0.0.1/"}}
                    target.url    | {"target":{"url":"https://[::1]/"}}
                    target.secret | {"target":{"url":"https://example.org/","secret":"whsec_c2hvcnQ="}}
                    strict        | {"strict":"yes"}
                    owner         | {"owner":" "}
                    """)
    void whatIsWrongIsNamed(String field, String body) {
        var answer = client.post("api/schedules", body).expect(400);
        assertThat(answer.getJsonArray("violations").getValuesAs(JsonObject.class))
                .extracting(violation -> violation.getString("field"))
                .contains(field);
        assertThat(client.get("api/schedules").expect(200).getJsonArray("schedules"))
                .isEmpty();
    }
}
