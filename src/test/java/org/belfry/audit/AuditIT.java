package org.belfry.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belfry.testing.BelfryClient.event;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.awaitility.Awaitility;
import org.belfry.testing.AtOnce;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.BelfryIT;
import org.belfry.testing.Person;
import org.belfry.testing.StreamClient;
import org.belfry.testing.TestEnvironment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who did what: all of it is there, nobody else sees it, and whoever changes it is found. */
class AuditIT extends BelfryIT {

    private static final String PASSWORD = "correct horse battery staple";

    @Test
    void settingsAndCredentialsAreThereWithWhoChangedThemAndHow() {
        var client = organization();
        var code = client.get("api/audit?action=organization.created").json();
        assertThat(code.getJsonArray("entries")).hasSize(1);
        var organization = code.getJsonArray("entries").getJsonObject(0);
        assertThat(entries(admin(), "action=organization.created&subject=" + organization.getString("subject")))
                .as("in the log of whoever made it too")
                .hasSize(1);
        assertThat(organization.getString("actor")).isEqualTo("BELFRY_API_KEY");
        assertThat(organization.getString("credential_kind")).isEqualTo("api_key");
        assertThat(organization.getString("address")).isIn("127.0.0.1", "0:0:0:0::/64", "::/64");

        client.put("api/organizations/" + organization.getString("subject"), "{\"locale\":\"de\"}")
                .expect(200);
        client.put("api/organizations/" + organization.getString("subject"), "{\"locale\":\"de\"}")
                .expect(200);
        var changed = entries(client, "action=organization.changed");
        assertThat(changed).as("what changes nothing is no change").hasSize(1);
        assertThat(changed.get(0).getJsonObject("before")).hasToString("{\"locale\":null}");
        assertThat(changed.get(0).getJsonObject("after")).hasToString("{\"locale\":\"de\"}");

        client.put("api/recipients/eve", "{\"email\":\"eve@example.org\",\"display_name\":\"Eve Private\"}")
                .expect(200);
        client.put("api/recipients/eve", "{\"email\":\"eve2@example.org\",\"display_name\":\"Eve Private\"}")
                .expect(200);
        var described = entries(client, "action=recipient.changed&subject=eve");
        assertThat(described.get(0).getJsonObject("before")).hasToString("{\"email\":\"set\"}");
        assertThat(described.get(0).getJsonObject("after")).hasToString("{\"email\":\"changed\"}");

        client.post("api/webhooks", "{\"url\":\"https://hooks.example.org/a?token=hidden\"}")
                .expect(201);
        client.post("api/types", type("deploy.done")).expect(201);
        client.put("api/types/deploy.done/channels", "{\"in_app\":true,\"email\":true,\"webhook\":false}")
                .expect(200);
        client.put(
                        "api/preferences?recipient=eve",
                        "{\"locale\":\"fr\",\"quiet_hours\":{\"start\":\"22:00\",\"end\":\"06:00\"}}")
                .expect(200);
        client.post("api/tokens", "{\"recipient\":\"eve\"}").expect(201);
        client.post("api/topics/t/subscribers", "{\"recipients\":[\"eve\",\"new\"]}")
                .expect(200);
        assertThat(actions(client))
                .contains(
                        "webhook.created",
                        "type.created",
                        "channels.changed",
                        "preferences.changed",
                        "token.created",
                        "subscription.added",
                        "recipient.created");
        assertThat(text(client))
                .contains("https://hooks.example.org/a", "22:00-06:00")
                .doesNotContain("token=hidden", "whsec_", "eve@example.org", "eve2@example.org", "Eve Private", "bfy_");
        awaitSealed(client);
    }

    private static String type(String code) {
        return "{\"code\":\"" + code + "\",\"category\":\"x\",\"title\":\"x\",\"message\":\"x\","
                + "\"channels\":{\"in_app\":true,\"email\":false,\"webhook\":false}}";
    }

    @Test
    void signInsAreThereAndThoseThatFailedAndWhatWasRolledBackIsNot() {
        var client = organization();
        var name = unique("ada");
        client.post("api/accounts", account(name, "admin")).expect(201);
        assertThat(client.put("api/accounts/" + name, "{\"role\":\"viewer\"}").status())
                .as("the last admin")
                .isEqualTo(409);
        assertThat(entries(client, "action=account.changed")).isEmpty();

        assertThat(Person.attempt(client, name, "a wrong password").status()).isEqualTo(401);
        var unknown = unique("nobody");
        assertThat(Person.attempt(client, unknown, "a wrong password").status()).isEqualTo(401);
        var ada = Person.signIn(client, name, PASSWORD);
        Person.signIn(client, name, PASSWORD);
        assertThat(ada.send(
                                "PUT",
                                "api/session/password",
                                "{\"current\":\"a wrong one\",\"password\":\"another long password\"}")
                        .status())
                .isEqualTo(400);
        ada.send(
                        "PUT",
                        "api/session/password",
                        "{\"current\":\"" + PASSWORD + "\",\"password\":\"another long password\"}")
                .expect(204);
        ada.send("DELETE", "api/session", null).expect(204);

        var log = entries(client, "subject=" + name).stream()
                // Whoever has an account is told of it, and so has an inbox sooner or later.
                .filter(entry -> !entry.getString("action").equals("recipient.created"))
                .toList();
        assertThat(log.stream().map(entry -> entry.getString("action")))
                .containsExactly(
                        "session.closed",
                        "session.closed",
                        "password.changed",
                        "password.refused",
                        "session.opened",
                        "session.opened",
                        "session.refused",
                        "account.created");
        assertThat(log.stream().map(entry -> entry.getString("credential_kind")))
                .containsExactly(
                        "session", "session", "session", "session", "session", "session", "anonymous", "api_key");
        assertThat(log.get(0).getJsonNumber("credential_id"))
                .isEqualTo(log.get(5).getJsonNumber("credential_id"));
        assertThat(entries(admin(), "action=session.refused&limit=1").get(0).get("subject"))
                .as("nobody's account is nobody's name")
                .isEqualTo(JsonValue.NULL);
        assertThat(text(admin())).doesNotContain(unknown);
    }

    private static String account(String name, String role) {
        return Json.createObjectBuilder()
                .add("account", name)
                .add("password", PASSWORD)
                .add("role", role)
                .build()
                .toString();
    }

    @Test
    void refusalsAreThereByTheirNumberAndWithoutASecret() {
        var client = organization();
        var name = unique("ada");
        client.post("api/accounts", account(name, "viewer")).expect(201);
        var guess = "bfy_" + unique("guess") + "0123456789012345678901234567";
        for (var i = 0; i < 3; i++) {
            client.withKey(guess).get("api/types").expect(401);
        }
        var viewer = client.withNewKey(
                Json.createObjectBuilder().add("name", "viewer").add("role", "viewer"));
        for (var i = 0; i < 3; i++) {
            viewer.delete("api/keys/1", null).expect(403);
        }
        for (var i = 0; i < 6; i++) {
            Person.attempt(client, name, "a wrong password");
        }
        var access = awaitEntry(client, "action=access.refused");
        assertThat(access.getString("subject")).isEqualTo("DELETE /api/keys/{id}");
        assertThat(access.getString("actor")).isEqualTo("viewer");
        assertThat(access.getJsonObject("after").getInt("count")).isBetween(1, 3);
        var locked = awaitEntry(client, "action=session.locked");
        assertThat(locked.getString("subject")).isEqualTo(name);
        assertThat(locked.getString("credential_kind")).isEqualTo("anonymous");

        var key = awaitEntry(admin(), "action=key.refused&subject=" + guess.substring(0, 8) + "%E2%80%A6");
        assertThat(key.getString("address")).isEqualTo(access.getString("address"));
        assertThat(key.getJsonObject("after").getInt("count")).isBetween(1, 3);
        assertThat(entries(client, "action=key.refused"))
                .as("nobody knows whose key it was to be")
                .isEmpty();
        assertThat(text(admin())).doesNotContain(guess.substring(8));
        awaitSealed(client);
    }

    @Test
    void whoReadsAnothersInboxIsThereAndWhoReadsTheirOwnIsNot() {
        var client = organization();
        var name = unique("ada");
        client.post("api/accounts", account(name, "admin")).expect(201);
        var ada = Person.signIn(client, name, PASSWORD);
        var id = client.event(event("mention", "For bob", "bob"))
                .getJsonArray("outcomes")
                .getJsonObject(0)
                .getInt("notification_id");
        ada.get("api/notifications").expect(200);
        ada.get("api/notifications/unread-count").expect(200);
        for (var i = 0; i < 3; i++) {
            ada.get("api/notifications?recipient=bob").expect(200);
        }
        ada.get("api/notifications/" + id).expect(200);
        var reader = client.withNewKey(
                Json.createObjectBuilder().add("name", "reader").add("role", "viewer"));
        reader.post("api/stream/tickets?recipient=bob", null).expect(201);

        Awaitility.await("both readers").atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                        entries(client, "action=inbox.read").stream().map(entry -> entry.getString("actor")))
                .containsExactlyInAnyOrder(name, "reader"));
        assertThat(entries(client, "action=inbox.read").stream().map(entry -> entry.getString("subject")))
                .containsOnly("bob");
    }

    private static JsonObject awaitEntry(BelfryClient client, String query) {
        return Awaitility.await(query)
                .atMost(Duration.ofSeconds(30))
                .until(() -> entries(client, query), found -> !found.isEmpty())
                .get(0);
    }

    @Test
    void whatBecomesOfEventsAndNotificationsIsThereOnceForEachCall() throws Exception {
        var client = organization();
        var posted = event("mention", "One", "ada").add("id", "once").build().toString();
        var id = client.post("api/events", posted).expect(201).getInt("id");
        client.post("api/events", posted).expect(200);
        client.event(event("mention", "Two", "ada"));
        client.event(event("mention", "Three", "ada", "bob"));
        assertThat(entries(client, "action=event.")).hasSize(3);
        var first = entries(client, "subject=" + id).get(0);
        assertThat(first.getJsonObject("after")).hasToString("{\"type\":\"mention\",\"recipients\":1}");

        client.post("api/notifications", "{\"action\":\"mark-delivered\",\"agent\":\"ada\"}")
                .expect(200);
        client.post("api/notifications", "{\"action\":\"mark-delivered\",\"agent\":\"ada\"}")
                .expect(200);
        var claimed = entries(client, "action=notification.claimed");
        assertThat(claimed).as("the second one claimed nothing").hasSize(1);
        assertThat(claimed.get(0).getJsonObject("after").getInt("count")).isEqualTo(3);
        assertThat(claimed.get(0).getJsonObject("after").getJsonArray("ids")).hasSize(3);

        var notification = client.inbox("ada")
                .getJsonArray("notifications")
                .getJsonObject(0)
                .getInt("id");
        for (var action : List.of("read", "read", "unread", "archive", "unarchive")) {
            client.post("api/notifications/" + notification + "/" + action, null)
                    .expect(200);
        }
        try (var stream = StreamClient.open(client, "ada", null)) {
            stream.await("hello");
            stream.send("{\"action\":\"read-all\"}");
            stream.await("read-all");
        }
        client.delete("api/notifications", "{\"recipient\":\"ada\",\"olderThan\":9999999999}")
                .expect(200);
        var log = entries(client, "action=notification.&subject=ada");
        assertThat(log.stream().map(entry -> entry.getString("action")))
                .containsExactly(
                        "notification.removed",
                        "notification.read",
                        "notification.unarchived",
                        "notification.archived",
                        "notification.unread",
                        "notification.read",
                        "notification.claimed");
        assertThat(log.get(1).getString("actor"))
                .as("by a command on the stream")
                .isEqualTo("admin");
        assertThat(log.get(1).getString("address")).isEqualTo(log.get(0).getString("address"));
    }

    @Test
    void keysAreFirstUsedOncePerDayAndTheChainHasNoGapsHoweverManyPostAtOnce() throws Exception {
        var client = organization();
        var key = client.post("api/keys", "{\"name\":\"=busy\",\"role\":\"operator\"}")
                .expect(201);
        var busy = client.withKey(key.getString("key"));
        var events = AtOnce.run(8, thread -> {
            var ids = new HashSet<String>();
            for (var i = 0; i < 10; i++) {
                ids.add(busy.event(event("mention", "At once", "r" + thread))
                        .get("id")
                        .toString());
            }
            return ids;
        });
        assertThat(entries(client, "action=key.used&subject=" + key.getInt("id")))
                .hasSize(1);
        awaitSealed(client);
        var log = entries(client, "limit=500");
        assertThat(log.stream().map(entry -> entry.getJsonNumber("seq").longValue()))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, log.size()).boxed().toList());
        var posted = new HashSet<String>();
        entries(client, "action=event.posted&limit=500").forEach(entry -> posted.add(entry.getString("subject")));
        var expected = new HashSet<String>();
        events.forEach(expected::addAll);
        assertThat(posted).isEqualTo(expected);
    }

    @Test
    void whoIsErasedIsNamedByNobodyAnyMore() {
        var client = organization();
        var name = unique("erased");
        client.event(event("mention", "Hello", name));
        var before = entries(client, "limit=500").size();
        client.delete("api/recipients/" + name, null).expect(204);
        var log = entries(client, "limit=500");
        var erasure = log.subList(0, log.size() - before);
        assertThat(erasure.stream().map(entry -> entry.getString("action")))
                .containsExactly("recipient.erased", "erasure.started");
        assertThat(erasure.toString()).doesNotContain(name);
        assertThat(erasure.get(0).getJsonObject("after").getString("digest")).matches("[0-9a-f]{64}");
    }

    @Test
    void theListIsFilteredAndPagedAndNobodyElses() {
        var client = organization();
        var other = organization();
        for (var i = 0; i < 5; i++) {
            client.put("api/sources/task/" + i, "{\"status\":\"new\"}").expect(200);
        }
        assertThat(entries(client, "action=source.reported")).hasSize(5);
        assertThat(entries(other, "action=source.reported")).isEmpty();
        assertThat(entries(client, "actor=admin&credential=api_key&action=source."))
                .hasSize(5);
        assertThat(entries(client, "actor=nobody")).isEmpty();
        assertThat(entries(client, "credential=session")).isEmpty();
        var at = entries(client, "subject=task/3").get(0).getInt("happened_at");
        assertThat(entries(client, "subject=task/3&from=" + at + "&to=" + (at + 1)))
                .hasSize(1);
        assertThat(entries(client, "subject=task/3&to=" + at)).isEmpty();
        assertThat(entries(client, "subject=task/3&from=" + (at + 1))).isEmpty();

        var paged = new ArrayList<JsonValue>();
        var page = client.get("api/audit?limit=2").expect(200);
        paged.addAll(page.getJsonArray("entries"));
        while (!page.isNull("next")) {
            page = client.get("api/audit?limit=2&cursor=" + page.getString("next"))
                    .expect(200);
            paged.addAll(page.getJsonArray("entries"));
        }
        assertThat(paged.stream().map(entry -> entry.asJsonObject().getInt("id")))
                .doesNotHaveDuplicates()
                .containsExactlyElementsOf(entries(client, "limit=500").stream()
                        .map(entry -> entry.getInt("id"))
                        .toList());

        for (var wrong : List.of(
                "action=keys.",
                "credential=password",
                "limit=0",
                "cursor=x",
                "from=x",
                "from=2&to=1",
                "format=xml",
                "subject=%00")) {
            assertThat(client.get("api/audit?" + wrong).status()).as(wrong).isEqualTo(400);
        }
        for (var wrong : List.of("seq=1", "hash=" + "0".repeat(64), "seq=0&hash=" + "0".repeat(64), "seq=1&hash=x")) {
            assertThat(client.get("api/audit/verify?" + wrong).status())
                    .as(wrong)
                    .isEqualTo(400);
        }
        var verified = awaitSealed(client);
        var head = verified.getJsonObject("head");
        var noted = "api/audit/verify?seq=" + head.getInt("seq") + "&hash=";
        assertThat(client.get(noted + head.getString("hash")).expect(200).getBoolean("valid"))
                .isTrue();
        assertThat(client.get(noted + "0".repeat(64)).expect(200).getBoolean("valid"))
                .isFalse();
    }

    @Test
    void allThatMatchesIsExportedAndTheExportIsAnEntry() throws Exception {
        var client = organization();
        client.post("api/keys", "{\"name\":\"=HYPERLINK(\\\"x\\\"), \\\"ü\\\"\\nline\",\"role\":\"viewer\"}")
                .expect(201);
        client.withNewKey(Json.createObjectBuilder().add("name", "=cmd").add("role", "viewer"))
                .get("api/types?category=none")
                .expect(200);
        var many = 20;
        if (TestEnvironment.database() == TestEnvironment.Database.POSTGRESQL) {
            // Behind its back, as posts would take long; they are sealed like any others.
            many = 20_000;
            var organization = client.get("api/session").expect(200).getString("organization");
            execute("insert into audit_entry (id, organization_id, happened_at, actor_kind, actor, action, subject,"
                    + " state_after) select nextval('audit_seq') * 1000 + n, o.id, 1700000000 + n / 7, 'belfry', 'belfry',"
                    + " 'source.reported', 'bulk', '{\"n\":' || n || '}' from organization o,"
                    + " generate_series(1, 20000) n where o.code = '" + organization + "'");
        } else {
            for (var i = 0; i < many; i++) {
                client.put("api/sources/task/" + i, "{\"status\":\"new\"}").expect(200);
            }
        }
        var csv = client.send(
                client.request("api/audit").header("Accept", "text/csv").GET());
        assertThat(csv.status()).isEqualTo(200);
        assertThat(csv.response().headers().firstValue("Content-Type").orElseThrow())
                .startsWith("text/csv");
        assertThat(csv.response().headers().firstValue("Content-Disposition").orElseThrow())
                .contains(".csv");
        var rows = rows(csv.text());
        assertThat(csv.text().lines().findFirst().orElseThrow()).startsWith("id,seq,happened_at,actor,");
        assertThat(rows.stream().filter(row -> row.get("action").equals("source.reported")))
                .hasSize(many);
        assertThat(rows.stream().map(row -> row.get("actor"))).contains("'=cmd").doesNotContain("=cmd");
        assertThat(rows.stream().map(row -> row.get("after")).filter(after -> after.contains("HYPERLINK")))
                .singleElement()
                .satisfies(after -> assertThat(Json.createReader(new StringReader(after))
                                .readObject()
                                .getString("name"))
                        .isEqualTo("=HYPERLINK(\"x\"), \"ü\"\nline"));

        var ndjson = client.get("api/audit?format=ndjson");
        assertThat(ndjson.status()).isEqualTo(200);
        assertThat(ndjson.response().headers().firstValue("Content-Type").orElseThrow())
                .startsWith("application/x-ndjson");
        var lines = ndjson.text().lines().toList();
        assertThat(lines).hasSize(rows.size() + 1).doesNotHaveDuplicates();
        assertThat(Json.createReader(new StringReader(lines.get(0)))
                        .readObject()
                        .getString("action"))
                .isEqualTo("audit.exported");
        assertThat(rows(client.get("api/audit?format=csv&action=key.created").text()))
                .hasSize(3);
        var exports = entries(client, "action=audit.exported");
        assertThat(exports.stream().map(entry -> entry.get("after").toString()))
                .containsExactly(
                        "{\"action\":\"key.created\",\"format\":\"csv\"}",
                        "{\"format\":\"ndjson\"}",
                        "{\"format\":\"csv\"}");
        assertThat(awaitSealed(client).getInt("entries")).isGreaterThan(many);
    }

    private static List<CSVRecord> rows(String csv) throws java.io.IOException {
        try (var parser = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(new StringReader(csv))) {
            return parser.getRecords();
        }
    }

    /** Only where the test can write into the table. */
    @Test
    @Tag("postgresql-only")
    void whateverIsDoneToTheTableIsNamedAndTheAdminsAreToldOnce() throws Exception {
        var client = organization();
        var admin = unique("keeper");
        client.post("api/accounts", account(admin, "admin")).expect(201);
        Awaitility.await("the new admin is told so, which is recorded too")
                .until(() -> client.inbox(admin).getInt("total") == 1);
        for (var i = 0; i < 10; i++) {
            client.put("api/sources/task/" + i, "{\"status\":\"new\"}").expect(200);
        }
        var head = awaitSealed(client).getJsonObject("head");
        var anchor = "seq=" + head.getInt("seq") + "&hash=" + head.getString("hash");
        var organization = id("select id from organization where code = '"
                + client.get("api/session").expect(200).getString("organization") + "'");
        var rows = " where organization_id = " + organization + " and seq ";
        execute(
                "create table kept_entry as select * from audit_entry where organization_id = " + organization,
                "create table kept_chain as select * from audit_chain where organization_id = " + organization);

        assertThat(problems(client, organization, "update audit_entry set subject = 'x'" + rows + "= 5"))
                .containsExactly("5");
        assertThat(problems(client, organization, "update audit_entry set state_after = null" + rows + "= 5"))
                .containsExactly("5");
        assertThat(problems(client, organization, "delete from audit_entry" + rows + "in (4, 7)"))
                .containsExactly("4", "7");
        assertThat(problems(client, organization, "delete from audit_entry" + rows + "> 9"))
                .containsExactly("10");
        assertThat(problems(
                        client,
                        organization,
                        "update audit_entry set seq = -seq" + rows + "in (5, 6)",
                        "update audit_entry set seq = 11 + seq" + rows + "in (-5, -6)"))
                .containsExactly("5", "6");
        assertThat(problems(
                        client,
                        organization,
                        "insert into audit_entry (id, organization_id, happened_at, actor_kind, action, seq, hash)"
                                + " values (nextval('audit_seq') * 1000, " + organization
                                + ", 1, 'belfry', 'key.used', -1, 'x')"))
                .containsExactly("-1");
        assertThat(problems(
                        client,
                        organization,
                        "update audit_chain set hash = '" + "0".repeat(64) + "' where organization_id = "
                                + organization))
                .containsExactly(head.get("seq").toString());
        assertThat(problems(
                        client,
                        organization,
                        "update audit_chain set seq = seq - 1 where organization_id = " + organization))
                .containsExactly(head.get("seq").toString());
        assertThat(verify(client, "").getBoolean("valid"))
                .as("all is as it was")
                .isTrue();

        execute(
                "delete from audit_entry" + rows + "> 9",
                "update audit_chain set seq = 9, hash = (select hash from audit_entry" + rows
                        + "= 9) where organization_id = " + organization);
        assertThat(verify(client, "").getBoolean("valid")).isTrue();
        assertThat(verify(client, anchor).getBoolean("valid"))
                .as("but it was noted")
                .isFalse();
        restore(organization);

        execute(
                "delete from audit_entry" + rows + "= 3",
                "update audit_chain set verified_at = 0 where organization_id = " + organization);
        awaitTold(client, admin, 1);
        assertThat(id("select count(*) from audit_chain where broken like '%entry 3 is missing%' and organization_id = "
                        + organization))
                .isEqualTo(1);
        execute("update audit_chain set verified_at = 0 where organization_id = " + organization);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> id("select verified_at from audit_chain where organization_id = " + organization) > 0);
        awaitTold(client, admin, 1);

        execute("delete from audit_chain where organization_id = " + organization);
        Awaitility.await("the chain goes on, and says so")
                .atMost(Duration.ofSeconds(30))
                .until(() -> id("select count(*) from audit_chain where made_anew_after > 0 and organization_id = "
                                + organization)
                        == 1);
        client.put("api/sources/task/1", "{\"status\":\"changed\"}").expect(200);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> verify(client, "").getInt("unsealed") == 0);
        assertThat(verify(client, "").getJsonArray("problems")).hasSize(2);
        execute("drop table kept_entry", "drop table kept_chain");
    }

    private static void awaitTold(BelfryClient client, String admin, int times) {
        Awaitility.await("the admins are told")
                .atMost(Duration.ofSeconds(30))
                .until(() -> client.get("api/notifications?type=audit.broken&recipient=" + admin)
                                .expect(200)
                                .getInt("total")
                        == times);
    }

    /** The numbers of what is found after some statements, which are undone then. */
    private static List<String> problems(BelfryClient client, long organization, String... statements)
            throws SQLException {
        execute(statements);
        var found = verify(client, "");
        restore(organization);
        assertThat(found.getBoolean("valid"))
                .isEqualTo(found.getJsonArray("problems").isEmpty());
        return found.getJsonArray("problems").getValuesAs(JsonObject.class).stream()
                .map(problem -> problem.get("seq").toString())
                .toList();
    }

    private static void restore(long organization) throws SQLException {
        execute(
                "delete from audit_entry where organization_id = " + organization,
                "insert into audit_entry select * from kept_entry",
                "delete from audit_chain where organization_id = " + organization,
                "insert into audit_chain select * from kept_chain");
    }

    /** In one transaction. */
    private static void execute(String... statements) throws SQLException {
        try (var connection = TestEnvironment.postgresql().getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (var sql : statements) {
                statement.execute(sql);
            }
            connection.commit();
        }
    }

    private static long id(String sql) throws SQLException {
        try (var connection = TestEnvironment.postgresql().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static JsonObject verify(BelfryClient client, String anchor) {
        return client.get("api/audit/verify?" + anchor).expect(200);
    }

    /** What is found when all is sealed. */
    private static JsonObject awaitSealed(BelfryClient client) {
        var found = Awaitility.await("everything is sealed")
                .atMost(Duration.ofSeconds(60))
                .until(() -> verify(client, ""), verified -> verified.getInt("unsealed") == 0);
        assertThat(found.getJsonArray("problems")).isEmpty();
        assertThat(found.getBoolean("valid")).isTrue();
        assertThat(found.getInt("entries"))
                .isEqualTo(found.getJsonObject("head").getInt("seq"));
        return found;
    }

    private static List<JsonObject> entries(BelfryClient client, String query) {
        return client.get("api/audit?" + query)
                .expect(200)
                .getJsonArray("entries")
                .getValuesAs(JsonObject.class);
    }

    private static Set<String> actions(BelfryClient client) {
        var actions = new HashSet<String>();
        entries(client, "limit=500").forEach(entry -> actions.add(entry.getString("action")));
        return actions;
    }

    private static String text(BelfryClient client) {
        return client.get("api/audit?limit=500").text();
    }
}
