package org.belfry.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belfry.testing.BelfryClient.event;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.net.http.HttpRequest;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.belfry.testing.BelfryIT;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("both-databases")
class EventsIT extends BelfryIT {

    @Test
    void anEventIsAcceptedWithAnOutcomeForEachRecipient() {
        var ada = unique("ada");
        var bob = unique("bob");
        var receipt = admin().event(event("task_assigned", "Look", ada, bob)
                .add(
                        "source",
                        Json.createObjectBuilder()
                                .add("type", "task")
                                .add("id", 42)
                                .add("title", "T")));
        assertThat(receipt.getJsonNumber("id").longValue()).isPositive();
        assertThat(receipt.getJsonArray("outcomes").getValuesAs(JsonObject.class))
                .extracting(outcome -> outcome.getString("recipient"))
                .containsExactly(ada, bob);
        var notification = admin().inbox(ada).getJsonArray("notifications").getJsonObject(0);
        assertThat(notification.getInt("id"))
                .isEqualTo(receipt.getJsonArray("outcomes").getJsonObject(0).getInt("notification_id"));
        assertThat(notification.getInt("source_id")).isEqualTo(42);
        assertThat(notification.getJsonObject("source").getString("title")).isEqualTo("T");
    }

    @Test
    void theSameHappeningAgainMakesNothingNewAndAnswersTheFirstOutcomes() {
        var ada = unique("ada");
        var body = event("mention", "Once", ada).add("id", unique("run")).build();
        var first = admin().post("api/events", body.toString()).expect(201);
        var second = admin().post("api/events", body.toString()).expect(200);
        assertThat(second.get("outcomes")).isEqualTo(first.get("outcomes"));
        assertThat(second.get("id")).isEqualTo(first.get("id"));
        assertThat(admin().inbox(ada).getInt("total")).isEqualTo(1);
        assertThat(admin().inbox(ada).getInt("modseq")).isEqualTo(1);
    }

    @Test
    void theSameIdFromAnotherProducerIsAnotherHappening() {
        var ada = unique("ada");
        var id = unique("run");
        admin().event(event("mention", "One", ada).add("id", id).add("producer", "one"));
        admin().event(event("mention", "Two", ada).add("id", id).add("producer", "two"));
        assertThat(admin().inbox(ada).getInt("total")).isEqualTo(2);
    }

    @Test
    void sixteenThreadsThatReportOneHappeningMakeOneNotification() throws Exception {
        var ada = unique("ada");
        var body =
                event("mention", "Once", ada).add("id", unique("run")).build().toString();
        var threads = Executors.newFixedThreadPool(16);
        try {
            Callable<Integer> post = () -> admin().post("api/events", body).status();
            var statuses = threads.invokeAll(Collections.nCopies(16, post)).stream()
                    .map(EventsIT::join)
                    .sorted()
                    .toList();
            assertThat(statuses).hasSize(16).containsOnlyOnce(201).containsOnly(200, 201);
        } finally {
            threads.shutdownNow();
        }
        assertThat(admin().inbox(ada).getInt("total")).isEqualTo(1);
        assertThat(admin().inbox(ada).getInt("modseq")).isEqualTo(1);
    }

    @Test
    void aLaterReportOfTheSourceIsWhatTheListShows() {
        var ada = unique("ada");
        var key = unique("source");
        admin().event(event("mention", "One", ada)
                .add(
                        "source",
                        Json.createObjectBuilder()
                                .add("type", "task")
                                .add("id", key)
                                .add("status", "open")));
        admin().event(event("mention", "Two", ada)
                .add(
                        "source",
                        Json.createObjectBuilder()
                                .add("type", "task")
                                .add("id", key)
                                .add("status", "done")));
        assertThat(admin().inbox(ada).getJsonArray("notifications").getValuesAs(JsonObject.class))
                .extracting(notification -> notification.getJsonObject("source").getString("status"))
                .containsExactly("done", "done");
    }

    @Test
    void anUnknownTypeIsRefusedWithTheNearestKnownOnesWhereTheOrganizationIsStrict() {
        var code = unique("strict");
        admin().post(
                        "api/organizations",
                        Json.createObjectBuilder()
                                .add("code", code)
                                .add("name", "Strict")
                                .build()
                                .toString())
                .expect(201);
        var strict = admin().withNewKey(Json.createObjectBuilder()
                .add("name", "k")
                .add("role", "operator")
                .add("organization", code));
        var refused = strict.post(
                        "api/events",
                        event("task_asigned", "Typo", "ada").build().toString())
                .expect(400);
        assertThat(refused.getString("error")).contains("task_asigned").contains("task_assigned");
        assertThat(strict.inbox("ada").getInt("total")).isZero();
    }

    @Test
    void aDisabledRecipientIsNotToldAndTheReceiptSaysSo() {
        var ada = unique("ada");
        admin().put("api/recipients/" + ada, "{\"enabled\":false}").expect(200);
        var receipt = admin().event(event("mention", "Hello", ada));
        var outcome = receipt.getJsonArray("outcomes").getJsonObject(0);
        assertThat(outcome.getString("outcome")).isEqualTo("refused");
        assertThat(outcome.getString("reason")).isEqualTo("recipient_disabled");
        assertThat(admin().inbox(ada).getInt("total")).isZero();
    }

    @Test
    void theReportOfAnEventSaysWhyOnEachChannel() {
        var ada = unique("ada");
        var id = admin().event(event("task_assigned", "Look", ada)).getInt("id");
        var report = admin().get("api/events/" + id).expect(200);
        var channels = report.getJsonArray("recipients").getJsonObject(0).getJsonArray("channels");
        assertThat(channels.getValuesAs(JsonObject.class))
                .extracting(channel -> channel.getString("channel") + " " + channel.getString("reason"))
                .containsExactly("in_app type_default", "email no_address", "webhook not_default");
        assertThat(channels.getJsonObject(1).getString("explanation")).contains("no e-mail address");
    }

    static List<String> storedAsTheyAre() {
        return List.of(
                "'; drop table event; --",
                "<script>alert(1)</script><img src=x onerror=alert(1)>",
                "\uD83D\uDD14 \uD834\uDD1E astral, \u202Eright to left\u202C, e\u0301",
                "tab\tline\nreturn\r\u0001\u001F\u2028",
                "{{template}} ${expression} #{el} %s %n \\\" \\u0000 as text",
                " spaces around ");
    }

    @ParameterizedTest
    @MethodSource("storedAsTheyAre")
    void everyStringIsStoredAsItIs(String nasty) {
        var ada = unique("ada");
        admin().event(event("mention", nasty, ada)
                .add("message", nasty)
                .add("link", nasty)
                .add("actor", nasty)
                .add("id", nasty + unique(""))
                .add("producer", nasty)
                .add("dedup_key", nasty)
                .add(
                        "source",
                        Json.createObjectBuilder()
                                .add("type", nasty)
                                .add("id", nasty)
                                .add("title", nasty))
                .add("data", Json.createObjectBuilder().add(nasty, nasty)));
        var stored = admin().inbox(ada).getJsonArray("notifications").getJsonObject(0);
        assertThat(List.of(
                        stored.getString("title"),
                        stored.getString("message"),
                        stored.getString("link"),
                        stored.getString("actor"),
                        stored.getString("source_type"),
                        stored.getString("source_id"),
                        stored.getJsonObject("source").getString("title"),
                        stored.getJsonObject("data").getString(nasty)))
                .containsOnly(nasty);
    }

    @Test
    void aRecipientMayHaveAnyName() {
        var name = unique("\uD83D\uDD14 O'Neil <b>&\"%_ ");
        admin().event(event("mention", "Hello", name));
        assertThat(admin().inbox(name).getInt("total")).isEqualTo(1);
        assertThat(admin().inbox(name)
                        .getJsonArray("notifications")
                        .getJsonObject(0)
                        .getString("recipient"))
                .isEqualTo(name);
    }

    static List<String> refused() {
        var tooMany = IntStream.rangeClosed(1, 10_001)
                .mapToObj(i -> "\"r" + i + "\"")
                .reduce((a, b) -> a + "," + b)
                .orElseThrow();
        return List.of(
                "",
                "   ",
                "{",
                "nonsense",
                "[]",
                "\"text\"",
                "42",
                "null",
                "{}",
                "{\"type\":\"mention\"}",
                "{\"type\":\"mention\",\"recipients\":[]}",
                "{\"type\":\"mention\",\"recipients\":\"victim\"}",
                "{\"type\":\"mention\",\"recipients\":[1]}",
                "{\"type\":\"mention\",\"recipients\":[null]}",
                "{\"type\":\"mention\",\"recipients\":[\"\"]}",
                "{\"type\":\"mention\",\"recipients\":[" + tooMany + "]}",
                "{\"type\":7,\"recipients\":[\"victim\"]}",
                "{\"type\":\"\",\"recipients\":[\"victim\"]}",
                "{\"type\":\"mention\",\"recipients\":[\"victim\"],\"title\":\"a\\u0000b\"}",
                "{\"type\":\"mention\",\"recipients\":[\"victim\"],\"title\":\"\\ud800\"}",
                "{\"type\":\"mention\",\"recipients\":[\"victim\"],\"title\":" + "\"" + "x".repeat(1001) + "\"}",
                "{\"type\":\"mention\",\"recipients\":[\"victim\"],\"message\":{}}",
                "{\"type\":\"mention\",\"recipients\":[\"victim\"],\"priority\":\"urgent\"}",
                "{\"type\":\"mention\",\"recipients\":[\"victim\"],\"priority\":1}",
                "{\"type\":\"mention\",\"recipients\":[\"victim\"],\"data\":[]}",
                "{\"type\":\"mention\",\"recipients\":[\"victim\"],\"data\":{\"a\":\"\\u0000\"}}",
                "{\"type\":\"mention\",\"recipients\":[\"victim\"],\"source\":{\"type\":\"t\"}}",
                "{\"type\":\"mention\",\"recipients\":[\"victim\"],\"source\":{\"type\":\"t\",\"id\":1.5}}",
                "{\"type\":\"mention\",\"recipients\":[\"victim\"],\"source\":{\"type\":\"t\",\"id\":1e400}}",
                "{\"type\":\"mention\",\"recipients\":[\"victim\"],\"topics\":\"t\"}",
                "{\"type\":\"mention\",\"recipients\":[\"victim\"],\"broadcast\":1}",
                "{\"type\":\"mention\",\"broadcast\":false}",
                "{\"a\":".repeat(20_000) + "1" + "}".repeat(20_000));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatIsMalformedIsRefusedWithASentenceAndChangesNothing(String body) {
        var answer = admin().post("api/events", body);
        var problem = answer.expect(400);
        assertThat(answer.response().headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/problem+json");
        assertThat(problem.getString("error")).isNotBlank().isEqualTo(problem.getString("detail"));
        assertThat(problem.getInt("status")).isEqualTo(400);
        assertThat(admin().inbox("victim").getInt("total")).isZero();
    }

    @Test
    void aViolationNamesItsField() {
        var problem = admin().post(
                        "api/events", "{\"type\":7,\"recipients\":[\"a\"],\"source\":{\"type\":\"t\",\"id\":true}}")
                .expect(400);
        assertThat(problem.getJsonArray("violations").getValuesAs(JsonObject.class))
                .extracting(violation -> violation.getString("field"))
                .containsExactlyInAnyOrder("type", "source.id");
    }

    @Test
    void aBodyOverTheLimitIsRefused() {
        for (var size : List.of(1_050_000, 2_000_000, 8_000_000)) {
            var body = event("mention", "x", "victim")
                    .add("message", "x".repeat(size))
                    .build()
                    .toString();
            admin().post("api/events", body).expect(413);
            admin().withKey("none").post("api/events", body).expect(401);
        }
    }

    @Test
    void aBodyThatIsNotUtf8IsRefused() {
        var body = new byte[] {'{', '"', (byte) 0xC3, (byte) 0x28, '"', ':', '1', '}'};
        admin().send(admin().request("api/events")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body)))
                .expect(400);
    }

    @Test
    void anotherMediaTypeIsRefused() {
        admin().send(admin().request("api/events")
                        .header("Content-Type", "text/plain")
                        .POST(HttpRequest.BodyPublishers.ofString("{}")))
                .expect(415);
    }

    @Test
    void unknownMembersAreIgnored() {
        var ada = unique("ada");
        admin().event(event("mention", "x", ada).add("unheard_of", JsonValue.TRUE));
        assertThat(admin().inbox(ada).getInt("total")).isEqualTo(1);
    }

    @Test
    void withoutCredentialsNothingIsAnswered() {
        for (var key : new String[] {null, "wrong"}) {
            var client = admin().withKey(key);
            for (var answer : List.of(
                    client.get("api/notifications?recipient=ada"),
                    client.get("api/nowhere"),
                    client.post(
                            "api/events",
                            event("mention", "x", "victim").build().toString()))) {
                assertThat(answer.status()).isEqualTo(401);
                assertThat(answer.json().getString("error")).isNotBlank();
                assertThat(answer.response()
                                .headers()
                                .firstValue("Content-Type")
                                .orElse(""))
                        .startsWith("application/problem+json");
            }
        }
    }

    @Test
    void aRoleDoesWhatItMayAndNoMore() {
        var viewer =
                admin().withNewKey(Json.createObjectBuilder().add("name", "v").add("role", "viewer"));
        var operator =
                admin().withNewKey(Json.createObjectBuilder().add("name", "o").add("role", "operator"));
        var ada = unique("ada");
        viewer.post("api/events", event("mention", "x", ada).build().toString()).expect(403);
        operator.event(event("mention", "x", ada));
        assertThat(viewer.inbox(ada).getInt("total")).isEqualTo(1);
        viewer.put("api/notifications", "{\"recipient\":\"" + ada + "\",\"markAllRead\":true}")
                .expect(403);
        operator.delete("api/notifications", "{\"recipient\":\"" + ada + "\",\"olderThan\":99999999999}")
                .expect(403);
        operator.post("api/keys", "{\"name\":\"x\",\"role\":\"admin\"}").expect(403);
    }

    @Test
    void aBoundKeySeesItsOneInboxAndAnotherOrganizationNothing() {
        var ada = unique("ada");
        var bob = unique("bob");
        var id = admin().event(event("mention", "secret", ada))
                .getJsonArray("outcomes")
                .getJsonObject(0)
                .getInt("notification_id");
        var bobsKey = admin().withNewKey(Json.createObjectBuilder()
                .add("name", "b")
                .add("role", "admin")
                .add("recipient", bob));
        var code = unique("other");
        admin().post("api/organizations", "{\"code\":\"" + code + "\",\"name\":\"Other\"}")
                .expect(201);
        var other = admin().withNewKey(Json.createObjectBuilder()
                .add("name", "o")
                .add("role", "admin")
                .add("organization", code));

        for (var stranger : List.of(bobsKey, other)) {
            stranger.get("api/notifications/" + id).expect(404);
            stranger.post("api/notifications/" + id + "/read", "").expect(404);
            assertThat(stranger.put("api/notifications", "{\"ids\":[" + id + "]}")
                            .expect(200)
                            .getInt("markedAsRead"))
                    .isZero();
            assertThat(stranger.delete("api/notifications", "{\"ids\":[" + id + "]}")
                            .expect(200)
                            .getInt("deleted"))
                    .isZero();
        }
        bobsKey.get("api/notifications?recipient=" + ada).expect(404);
        bobsKey.post("api/events", event("mention", "x", ada).build().toString())
                .expect(403);
        bobsKey.get("api/keys").expect(403);
        assertThat(other.inbox(ada).getInt("total")).isZero();
        assertThat(admin().inbox(ada).getInt("unreadCount")).isEqualTo(1);
        assertThat(bobsKey.get("api/notifications").expect(200).getInt("total")).isZero();
    }

    @Test
    void aBoundKeySpeaksForItselfOnly() {
        var bob = unique("bob");
        var bobsKey = admin().withNewKey(Json.createObjectBuilder()
                .add("name", "b")
                .add("role", "operator")
                .add("recipient", bob));
        var task = unique("task");
        admin().event(event("mention", "first", unique("ada"))
                .add("id", "happening-1")
                .add("producer", task)
                .add("source", source(task).add("title", "Theirs").add("status", "open")));

        // Neither somebody else's happening, whose outcomes it would be told, nor what others see of a source.
        var claim = event("mention", "x", bob).add("id", "happening-1");
        bobsKey.post("api/events", claim.add("producer", task).build().toString())
                .expect(403);
        bobsKey.event(event("mention", "mine", bob)
                .add("id", "happening-1")
                .add("source", source(task).add("title", "Mine").add("status", "gone")));

        assertThat(bobsKey.inbox(bob)
                        .getJsonArray("notifications")
                        .getJsonObject(0)
                        .getJsonObject("source")
                        .getString("title"))
                .isEqualTo("Theirs");
        assertThat(admin().get("api/sources/task/" + task).expect(200).getString("status"))
                .isEqualTo("open");
    }

    private static JsonObjectBuilder source(String id) {
        return Json.createObjectBuilder().add("type", "task").add("id", id);
    }

    @Test
    void aRevokedKeyIsRefusedAtOnce() {
        var created =
                admin().post("api/keys", "{\"name\":\"k\",\"role\":\"viewer\"}").expect(201);
        var client = admin().withKey(created.getString("key"));
        client.get("api/types").expect(200);
        admin().delete("api/keys/" + created.getInt("id"), null).expect(204);
        client.get("api/types").expect(401);
    }

    private static <T> T join(Future<T> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
