package org.belfry.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belfry.testing.BelfryClient.event;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.belfry.access.Caller;
import org.belfry.access.Role;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.BelfryClient.Answer;
import org.belfry.testing.BelfryIT;
import org.belfry.testing.TestEnvironment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("both-databases")
class IdempotencyIT extends BelfryIT {

    /** A key of the API, as it was created. */
    private record Credential(BelfryClient client, long id) {}

    private static Answer post(BelfryClient client, String path, String key, String body) {
        return client.send(client.request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body)));
    }

    private Answer post(String path, String key, JsonObjectBuilder body) {
        return post(admin(), path, key, body.build().toString());
    }

    private static void assertSame(Answer replayed, Answer first) {
        assertThat(replayed.status()).isEqualTo(first.status());
        assertThat(replayed.text()).isEqualTo(first.text());
        assertThat(replayed.response().headers().allValues("Content-Type"))
                .isEqualTo(first.response().headers().allValues("Content-Type"));
    }

    @Test
    void theFirstAnswerIsGivenAgainHoweverTheKeyIsWritten() {
        var ada = unique("ada");
        var key = unique("key");
        var body = event("mention", "Once \uD83D\uDD14", ada);
        var first = post("api/events", key, event("mention", "Once \uD83D\uDD14", ada));
        first.expect(201);
        assertSame(post("api/events", "\"" + key + "\"", body), first);
        assertSame(post("api/events", key, event("mention", "Once \uD83D\uDD14", ada)), first);
        assertThat(admin().inbox(ada).getInt("total")).isEqualTo(1);
        assertThat(first.json().getBoolean("duplicate")).isFalse();
    }

    @Test
    void withoutAKeyEachPostIsAnother() {
        var ada = unique("ada");
        admin().event(event("mention", "One", ada));
        admin().event(event("mention", "One", ada));
        assertThat(admin().inbox(ada).getInt("total")).isEqualTo(2);
    }

    @Test
    void anotherRequestWithTheKeyIsRefusedAndChangesNothing() {
        var ada = unique("ada");
        var key = unique("key");
        var body = event("mention", "One", ada).build().toString();
        post(admin(), "api/events", key, body).expect(201);
        for (var other : List.of(
                post("api/events", key, event("mention", "Two", ada)),
                post(admin(), "api/events", key, body + " "),
                post(admin(), "api/events?x=1", key, body),
                post(
                        "api/keys",
                        key,
                        Json.createObjectBuilder().add("name", "k").add("role", "viewer")))) {
            var problem = other.expect(422);
            assertThat(problem.getString("error")).contains("Idempotency-Key");
            assertThat(other.response().headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("application/problem+json");
        }
        assertThat(admin().inbox(ada).getInt("total")).isEqualTo(1);
    }

    @Test
    void sixteenThreadsWithOneKeyMakeOneEvent() throws Exception {
        var ada = unique("ada");
        var key = unique("key");
        var body = event("mention", "Once", ada).build().toString();
        var threads = Executors.newFixedThreadPool(16);
        try {
            Callable<Answer> call = () -> post(admin(), "api/events", key, body);
            var answers = new ArrayList<Answer>();
            for (Future<Answer> answer : threads.invokeAll(Collections.nCopies(16, call))) {
                answers.add(answer.get());
            }
            var done = answers.stream().filter(answer -> answer.status() != 409).toList();
            assertThat(done).isNotEmpty();
            done.forEach(answer -> {
                answer.expect(201);
                assertSame(answer, done.get(0));
            });
            answers.stream().filter(answer -> answer.status() == 409).forEach(IdempotencyIT::assertInFlight);
            assertSame(post(admin(), "api/events", key, body), done.get(0));
        } finally {
            threads.shutdownNow();
        }
        assertThat(admin().inbox(ada).getInt("total")).isEqualTo(1);
    }

    private static void assertInFlight(Answer answer) {
        answer.expect(409);
        assertThat(answer.response().headers().firstValue("Retry-After")).contains("1");
    }

    @Test
    void aRefusalIsNotKeptSoACorrectedRequestGoesThrough() {
        var ada = unique("ada");
        var key = unique("key");
        post(admin(), "api/events", key, "{").expect(400);
        post("api/events", key, event("mention", "x", ada).add("priority", "urgent"))
                .expect(400);
        var first = post("api/events", key, event("mention", "x", ada));
        first.expect(201);
        assertSame(post("api/events", key, event("mention", "x", ada)), first);
        assertThat(admin().inbox(ada).getInt("total")).isEqualTo(1);
    }

    @Test
    void callersDoNotMeet() {
        var ada = unique("ada");
        var key = unique("key");
        var one = operator().client();
        var other = operator().client();
        var body = event("mention", "x", ada).build().toString();
        var first = post(one, "api/events", key, body).expect(201);
        var second = post(other, "api/events", key, body).expect(201);
        assertThat(second.get("id")).isNotEqualTo(first.get("id"));
        post(one, "api/events", key, event("mention", "y", ada).build().toString())
                .expect(422);
        assertThat(admin().inbox(ada).getInt("total")).isEqualTo(2);
    }

    @Test
    void aSessionHasKeysOfItsOwn() {
        var ada = unique("ada");
        var key = unique("key");
        var signedIn = admin().signIn();
        var client = admin().withKey(null);
        var body = event("mention", "x", ada).build().toString();
        var token = signedIn.json().getString("csrf_token");
        Callable<Answer> send = () -> client.send(client.request("api/events")
                .header("Content-Type", "application/json")
                .header("Cookie", signedIn.cookie())
                .header("X-CSRF-Token", token)
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body)));
        var first = call(send);
        first.expect(201);
        assertSame(call(send), first);
        post(admin(), "api/events", key, body).expect(201);
        assertThat(admin().inbox(ada).getInt("total")).isEqualTo(2);
    }

    @Test
    void aTokenIsRenewedAndItsBearerStaysTheSame() {
        var ada = unique("ada");
        var key = unique("key");
        admin().event(event("mention", "x", ada));
        var first = post(token(ada), "api/notifications/read-all", key, "");
        assertThat(first.expect(200).getInt("markedAsRead")).isEqualTo(1);
        assertSame(post(token(ada), "api/notifications/read-all", key, ""), first);
        var other = post(token(unique("bob")), "api/notifications/read-all", key, "");
        assertThat(other.expect(200).getInt("markedAsRead")).isZero();
    }

    private BelfryClient token(String recipient) {
        return admin().withToken(admin().post("api/tokens", "{\"recipient\":\"" + recipient + "\"}")
                .expect(201)
                .getString("token"));
    }

    @Test
    void aNewKeyIsShownAgainToWhoAskedForIt() {
        var key = unique("key");
        var description = Json.createObjectBuilder().add("name", key).add("role", "viewer");
        var first = post(admin(), "api/keys", key, description.build().toString());
        assertThat(first.expect(201).getString("key")).startsWith("bfy_");
        var again = post(
                "api/keys", key, Json.createObjectBuilder().add("name", key).add("role", "viewer"));
        assertSame(again, first);
        assertThat(admin().get("api/keys").expect(200).getJsonArray("keys").getValuesAs(JsonObject.class).stream()
                        .filter(listed -> listed.getString("name").equals(key)))
                .hasSize(1);
    }

    @Test
    void whatAHeartbeatClaimedCanBeFetchedAgain() {
        var agent = unique("agent");
        admin().event(event("mention", "x".repeat(900), agent).add("message", "y".repeat(19_000)));
        admin().event(event("mention", "Two", agent));
        var key = unique("key");
        var beat = "{\"action\":\"mark-delivered\",\"agent\":\"" + agent + "\"}";
        var first = post(admin(), "api/notifications", key, beat);
        assertThat(first.expect(200).getInt("delivered")).isEqualTo(2);
        assertSame(post(admin(), "api/notifications", key, beat), first);
        assertThat(admin().post("api/notifications", beat).expect(200).getInt("delivered"))
                .isZero();
    }

    @Test
    void aPostWithoutABodyIsReplayedToo() {
        var ada = unique("ada");
        var id = admin().event(event("mention", "x", ada))
                .getJsonArray("outcomes")
                .getJsonObject(0)
                .getInt("notification_id");
        var key = unique("key");
        var first = post(admin(), "api/notifications/" + id + "/read", key, "");
        first.expect(200);
        admin().post("api/notifications/" + id + "/unread", "").expect(200);
        assertSame(post(admin(), "api/notifications/" + id + "/read", key, ""), first);
        assertThat(admin().inbox(ada).getInt("unreadCount")).isEqualTo(1);
    }

    @Test
    void aProducersOwnIdStillNamesTheHappening() {
        var ada = unique("ada");
        var id = unique("run");
        var key = unique("key");
        var first = post("api/events", key, event("mention", "x", ada).add("id", id));
        first.expect(201);
        assertSame(post("api/events", key, event("mention", "x", ada).add("id", id)), first);
        var other = post("api/events", unique("key"), event("mention", "x", ada).add("id", id));
        assertThat(other.expect(200).getBoolean("duplicate")).isTrue();
        assertThat(admin().inbox(ada).getInt("total")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"\"", "a b", "\"abc"})
    void aKeyThatIsNoneIsRefused(String key) {
        var ada = unique("ada");
        var problem = post("api/events", key, event("mention", "x", ada)).expect(400);
        assertThat(problem.getJsonArray("violations").getJsonObject(0).getString("field"))
                .isEqualTo("Idempotency-Key");
        assertThat(admin().inbox(ada).getInt("total")).isZero();
    }

    @Test
    void twoKeysAreNone() {
        var client = admin();
        client.send(client.request("api/events")
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", "a")
                        .header("Idempotency-Key", "b")
                        .POST(BodyPublishers.ofString("{}")))
                .expect(400);
    }

    @Test
    void aKeyHelpsNobodyPastTheAuthorization() {
        var key = unique("key");
        post(admin().withKey(null), "api/events", key, "{}").expect(401);
        post(admin().withKey("wrong"), "api/events", key, "{}").expect(401);
        var viewer =
                admin().withNewKey(Json.createObjectBuilder().add("name", "v").add("role", "viewer"));
        post(viewer, "api/events", key, "{}").expect(403);
        post(admin(), "api/nowhere", key, "{}").expect(404);
    }

    @Test
    void aBodyOverTheLimitIsStillTooLarge() {
        var body = event("mention", "x", "victim")
                .add("message", "x".repeat(1_100_000))
                .build()
                .toString();
        post(admin(), "api/events", unique("key"), body).expect(413);
    }

    @Test
    void signingInIsNeverReplayed() {
        var key = unique("key");
        var credentials = "{\"account\":\"admin\",\"password\":\"test-admin-password\"}";
        var first = post(admin().withKey(null), "api/session", key, credentials);
        var second = post(admin().withKey(null), "api/session", key, credentials);
        first.expect(200);
        second.expect(200);
        assertThat(second.cookie()).isNotEqualTo(first.cookie());
    }

    @Test
    void whatIsAskedOrPutMayCarryAKeyForNothing() {
        var key = unique("key");
        for (var limit : List.of("1", "2")) {
            admin().send(admin().request("api/notifications?recipient=victim&limit=" + limit)
                            .header("Idempotency-Key", key)
                            .GET())
                    .expect(200);
        }
    }

    @Test
    @Tag("postgresql-only")
    void anAttemptThatIsUnderWayIsWaitedForAndADeadOneIsTakenOverWithoutASecondEvent() throws SQLException {
        var credential = operator();
        var ada = unique("ada");
        var key = unique("key");
        var body = event("mention", "x", ada).build().toString();
        var first = post(credential.client(), "api/events", key, body);
        first.expect(201);

        update(credential, key, "status = null, answer = null, lease_until = 99999999999");
        assertInFlight(post(credential.client(), "api/events", key, body));
        post(credential.client(), "api/events", key, "{}").expect(422);

        update(credential, key, "lease_until = 0");
        assertSame(post(credential.client(), "api/events", key, body), first);
        assertSame(post(credential.client(), "api/events", key, body), first);
        assertThat(admin().inbox(ada).getInt("total")).isEqualTo(1);
    }

    @Test
    @Tag("postgresql-only")
    void afterItsDayAKeyIsNewAgain() throws SQLException {
        var credential = operator();
        var ada = unique("ada");
        var key = unique("key");
        var body = event("mention", "x", ada).build().toString();
        var first = post(credential.client(), "api/events", key, body).expect(201);
        update(credential, key, "expires_at = 0");
        var second = post(credential.client(), "api/events", key, body).expect(201);
        assertThat(second.get("id")).isNotEqualTo(first.get("id"));
        assertThat(admin().inbox(ada).getInt("total")).isEqualTo(2);
    }

    @Test
    @Tag("postgresql-only")
    void theTableHoldsNoSecret() throws SQLException {
        var key = unique("key");
        var secret = post(
                        "api/keys",
                        key,
                        Json.createObjectBuilder().add("name", key).add("role", "viewer"))
                .expect(201)
                .getString("key");
        try (var connection = TestEnvironment.postgresql().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select c::text from idempotent_call c")) {
            var count = 0;
            while (rows.next()) {
                assertThat(rows.getString(1)).doesNotContain(secret, key, "bfy_", BelfryClient.ADMIN_KEY);
                count++;
            }
            assertThat(count).isPositive();
        }
    }

    private Credential operator() {
        var created = admin().post("api/keys", "{\"name\":\"o\",\"role\":\"operator\"}")
                .expect(201);
        return new Credential(
                admin().withKey(created.getString("key")),
                created.getJsonNumber("id").longValue());
    }

    private static void update(Credential credential, String key, String change) throws SQLException {
        try (var connection = TestEnvironment.postgresql().getConnection();
                var statement = connection.prepareStatement("update idempotent_call set " + change + " where id = ?")) {
            statement.setString(1, call(credential, key, connection));
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }

    private static String call(Credential credential, String key, Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery("select organization_id from api_key where id = " + credential.id())) {
            rows.next();
            var caller = new Caller(
                    Caller.Kind.API_KEY, credential.id(), "o", rows.getLong(1), "default", Role.OPERATOR, null, null);
            return IdempotentAttempt.of(caller, "", IdempotencyKey.parse(List.of(key)), "", new byte[0])
                    .call();
        }
    }

    private static <T> T call(Callable<T> callable) {
        try {
            return callable.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
