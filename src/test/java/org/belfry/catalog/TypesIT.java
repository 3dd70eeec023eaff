package org.belfry.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.BelfryClient.Answer;
import org.belfry.testing.BelfryIT;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("derby-only")
@Tag("one-server")
class TypesIT extends BelfryIT {

    private static final int SHIPPED = new ShippedTypes().all().size();

    private BelfryClient client;

    @BeforeEach
    void anOrganizationOfItsOwn() {
        client = organization("de-CH");
    }

    private BelfryClient organization(String locale) {
        var code = unique("types");
        admin().post(
                        "api/organizations",
                        "{\"code\":\"%s\",\"name\":\"Acme\",\"locale\":\"%s\"}".formatted(code, locale))
                .expect(201);
        return key(admin(), "admin", code, null);
    }

    private static BelfryClient key(BelfryClient admin, String role, String organization, String recipient) {
        var description = Json.createObjectBuilder().add("name", role).add("role", role);
        if (organization != null) {
            description.add("organization", organization);
        }
        if (recipient != null) {
            description.add("recipient", recipient);
        }
        return admin.withNewKey(description);
    }

    private static JsonObjectBuilder channels(boolean inApp, boolean email, boolean webhook) {
        return Json.createObjectBuilder()
                .add("in_app", inApp)
                .add("email", email)
                .add("webhook", webhook);
    }

    private static JsonObjectBuilder type(String title) {
        return Json.createObjectBuilder()
                .add("category", "deployments")
                .add("title", title)
                .add("message", "{{#actor}}By {{actor}}.{{/actor}}")
                .add("channels", channels(true, false, false));
    }

    private Answer create(String code, String title) {
        return client.post("api/types", type(title).add("code", code).build().toString());
    }

    private static List<JsonObject> types(BelfryClient client, String query) {
        return client.get("api/types" + query).expect(200).getJsonArray("types").getValuesAs(JsonObject.class);
    }

    @Test
    void everybodySeesTheShippedTypesInTheLanguageOfTheOrganizationOrTheirOwn() {
        assertThat(types(client, "")).hasSize(SHIPPED).allSatisfy(type -> {
            assertThat(type.getString("origin")).isEqualTo("shipped");
            assertThat(type.getString("language")).isEqualTo("de");
            assertThat(type.getBoolean("overridden")).isFalse();
            assertThat(type.get("channels")).isEqualTo(type.get("default_channels"));
        });
        var bound = key(client, "viewer", null, "ada");
        var english = bound.get("api/types/password.changed?locale=en-GB").expect(200);
        assertThat(english.getString("title")).isEqualTo("Your password was changed");
        assertThat(english.getString("description")).endsWith("changed.");
        assertThat(english.getBoolean("mandatory")).isTrue();
        assertThat(english.getJsonArray("variables").getJsonObject(0).getString("name"))
                .isEqualTo("at");
        assertThat(bound.get("api/types/password.changed?locale=fr").expect(200).getString("language"))
                .isEqualTo("en");
        assertThat(bound.get("api/types/password.changed").expect(200).getString("title"))
                .isEqualTo("Ihr Passwort wurde geändert");
    }

    @Test
    void aCategoryCanBeListed() {
        assertThat(types(client, "?category=tasks"))
                .extracting(type -> type.getString("code"))
                .containsExactly("task_assigned", "task_completed", "mention");
        create("zz.own", "x").expect(201);
        create("aa.own", "x").expect(201);
        client.post(
                        "api/types",
                        type("x")
                                .add("code", "more.tasks")
                                .add("category", "tasks")
                                .build()
                                .toString())
                .expect(201);
        assertThat(types(client, "?category=tasks"))
                .extracting(type -> type.getString("code"))
                .containsExactly("task_assigned", "task_completed", "mention", "more.tasks");
        assertThat(types(client, ""))
                .hasSize(SHIPPED + 3)
                .extracting(type -> type.getString("code"))
                .endsWith("aa.own", "zz.own");
    }

    @Test
    void theOrganizationsChannelsHoldUntilTheyAreTakenBack() {
        var other = organization("en");
        var path = "api/types/mention/channels";

        var changed = client.put(
                        path,
                        channels(false, true, false)
                                .add("not_allowed", Json.createArrayBuilder().add("webhook"))
                                .build()
                                .toString())
                .expect(200);

        assertThat(changed.getJsonObject("channels"))
                .isEqualTo(channels(false, true, false).build());
        assertThat(changed.getJsonObject("default_channels"))
                .isEqualTo(channels(true, false, false).build());
        assertThat(changed.getJsonArray("not_allowed").getValuesAs(JsonString::getString))
                .containsExactly("webhook");
        assertThat(changed.getBoolean("overridden")).isTrue();
        assertThat(client.get("api/types/mention").expect(200)).isEqualTo(changed);
        assertThat(types(client, "?category=tasks")).contains(changed);
        assertThat(other.get("api/types/mention").expect(200).getBoolean("overridden"))
                .isFalse();

        client.put(path, channels(true, true, true).build().toString()).expect(200);
        for (var again = 0; again < 2; again++) {
            var reset = client.delete(path, null).expect(200);
            assertThat(reset.getJsonObject("channels"))
                    .isEqualTo(channels(true, false, false).build());
            assertThat(reset.getBoolean("overridden")).isFalse();
        }
    }

    @Test
    void badChannelsChangeNothing() {
        var path = "api/types/api_key.changed/channels";
        var before = client.get("api/types/api_key.changed").expect(200);
        for (var body : List.of(
                "{}",
                "{\"in_app\":true,\"email\":true}",
                "{\"in_app\":1,\"email\":true,\"webhook\":false}",
                "{\"in_app\":true,\"email\":true,\"webhook\":false,\"not_allowed\":[\"email\"]}",
                "{\"in_app\":true,\"email\":true,\"webhook\":false,\"not_allowed\":[\"sms\"]}",
                "{\"in_app\":true,\"email\":true,\"webhook\":false,\"not_allowed\":\"email\"}",
                // It is mandatory.
                "{\"in_app\":false,\"email\":false,\"webhook\":false}",
                "{\"in_app\":false,\"email\":false,\"webhook\":false,\"not_allowed\":[\"in_app\",\"email\",\"webhook\"]}")) {
            client.put(path, body).expect(400);
        }
        client.put(
                        "api/types/ad.hoc/channels",
                        channels(true, true, true).build().toString())
                .expect(404);
        client.delete("api/types/ad.hoc/channels", null).expect(404);
        assertThat(client.get("api/types/api_key.changed").expect(200)).isEqualTo(before);
    }

    @Test
    void anOwnTypeIsMadeReplacedAndRemoved() {
        var made = create("deploy.finished", "{{data.app}} is deployed").expect(201);
        assertThat(made.getString("origin")).isEqualTo("own");
        assertThat(made.getString("priority")).isEqualTo("medium");
        assertThat(made.getString("language")).isEqualTo("de-CH");
        assertThat(made.getBoolean("mandatory")).isFalse();
        assertThat(made.get("description")).isEqualTo(JsonValue.NULL);
        assertThat(made.get("collapse_window")).isEqualTo(JsonValue.NULL);
        assertThat(made.getJsonArray("variables").getJsonObject(0).getString("name"))
                .isEqualTo("app");
        assertThat(client.get("api/types/deploy.finished").expect(200)).isEqualTo(made);
        // Nobody else has it.
        var stranger = organization("en");
        stranger.get("api/types/deploy.finished").expect(404);
        stranger.put("api/types/deploy.finished", type("x").build().toString()).expect(404);
        stranger.delete("api/types/deploy.finished", null).expect(404);
        assertThat(types(stranger, "?category=deployments")).isEmpty();
        stranger.post(
                        "api/types",
                        type("theirs").add("code", "deploy.finished").build().toString())
                .expect(201);

        var replaced = client.put(
                        "api/types/deploy.finished",
                        type("Ready")
                                .add("description", "Ended.")
                                .add("channels", channels(true, true, false))
                                .add("priority", "high")
                                .add("mandatory", true)
                                .add("collapse_window", 2_592_000)
                                .build()
                                .toString())
                .expect(200);
        assertThat(replaced.getString("title")).isEqualTo("Ready");
        assertThat(replaced.getString("description")).isEqualTo("Ended.");
        assertThat(replaced.getString("priority")).isEqualTo("high");
        assertThat(replaced.getInt("collapse_window")).isEqualTo(2_592_000);
        assertThat(replaced.getBoolean("mandatory")).isTrue();
        assertThat(replaced.getJsonObject("channels"))
                .isEqualTo(channels(true, true, false).build());

        // Its channel default goes with it.
        client.put(
                        "api/types/deploy.finished/channels",
                        channels(false, true, false).build().toString())
                .expect(200);
        client.put(
                        "api/types/deploy.finished/channels",
                        channels(false, false, false).build().toString())
                .expect(400);
        client.delete("api/types/deploy.finished", null).expect(204);
        client.delete("api/types/deploy.finished", null).expect(404);
        client.get("api/types/deploy.finished").expect(404);
        client.put("api/types/deploy.finished", type("x").build().toString()).expect(404);
        client.put(
                        "api/types/deploy.finished/channels",
                        channels(true, true, true).build().toString())
                .expect(404);
        var again = create("deploy.finished", "Again").expect(201);
        assertThat(again.getBoolean("overridden")).isFalse();
        assertThat(stranger.get("api/types/deploy.finished").expect(200).getString("title"))
                .isEqualTo("theirs");
    }

    @Test
    void aTypeThatTellsNowhereDoesNotBecomeMandatory() {
        create("quiet", "x").expect(201);
        client.put(
                        "api/types/quiet/channels",
                        channels(false, false, false).build().toString())
                .expect(200);
        client.put("api/types/quiet", type("y").add("mandatory", true).build().toString())
                .expect(400);
        assertThat(client.get("api/types/quiet").expect(200).getString("title")).isEqualTo("x");
        client.delete("api/types/quiet/channels", null).expect(200);
        client.put("api/types/quiet", type("y").add("mandatory", true).build().toString())
                .expect(200);
    }

    @Test
    void aCodeIsTakenOnce() throws Exception {
        create("mention", "x").expect(409);
        var calls = new ArrayList<Callable<Integer>>();
        for (var i = 0; i < 8; i++) {
            var title = "attempt " + i;
            calls.add(() -> create("race", title).status());
        }
        assertThat(atOnce(calls)).containsOnlyOnce(201).containsOnly(201, 409);
        assertThat(types(client, "?category=deployments")).hasSize(1);

        calls.clear();
        for (var i = 0; i < 8; i++) {
            var email = i % 2 == 0;
            calls.add(() -> client.put(
                            "api/types/race/channels",
                            channels(true, email, false).build().toString())
                    .status());
        }
        assertThat(atOnce(calls)).containsOnly(200);
    }

    private static List<Integer> atOnce(List<Callable<Integer>> calls) throws InterruptedException, ExecutionException {
        var threads = Executors.newFixedThreadPool(calls.size());
        try {
            var statuses = new ArrayList<Integer>();
            for (var answer : threads.invokeAll(calls)) {
                statuses.add(answer.get());
            }
            return statuses;
        } finally {
            threads.shutdown();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    code            | ""            | code
                    code            | ".."          | code
                    code            | "a/b"         | code
                    code            | null          | code
                    category        | ""            | category
                    title           | " "           | title
                    title           | "{{a"         | title
                    message         | "{{/a}}"      | message
                    message         | null          | message
                    description     | 7             | description
                    channels        | []            | channels
                    channels        | null          | channels
                    channels        | {"in_app":1}  | channels.in_app
                    priority        | "urgent"      | priority
                    mandatory       | "true"        | mandatory
                    collapse_window | 0             | collapse_window
                    collapse_window | 2592001       | collapse_window
                    """)
    void aTypeThatIsBadlyDescribedIsRefused(String field, String value, String named) {
        var good = type("x").add("code", "refused").build();
        var body = Json.createObjectBuilder(good)
                .remove(field)
                .add(field, "@")
                .build()
                .toString()
                .replace("\"@\"", value);

        var refused = client.post("api/types", body).expect(400);

        assertThat(refused.getJsonArray("violations").getJsonObject(0).getString("field"))
                .isEqualTo(named);
        assertThat(types(client, "?category=deployments")).isEmpty();
        if (!field.equals("code")) {
            client.put("api/types/mention", body).expect(400);
        }
    }

    @Test
    void changesAreForAdminsOfTheWholeOrganization() {
        create("mine", "x").expect(201);
        var before = types(client, "");
        for (var somebody : List.of(key(client, "operator", null, null), key(client, "admin", null, "ada"))) {
            somebody.post("api/types", type("y").add("code", "theirs").build().toString())
                    .expect(403);
            somebody.put("api/types/mine", type("y").build().toString()).expect(403);
            somebody.delete("api/types/mine", null).expect(403);
            somebody.put(
                            "api/types/mine/channels",
                            channels(true, true, true).build().toString())
                    .expect(403);
            somebody.delete("api/types/mine/channels", null).expect(403);
            somebody.post("api/types/mine/preview", "{}").expect(403);
            assertThat(types(somebody, "")).isEqualTo(before);
        }
    }

    @Test
    void shippedTypesStayAsTheyAre() {
        var refused =
                client.put("api/types/mention", type("x").build().toString()).expect(409);
        assertThat(refused.getString("error")).contains("/api/types/mention/channels");
        client.delete("api/types/mention", null).expect(409);
        client.get("api/types/mention").expect(200);
    }

    @Test
    void aPreviewShowsWhatWouldBeSaid() {
        create("deploy.finished", "{{data.app}} {{#time}}at{{/time}} <b>").expect(201);
        var path = "api/types/deploy.finished/preview";

        var preview = client.post(path, """
                        {"actor":"ada","data":{"app":"shop & co","at":1709852400},"time_zone":"Europe/Berlin"}""").expect(200);
        assertThat(preview.getString("title")).matches("shop & co 08\\.03\\.2024, 00:00 \\S+ <b>");
        assertThat(preview.getString("message")).isEqualTo("By ada.");
        assertThat(preview.getString("language")).isEqualTo("de-CH");

        var nothing = client.post(path, "{\"title\":\"{{data.app}}\",\"message\":\"{{#x}}y{{/x}}\"}")
                .expect(200);
        assertThat(nothing.getString("title")).isEqualTo("deploy.finished");
        assertThat(nothing.get("message")).isEqualTo(JsonValue.NULL);

        var shipped = client.post("api/types/task_completed/preview", """
                        {"actor":"ada","source":{"type":"task","id":42,"title":"Q4"},"locale":"en","title":"{{organization}}: {{source.id}}"}""").expect(200);
        assertThat(shipped.getString("title")).isEqualTo("Acme: 42");
        assertThat(shipped.getString("message")).isEqualTo("The task “Q4” was completed by ada.");
        assertThat(client.post("api/types/task_completed/preview", "{}")
                        .expect(200)
                        .getString("message"))
                .isEqualTo("Die Aufgabe wurde erledigt.");
        client.post("api/types/nope/preview", "{}").expect(404);
        assertThat(client.get("api/types/deploy.finished").expect(200).getString("title"))
                .contains("{{data.app}}");
    }

    @Test
    void eventsOfAnOwnTypeAreAccepted() {
        var event = """
                {"type":"deploy.finished","recipients":["ada"]}""";
        var refused = client.post("api/events", event).expect(400);
        assertThat(refused.getString("error")).contains("is unknown");
        create("deploy.finished", "Ready").expect(201);
        client.post("api/events", event.replace("finished", "finishd")).expect(400);
        assertThat(client.post("api/events", event.replace("finished", "finishd"))
                        .json()
                        .getString("error"))
                .contains("the closest matches are deploy.finished,");

        client.post("api/events", event).expect(201);

        var told = client.inbox("ada").getJsonArray("notifications").getJsonObject(0);
        assertThat(told.getString("title")).isEqualTo("Ready");
        assertThat(told.getString("category")).isEqualTo("deployments");
        client.delete("api/types/deploy.finished", null).expect(204);
        assertThat(client.inbox("ada").getInt("total")).isEqualTo(1);
        client.post("api/events", event).expect(400);
    }
}
