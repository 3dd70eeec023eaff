package org.belfry.intake;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.BelfryClient.Answer;
import org.belfry.testing.BelfryIT;
import org.belfry.testing.Person;
import org.belfry.testing.TestEnvironment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What Belfry tells of accounts and keys: to whom it concerns, once, and to nobody else. */
class SystemEventsIT extends BelfryIT {

    private static final String PASSWORD = "correct horse battery staple";
    private static final String NEW_PASSWORD = "another horse, another staple";

    private final String organization = unique("own");
    private final String chief = unique("chief");
    private final String ada = unique("ada");
    private BelfryClient key;

    /** With an admin, whose inbox is read by a key. */
    @BeforeEach
    void anOrganizationOfItsOwn() {
        admin().post("api/organizations", "{\"code\":\"" + organization + "\",\"name\":\"Own\"}")
                .expect(201);
        key = admin().withNewKey(Json.createObjectBuilder()
                .add("name", "robot")
                .add("role", "admin")
                .add("organization", organization));
    }

    private void account(BelfryClient client, String name, String role) {
        var account = Json.createObjectBuilder()
                .add("account", name)
                .add("password", PASSWORD)
                .add("role", role);
        client.post("api/accounts", account.build().toString()).expect(201);
    }

    /** Type, data but for times and names of accounts, and actor of all that somebody was told. */
    private static List<String> told(BelfryClient client, String recipient) {
        return client
                .inbox(recipient, "&limit=500")
                .getJsonArray("notifications")
                .getValuesAs(JsonObject.class)
                .stream()
                .map(SystemEventsIT::news)
                .collect(Collectors.collectingAndThen(Collectors.toList(), list -> {
                    Collections.reverse(list);
                    return list;
                }));
    }

    private static String news(JsonObject notification) {
        var data = notification.getJsonObject("data").entrySet().stream()
                .filter(member -> List.of("status", "role", "previous_role", "name", "change")
                        .contains(member.getKey()))
                .map(member -> ((JsonString) member.getValue()).getString())
                .collect(Collectors.joining(" "));
        return (notification.getString("type") + " " + data).strip()
                + " by "
                + (notification.isNull("actor") ? "-" : notification.getString("actor"));
    }

    private static void awaitTold(BelfryClient client, String recipient, String... news) {
        Awaitility.await(recipient)
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(told(client, recipient)).containsExactlyInAnyOrder(news));
    }

    @Test
    void whatHappensToAnAccountIsToldToWhomItConcerns() {
        account(key, chief, "admin");
        account(key, ada, "viewer");
        key.put("api/accounts/" + ada, "{\"role\":\"operator\"}").expect(200);
        key.put("api/accounts/" + ada, "{\"role\":\"operator\"}").expect(200);
        key.put("api/accounts/" + ada, "{\"enabled\":false}").expect(200);
        key.put("api/accounts/" + ada, "{\"enabled\":true,\"role\":null}").expect(200);
        key.put("api/accounts/" + ada, "{\"password\":\"" + NEW_PASSWORD + "\"}")
                .expect(200);
        var person = Person.signIn(admin(), ada, NEW_PASSWORD);
        person.send(
                        "PUT",
                        "api/session/password",
                        "{\"current\":\"" + NEW_PASSWORD + "\",\"password\":\"" + PASSWORD + "\"}")
                .expect(204);
        // What is refused does not happen.
        key.put("api/accounts/" + chief, "{\"role\":\"viewer\"}").expect(409);
        key.delete("api/accounts/" + chief, null).expect(409);
        var boss = Person.signIn(admin(), chief, PASSWORD);
        boss.send("DELETE", "api/accounts/" + ada, null).expect(204);

        awaitTold(
                key,
                ada,
                "account.status_changed created by robot",
                "member.role_changed operator viewer by robot",
                "account.status_changed disabled by robot",
                "account.status_changed enabled by robot",
                "member.role_changed none operator by robot",
                "password.changed by robot",
                "password.changed by " + ada,
                "account.status_changed removed by " + chief);
        awaitTold(key, chief, "account.status_changed created by robot", "member.joined by robot");
    }

    @Test
    void whoMakesAnAccountIsNotToldThatSomebodyJoined() {
        account(key, chief, "admin");
        var second = unique("second");
        account(key, second, "admin");
        Person.signIn(admin(), chief, PASSWORD)
                .send("POST", "api/accounts", "{\"account\":\"" + ada + "\",\"password\":\"" + PASSWORD + "\"}")
                .expect(201);
        awaitTold(key, ada, "account.status_changed created by " + chief);
        awaitTold(key, second, "account.status_changed created by robot", "member.joined by " + chief);
        awaitTold(key, chief, "account.status_changed created by robot", "member.joined by robot");
    }

    @Test
    void keysAreToldToTheAdminsWhoAreEnabled() {
        account(key, chief, "admin");
        account(key, ada, "operator");
        var disabled = unique("disabled");
        account(key, disabled, "admin");
        key.put("api/accounts/" + disabled, "{\"enabled\":false}").expect(200);
        var made = key.post("api/keys", "{\"name\":\"nightly\",\"role\":\"viewer\"}")
                .expect(201)
                .getInt("id");
        key.delete("api/keys/" + made, null).expect(204);
        key.delete("api/keys/" + made, null).expect(404);
        awaitTold(
                key,
                chief,
                "account.status_changed created by robot",
                "member.joined by robot",
                "member.joined by robot",
                "api_key.changed nightly created by robot",
                "api_key.changed nightly revoked by robot");
        awaitTold(key, ada, "account.status_changed created by robot");
        awaitTold(key, disabled, "account.status_changed created by robot", "account.status_changed disabled by robot");
    }

    @Test
    void whoBecomesASuperadminIsToldToAllOfThem() {
        account(admin(), ada, "admin");
        admin().put("api/accounts/" + ada, "{\"role\":\"viewer\"}").expect(200);
        Awaitility.await().untilAsserted(() -> {
            var granted = superadmins(ada);
            assertThat(granted).containsExactlyInAnyOrder("granted", "revoked");
            assertThat(superadmins("admin")).containsAll(granted);
        });
        assertThat(superadmins("admin")).hasSize(2);
    }

    /** What one was told of the account of this test. */
    private List<String> superadmins(String recipient) {
        return admin()
                .inbox(recipient, "&limit=500&type=superadmin.changed")
                .getJsonArray("notifications")
                .getValuesAs(JsonObject.class)
                .stream()
                .map(notification -> notification.getJsonObject("data"))
                .filter(data -> data.getString("account").equals(ada))
                .map(data -> data.getString("change"))
                .toList();
    }

    private Answer signIn(String userAgent, String... headers) {
        var all = new String[headers.length + 2];
        all[0] = "User-Agent";
        all[1] = userAgent;
        System.arraycopy(headers, 0, all, 2, headers.length);
        var answer = Person.attempt(admin(), ada, PASSWORD, all);
        answer.expect(200);
        return answer;
    }

    @Test
    void aSignInFromADeviceThatWasNotSeenBeforeIsTold() {
        account(key, ada, "viewer");
        var first = signIn("Firefox/131.0").cookie("belfry_device");
        assertThat(first).contains("HttpOnly", "Max-Age=31536000").containsIgnoringCase("SameSite=Lax");
        var cookie = first.replaceFirst(";.*", "");
        signIn("Firefox/132.1");
        var again = signIn("Chrome/1", "Cookie", cookie);
        assertThat(again.cookie("belfry_device")).startsWith(cookie);
        signIn("Chrome/2");
        var planted = signIn("Chrome/2", "Cookie", "belfry_device=planted-by-somebody-else-000000000000000000000");
        assertThat(planted.cookie("belfry_device")).doesNotContain("planted");
        signIn("Safari/18", "Cookie", "belfry_device=planted-by-somebody-else-000000000000000000000");
        signIn("Safari/19");

        awaitTold(key, ada, "account.status_changed created by robot", "login.new_device by -");
        var data = key.inbox(ada, "&type=login.new_device")
                .getJsonArray("notifications")
                .getJsonObject(0)
                .getJsonObject("data");
        assertThat(data.getString("user_agent")).isEqualTo("Safari/18");
        assertThat(data.getString("address")).isNotBlank();
        assertThat(data.getInt("at")).isPositive();
    }

    @Test
    void whoTriesAtOnceMakesOneAccountThatIsToldOfOnce() throws Exception {
        var body = "{\"account\":\"" + ada + "\",\"password\":\"" + PASSWORD + "\"}";
        var threads = Executors.newFixedThreadPool(8);
        try {
            Callable<Integer> create = () -> key.post("api/accounts", body).status();
            for (var status : threads.invokeAll(Collections.nCopies(8, create))) {
                assertThat(status.get()).isIn(201, 409);
            }
        } finally {
            threads.shutdownNow();
        }
        key.delete("api/accounts/" + ada, null).expect(204);
        awaitTold(key, ada, "account.status_changed created by robot", "account.status_changed removed by robot");
    }

    /** Else it could take the number of what is still to be told. */
    @Test
    void nobodyElseIsBelfry() {
        assertThat(key.post("api/events", "{\"type\":\"mention\",\"recipients\":[\"ada\"],\"producer\":\"belfry\"}")
                        .expect(400)
                        .getString("error"))
                .startsWith("producer is reserved for Belfry");
    }

    /** As a node leaves it that dies right after the commit. */
    @Test
    @Tag("postgresql-only")
    void whatWasLeftUntoldIsToldBySweepingAndWhatCannotBeToldIsDropped() throws SQLException {
        var id = ThreadLocalRandom.current().nextLong(1L << 40, 1L << 50);
        leave(id, "no_such_type");
        leave(id + 1, "password.changed");
        awaitTold(key, ada, "password.changed by -");
        Awaitility.await().until(() -> left(id) + left(id + 1) == 0);
        // The same again, as by another node: it was told already.
        leave(id + 1, "password.changed");
        Awaitility.await().until(() -> left(id + 1) == 0);
        assertThat(told(key, ada)).hasSize(1);
    }

    private void leave(long id, String type) throws SQLException {
        try (var connection = TestEnvironment.postgresql().getConnection();
                var insert =
                        connection.prepareStatement("insert into own_happening (id, organization_id, event, created_at)"
                                + " select ?, id, ?, 1 from organization where code = ?")) {
            insert.setLong(1, id);
            insert.setString(2, "{\"type\":\"" + type + "\",\"recipients\":[\"" + ada + "\"]}");
            insert.setString(3, organization);
            assertThat(insert.executeUpdate()).isEqualTo(1);
        }
    }

    private static int left(long id) throws SQLException {
        try (var connection = TestEnvironment.postgresql().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from own_happening where id = " + id)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
