package org.belfry.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belfry.testing.BelfryClient.event;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.Nodes;
import org.belfry.testing.Person;
import org.belfry.testing.ServerProcess;
import org.belfry.testing.TestEnvironment;
import org.belfry.testing.WebhookReceiver;
import org.belfry.testing.WebhookReceiver.Call;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What somebody who has the database, or a copy of it, does not get; and what becomes of it when the key changes. */
class SecretsAtRestIT {

    private static final String KEYED = "{\"name\":\"kept\",\"role\":\"viewer\"}";

    private static WebhookReceiver receiver;

    /** What the API has shown, by what it is. */
    private final Map<String, String> secrets = new LinkedHashMap<>();

    @BeforeAll
    static void listen() {
        receiver = new WebhookReceiver();
    }

    @AfterAll
    static void close() {
        receiver.close();
    }

    /** From the first start, without any setting, to a lost key. */
    @Test
    void nothingSecretIsInTheDatabaseAndOnlyItsOwnKeyReadsIt() throws Exception {
        var database = TestEnvironment.freshDatabase();
        var data = TestEnvironment.folder("secrets").resolve("data");
        var file = data.resolve("secret.key");
        JsonObject hook;
        try (var server = start("secrets-first", data, database, Map.of())) {
            var client = BelfryClient.admin(server.url());
            hook = makeEachKindOfSecret(client);
            assertThat(signsWith(client, "first", hook.getString("secret"))).isTrue();
            server.stop();
            assertNothingShows("the log", Files.readString(server.log(), StandardCharsets.ISO_8859_1));
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        var first = read(file);
        secrets.put("the key in the file", first);
        assertNothingShows("the database", stored(database, data));

        // Another key.
        var log = ServerProcess.startRefused(
                "secrets-wrong-key",
                data,
                environment(
                        database, Map.of("BELFRY_SECRET_KEY", MasterKey.random().hexadecimal())),
                "The secrets in the database are encrypted with the key " + id(first));
        assertNothingShows("the log of a refused start", log);

        // A new key in a new file, and the one before.
        Files.delete(file);
        try (var server = start("secrets-rotated", data, database, Map.of("BELFRY_SECRET_KEY_PREVIOUS", first))) {
            var client = BelfryClient.admin(server.url());
            assertThat(read(file)).isNotEqualTo(first);
            assertThat(signsWith(client, "rotated", hook.getString("secret"))).isTrue();
            client.withToken(secrets.get("token")).get("api/notifications").expect(200);
            assertThat(keyed(client).expect(201).getString("key")).isEqualTo(secrets.get("key with Idempotency-Key"));
            server.stop();
        }

        // No key at all, as nobody has it any more.
        var lost = id(read(file));
        Files.delete(file);
        try (var server = start("secrets-lost", data, database, Map.of("BELFRY_SECRET_KEY_LOST", lost))) {
            var client = BelfryClient.admin(server.url());
            client.withToken(secrets.get("token")).get("api/notifications").expect(401);
            token(client);
            client.withToken(secrets.get("token")).get("api/notifications").expect(200);
            keyed(client).expect(409);
            var one = "api/webhooks/" + hook.getJsonNumber("id");
            assertThat(client.get(one).expect(200).getString("disabled_reason")).contains("key");
            var renewed = client.post(one + "/secret", "{}").expect(200).getString("secret");
            client.put(one, "{\"enabled\":true}").expect(200);
            assertThat(signsWith(client, "lost", renewed)).isTrue();
            assertThat(signsWith(client, "lost again", hook.getString("secret")))
                    .isFalse();
        }
    }

    /** One node after the other gets the new key, and a webhook is signed all the time, whichever node sends it. */
    @Tag("postgresql-only")
    @Tag("one-server")
    @Test
    void theKeyIsRotatedWhileNodesRun() throws Exception {
        var one = MasterKey.random();
        var two = MasterKey.random();
        try (var nodes = Nodes.start("rotation", Map.of("BELFRY_SECRET_KEY", one.hexadecimal()))) {
            var hook = hook(nodes.client(0));
            var secret = hook.getString("secret");
            var id = hook.getJsonNumber("id").longValue();
            token(nodes.client(0));

            nodes.stop(0);
            // As an earlier release stored it.
            try (var database = nodes.database();
                    var update = database.prepareStatement("update webhook_endpoint set secret = ? where id = ?")) {
                update.setString(1, secret);
                update.setLong(2, id);
                update.executeUpdate();
            }
            nodes.startAgain(0, keys(one, two));
            assertThat(keyIds(nodes)).containsOnly(one.id());
            assertThat(signsWith(nodes.client(0), "both can be read", secret)).isTrue();

            nodes.stop(1);
            nodes.startAgain(1, keys(two, one));
            assertThat(keyIds(nodes)).containsOnly(two.id());
            for (var number = 0; number < 2; number++) {
                assertThat(signsWith(nodes.client(number), "rolling " + number, secret))
                        .isTrue();
                nodes.client(number)
                        .withToken(secrets.get("token"))
                        .get("api/notifications")
                        .expect(200);
            }
            // By the node that still encrypts with the first.
            var rotated = nodes.client(0)
                    .post("api/webhooks/" + id + "/secret", "{}")
                    .expect(200)
                    .getString("secret");
            assertThat(keyIds(nodes)).contains(one.id());
            assertThat(signsWith(nodes.client(1), "rolling", rotated)).isTrue();

            nodes.stop(0);
            nodes.startAgain(0, keys(two, one));
            assertThat(keyIds(nodes)).containsOnly(two.id());
            nodes.stop(1);
            nodes.startAgain(1, Map.of("BELFRY_SECRET_KEY", two.hexadecimal()));
            assertThat(signsWith(nodes.client(1), "done", rotated)).isTrue();
        }
    }

    private static Map<String, String> keys(MasterKey current, MasterKey previous) {
        return Map.of("BELFRY_SECRET_KEY", current.hexadecimal(), "BELFRY_SECRET_KEY_PREVIOUS", previous.hexadecimal());
    }

    private static ServerProcess start(
            String name, Path data, Map<String, String> database, Map<String, String> settings) {
        return ServerProcess.start(name, TestEnvironment.freePort(), data, environment(database, settings));
    }

    /** Without the key that all other tests share. */
    private static Map<String, String> environment(Map<String, String> database, Map<String, String> settings) {
        var environment = new HashMap<>(database);
        environment.put("BELFRY_SECRET_KEY", "");
        environment.putAll(settings);
        return environment;
    }

    private JsonObject makeEachKindOfSecret(BelfryClient client) {
        secrets.put("key of the environment", BelfryClient.ADMIN_KEY);
        secrets.put("password of the environment", "test-admin-password");
        secrets.put(
                "key",
                client.post("api/keys", "{\"name\":\"one\",\"role\":\"operator\"}")
                        .expect(201)
                        .getString("key"));
        secrets.put("key with Idempotency-Key", keyed(client).expect(201).getString("key"));
        secrets.put("password", "correct horse battery staple");
        client.post(
                        "api/accounts",
                        "{\"account\":\"grace\",\"recipient\":\"grace\",\"password\":\"" + secrets.get("password")
                                + "\"}")
                .expect(201);
        var signedIn = Person.attempt(client, "grace", secrets.get("password"));
        secrets.put("session", signedIn.cookie().replaceFirst("^[^=]*=", ""));
        secrets.put("csrf", signedIn.expect(200).getString("csrf_token"));
        secrets.put(
                "device",
                signedIn.cookie("belfry_device").replaceFirst(";.*", "").replaceFirst("^[^=]*=", ""));
        token(client);
        secrets.put(
                "ticket",
                client.post("api/stream/tickets?recipient=grace", null)
                        .expect(201)
                        .getString("ticket"));
        var hook = hook(client);
        secrets.put("secret of a webhook", hook.getString("secret"));
        var other = hook(client);
        secrets.put("former secret of a webhook", other.getString("secret"));
        var one = "api/webhooks/" + other.getJsonNumber("id");
        secrets.put(
                "new secret of a webhook",
                client.post(one + "/secret", "{}").expect(200).getString("secret"));
        client.delete(one, null).expect(204);
        secrets.put(
                "secret of a schedule",
                client.post(
                                "api/schedules",
                                "{\"resource_type\":\"report\",\"resource_id\":1,\"resource_name\":\"Report\","
                                        + "\"action\":\"send\",\"at\":4000000000,\"owner\":\"grace\",\"target\":{\"url\":\""
                                        + receiver.url("/schedule") + "\"}}")
                        .expect(201)
                        .getJsonObject("target")
                        .getString("secret"));
        return hook;
    }

    private static BelfryClient.Answer keyed(BelfryClient client) {
        return client.send(client.request("api/keys")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "once")
                .POST(HttpRequest.BodyPublishers.ofString(KEYED)));
    }

    private void token(BelfryClient client) {
        secrets.put(
                "token",
                client.post("api/tokens", "{\"recipient\":\"grace\",\"ttl\":86400}")
                        .expect(201)
                        .getString("token"));
    }

    /** For the whole organization, of mentions. */
    private static JsonObject hook(BelfryClient client) {
        client.put("api/types/mention/channels", "{\"in_app\":true,\"email\":false,\"webhook\":true}")
                .expect(200);
        return client.post("api/webhooks", "{\"url\":\"" + receiver.url("/hook") + "\"}")
                .expect(201);
    }

    /** Whether what comes of a new event is signed with that secret. */
    private static boolean signsWith(BelfryClient client, String title, String secret) {
        client.event(event("mention", title, "grace"));
        var call = Awaitility.await(title)
                .atMost(Duration.ofSeconds(40))
                .until(
                        () -> receiver.calls("/hook").stream()
                                .filter(found -> found.body().contains("\"" + title + "\""))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
        return isSigned(call, secret);
    }

    private static boolean isSigned(Call call, String secret) {
        try {
            new Webhook(secret).verify(call.body(), call.headers());
            return true;
        } catch (WebhookVerificationException e) {
            return false;
        }
    }

    private void assertNothingShows(String where, String text) {
        assertThat(text).as(where).isNotEmpty();
        secrets.forEach((what, secret) -> {
            var bare = secret.replaceFirst("^(whsec_|bfy_)", "");
            assertThat(text.contains(bare)).as(what + " in " + where).isFalse();
        });
    }

    private static String id(String key) {
        return MasterKey.parse("the file", key).id();
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file).strip();
    }

    /** All that the database holds, as somebody gets it who steals it: every row of every table, or the files as they are. */
    private static String stored(Map<String, String> database, Path data) throws IOException, SQLException {
        if (TestEnvironment.database() == TestEnvironment.Database.DERBY) {
            try (var files = Files.walk(data)) {
                var all = new StringBuilder();
                files.filter(file -> Files.isRegularFile(file) && !file.endsWith("secret.key"))
                        .forEach(file -> all.append(bytes(file)));
                assertThat(all.toString())
                        .contains("grace", receiver.url("/schedule").toString());
                return all.toString();
            }
        }
        try (var connection = DriverManager.getConnection(database.get("BELFRY_DB_URL"), "postgres", "")) {
            var all = new StringBuilder();
            for (var table : texts(
                    connection, "select table_name from information_schema.tables where table_schema = 'public'")) {
                texts(connection, "select t::text from " + table + " t")
                        .forEach(row -> all.append(table).append(row).append('\n'));
            }
            assertThat(all.toString())
                    .contains("grace", receiver.url("/schedule").toString());
            return all.toString();
        }
    }

    private static String bytes(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** On PostgreSQL: the keys with which something is encrypted that is encrypted again when the key changes. */
    private static List<String> keyIds(Nodes nodes) throws SQLException {
        try (var connection = nodes.database()) {
            var ids = new ArrayList<String>();
            for (var column : SecretColumn.values()) {
                if (column != SecretColumn.KEPT_ANSWER) {
                    texts(
                                    connection,
                                    "select " + column.column() + " from " + column.table() + " where "
                                            + column.column() + " is not null")
                            .forEach(text -> ids.add(new EncryptedText(text).keyId()));
                }
            }
            return ids;
        }
    }

    private static List<String> texts(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }
}
