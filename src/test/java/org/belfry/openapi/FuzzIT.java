package org.belfry.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belfry.testing.BelfryClient.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.BelfryClient.Answer;
import org.belfry.testing.BelfryIT;
import org.belfry.testing.OpenApiDocument;
import org.belfry.testing.OpenApiDocument.Operation;
import org.belfry.testing.TestEnvironment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Sends to every operation that the document describes what it should not be sent. Nothing may be answered that is not
 * documented, by a 5xx least of all, and what is refused may change nothing.
 */
@Tag("postgresql-only")
@Tag("one-server")
class FuzzIT extends BelfryIT {

    /** Decides what is sent where: {@code -Dbelfry.it.fuzz.seed=…}. */
    private static final long SEED = Long.getLong("belfry.it.fuzz.seed", 20_261_120L);

    /** Sends every hostile value to every place, which takes some minutes. */
    private static final boolean ALL = Boolean.getBoolean("belfry.it.fuzz.all");

    private static final String JSON = "application/json";
    private static final String ANY = "*/*";

    private static final int BY_CHANCE = 300;
    private static final int FAILURES_TOLD = 20;

    /** Operations for admins of the platform, who are nobody in the organization that is made for this. */
    private static final Set<String> OF_THE_PLATFORM =
            Set.of("listOrganizations", "createOrganization", "changeQuotas");

    /** Operations for people who have signed in, one of whom is made for this. */
    private static final Set<String> OF_SESSIONS = Set.of("changePassword");

    private static final String PASSWORD = "correct horse battery staple";

    private final Random chance = new Random(SEED);
    private final OpenApiDocument document = OpenApiDocument.written();
    private final List<String> failures = new ArrayList<>();

    private String organization;

    /** An organization whose quotas may become anything. */
    private String spare;

    private String ada;
    private BelfryClient client;
    private JsonObject inbox;
    private long notification;
    private String cookie;
    private String csrfToken;
    private String webhook;
    private String threshold;
    private String schedule;

    @BeforeEach
    void anOrganizationOfItsOwn() {
        organization = unique("fuzz");
        spare = unique("spare");
        ada = unique("ada");
        admin().post(
                        "api/organizations",
                        "{\"code\":\"" + organization + "\",\"name\":\"Fuzz\",\"settings\":{\"ad_hoc_types\":true}}")
                .expect(201);
        admin().post("api/organizations", "{\"code\":\"" + spare + "\",\"name\":\"Spare\"}")
                .expect(201);
        client = admin().withNewKey(Json.createObjectBuilder()
                .add("name", "fuzz")
                .add("role", "admin")
                .add("organization", organization));
        webhook = client.post("api/webhooks", "{\"url\":\"https://hooks.example.org/\"}")
                .expect(201)
                .getJsonNumber("id")
                .toString();
        threshold = client.post(
                        "api/thresholds",
                        "{\"name\":\"Fuzz\",\"type\":\"mention\",\"amount\":9,\"within\":60,\"raises\":\"alert_triggered\","
                                + "\"recipients\":[\"" + ada + "\"]}")
                .expect(201)
                .getJsonNumber("id")
                .toString();
        schedule = client.post(
                        "api/schedules",
                        "{\"resource_type\":\"experiment\",\"resource_id\":42,\"action\":\"launch\",\"at\":4102444800,"
                                + "\"owner\":\"grace\"}")
                .expect(201)
                .getJsonNumber("id")
                .toString();
        look();
        signIn();
    }

    private void signIn() {
        var credentials = Json.createObjectBuilder()
                .add("account", unique("fuzz"))
                .add("password", PASSWORD)
                .build()
                .toString();
        client.post("api/accounts", credentials).expect(201);
        var session = client.withKey(null).post("api/session", credentials);
        csrfToken = session.expect(200).getString("csrf_token");
        cookie = session.cookie();
    }

    @Test
    void whateverIsSentIsAnsweredAsDocumentedAndWhatIsRefusedChangesNothing() {
        for (var operation : document.operations()) {
            mutateParameters(operation);
            mutateHeaders(operation);
            operation.body().properties().forEach(content -> {
                if (content.getValue().path("example").isObject()) {
                    mutateMembers(operation, content.getKey());
                    replaceBody(operation, content.getKey());
                }
            });
        }
        mixByChance();

        assertThat(failures).as("seed %d", SEED).isEmpty();
        client.event(event("mention", "still here", ada));
        assertThat(titles()).startsWith("still here");
    }

    @Test
    void theDocumentedLimitsAreTheRealOnes() {
        for (var operation : document.operations()) {
            operation.parameters("query").forEach(parameter -> {
                var name = parameter.path("name").asText();
                beyond(schema(parameter))
                        .forEach(value -> refused(with(operation, shot -> shot.query.put(name, value)), name));
            });
            operation
                    .parameters("header")
                    .filter(parameter -> schema(parameter).has("maxLength"))
                    .forEach(parameter -> {
                        var name = parameter.path("name").asText();
                        var tooLong =
                                "x".repeat(schema(parameter).path("maxLength").asInt() + 1);
                        refused(with(operation, shot -> shot.headers.put(name, tooLong)), name);
                    });
            // A password is changed or given again in a session only, whatever is asked; AccountsIT has the limits.
            if (!operation.path().startsWith("/api/session/")) {
                operation.body().properties().forEach(content -> {
                    if (content.getValue().path("example").isObject()) {
                        limits(operation, content.getKey(), schema(content.getValue()), "");
                    }
                });
            }
        }
        assertThat(failures).isEmpty();
    }

    /** Of alternatives the first, which is the one of the example. */
    private JsonNode schema(JsonNode described) {
        var schema = document.resolved(described.path("schema"));
        return schema.has("oneOf") ? document.resolved(schema.path("oneOf").path(0)) : schema;
    }

    /** Each member at its limit, which is no reason to refuse it, and just beyond. */
    private void limits(Operation operation, String type, JsonNode schema, String above) {
        schema.path("properties").properties().forEach(property -> {
            var name = above + property.getKey();
            var member = document.resolved(property.getValue());
            within(member).forEach(value -> notRefusedFor(with(operation, type, shot -> shot.set(name, value)), name));
            beyondJson(member).forEach(value -> refused(with(operation, type, shot -> shot.set(name, value)), name));
            limits(operation, type, member, name + ".");
        });
        schema.path("required").forEach(required -> {
            var name = above + required.asText();
            refused(with(operation, type, shot -> shot.remove(name)), name);
            if (!document.resolved(schema.path("properties").path(required.asText()))
                    .path("nullable")
                    .asBoolean()) {
                refused(with(operation, type, shot -> shot.set(name, "null")), name);
            }
        });
    }

    private List<String> within(JsonNode schema) {
        var values = new ArrayList<String>();
        if (schema.has("maxLength") && !schema.has("format") && !schema.has("pattern")) {
            values.add('"' + "x".repeat(schema.path("maxLength").asInt()) + '"');
        }
        if (schema.has("maxItems")) {
            values.add(items(schema, schema.path("maxItems").asInt()));
        }
        schema.path("enum").forEach(value -> values.add(value.toString()));
        if (schema.path("nullable").asBoolean()) {
            values.add("null");
        }
        return values;
    }

    private List<String> beyondJson(JsonNode schema) {
        var values = new ArrayList<String>();
        var type = schema.path("type").asText();
        if (schema.has("maxLength")) {
            values.add('"' + "x".repeat(schema.path("maxLength").asInt() + 1) + '"');
        }
        if (schema.path("minLength").asInt() > 0) {
            values.add("\"\"");
        }
        if (schema.has("maxItems")) {
            values.add(items(schema, schema.path("maxItems").asInt() + 1));
        }
        if (schema.path("minItems").asInt() > 0) {
            values.add("[]");
        }
        if (schema.has("minimum")) {
            values.add(String.valueOf(schema.path("minimum").asLong() - 1));
        }
        if (schema.has("maximum")) {
            values.add(String.valueOf(schema.path("maximum").asLong() + 1));
        }
        if (schema.has("enum")) {
            values.add("\"none-of-them\"");
        }
        switch (type) {
            case "string", "object", "array", "boolean" -> values.add("7");
            case "integer" -> values.addAll(List.of("\"7\"", "7.5", "99999999999999999999"));
            default -> {
                // Where the document does not say, it may be anything.
                if (schema.has("oneOf")) {
                    values.add("{}");
                }
            }
        }
        return values;
    }

    private static List<String> beyond(JsonNode schema) {
        var values = new ArrayList<String>();
        if (schema.has("minimum")) {
            values.add(String.valueOf(schema.path("minimum").asLong() - 1));
        }
        if (schema.has("enum")) {
            values.add("none-of-them");
        }
        switch (schema.path("type").asText()) {
            case "integer" -> values.addAll(List.of("x", "1.5", "99999999999999999999"));
            case "boolean" -> values.addAll(List.of("x", "1"));
            default -> values.add("%00");
        }
        return values;
    }

    private String items(JsonNode schema, int count) {
        var items = JsonNodeFactory.instance.arrayNode();
        for (var i = 0; i < count; i++) {
            if (document.resolved(schema.path("items")).path("type").asText().equals("integer")) {
                items.add(1_000_000_000_000L + i);
            } else {
                items.add("item-" + i);
            }
        }
        return items.toString();
    }

    private void refused(Shot shot, String field) {
        var answer = fire(shot);
        if (answer != null
                && (answer.status() != 400 || !answer.json().getString("error").contains(last(field)))) {
            failures.add("Beyond the limit, so 400 with the name of " + field + " was expected: " + shot + " -> "
                    + answer.text());
        }
    }

    private void notRefusedFor(Shot shot, String field) {
        var answer = fire(shot);
        if (answer != null
                && answer.status() == 400
                && answer.json()
                        .getString("error")
                        .matches("\\Q" + field + "\\E must (have at most|hold at most|be between|be one of) .*")) {
            failures.add("Within the limit, but " + shot + " -> " + answer.text());
        }
    }

    private static String last(String field) {
        return field.substring(field.lastIndexOf('.') + 1);
    }

    private void mutateParameters(Operation operation) {
        for (var parameter : operation.parameters()) {
            var name = parameter.path("name").asText();
            switch (parameter.path("in").asText()) {
                case "path" ->
                    some(Hostile.URL, 14).forEach(value -> fire(with(operation, shot -> shot.path.put(name, value))));
                case "query" -> {
                    some(Hostile.URL, 14).forEach(value -> fire(with(operation, shot -> shot.query.put(name, value))));
                    fire(with(operation, shot -> shot.query.remove(name)));
                    fire(with(operation, shot -> shot.query.put(name, "1&" + name + "=2")));
                }
                case "header" -> {
                    var type = name.startsWith("ce-") ? ANY : JSON;
                    some(Hostile.HEADERS, 6)
                            .forEach(value -> fire(with(operation, type, shot -> shot.headers.put(name, value))));
                }
                default -> throw new IllegalStateException("A parameter in " + parameter.path("in"));
            }
        }
    }

    private void mutateHeaders(Operation operation) {
        for (var name : List.of("Authorization", "Cookie", "x-api-key")) {
            for (var value : some(Hostile.CREDENTIALS, 3)) {
                fire(with(operation, shot -> {
                    shot.withoutKey = true;
                    shot.headers.put(name, value);
                }));
            }
        }
        for (var accept : some(Hostile.MEDIA_TYPES, 5)) {
            fire(with(operation, shot -> shot.headers.put("Accept", accept)));
        }
        if (operation.body().isMissingNode()) {
            fire(with(operation, shot -> shot.headers.put("Content-Type", "nonsense")));
        }
    }

    private void mutateMembers(Operation operation, String type) {
        for (var name : members(base(operation, type).body, "")) {
            for (var value : some(Hostile.JSON, type.equals(JSON) ? 18 : 5)) {
                fire(with(operation, type, shot -> shot.set(name, value)));
            }
            fire(with(operation, type, shot -> shot.remove(name)));
            fire(with(
                    operation, type, shot -> shot.raw = shot.text().replaceFirst("\\{", "{\"" + last(name) + "\":7,")));
            fire(with(
                    operation, type, shot -> shot.raw = shot.text().replaceFirst("}$", ",\"" + last(name) + "\":[]}")));
        }
        fire(with(operation, type, shot -> shot.set("unheard_of", "{\"a\":[1]}")));
        fire(with(operation, type, shot -> shot.set("__proto__", "{\"admin\":true}")));
    }

    private void replaceBody(Operation operation, String type) {
        for (var body : some(Hostile.BODIES, 10)) {
            fire(with(operation, type, shot -> shot.raw = body));
        }
        for (var other : some(Hostile.MEDIA_TYPES, 7)) {
            fire(with(operation, type, shot -> shot.headers.put("Content-Type", other)));
        }
        fire(with(operation, type, shot -> shot.headers.remove("Content-Type")));
        fire(with(operation, type, shot -> shot.bytes = new byte[] {'{', '"', (byte) 0xC3, '"', ':', '1', '}'}));
        fire(with(operation, type, shot -> shot.bytes = "{\"a\":1}".getBytes(StandardCharsets.UTF_16)));
        fire(with(operation, type, shot -> shot.bytes = new byte[1_048_577]));
    }

    /** Several things at once, in combinations that nobody thought of. */
    private void mixByChance() {
        var operations = document.operations();
        for (var i = 0; i < BY_CHANCE; i++) {
            fire(with(operations.get(chance.nextInt(operations.size())), shot -> {
                for (var parameter : shot.operation.parameters()) {
                    var name = parameter.path("name").asText();
                    if (parameter.path("in").asText().equals("query") && chance.nextInt(3) == 0) {
                        shot.query.put(name, any(Hostile.URL));
                    } else if (parameter.path("in").asText().equals("header") && chance.nextInt(3) == 0) {
                        shot.headers.put(name, any(Hostile.HEADERS));
                    }
                }
                for (var name : members(shot.body, "")) {
                    if (chance.nextInt(3) == 0) {
                        shot.set(name, any(Hostile.JSON));
                    }
                }
            }));
        }
    }

    private String any(List<String> values) {
        return values.get(chance.nextInt(values.size()));
    }

    /** As many of them, chosen by chance. */
    /** On the second database half of them: most of what is refused never gets to it. */
    private List<String> some(List<String> values, int count) {
        var shuffled = new ArrayList<>(values);
        Collections.shuffle(shuffled, chance);
        var most = TestEnvironment.database() == TestEnvironment.Database.POSTGRESQL ? (count + 1) / 2 : count;
        return ALL ? shuffled : shuffled.subList(0, Math.min(most, shuffled.size()));
    }

    private static List<String> members(JsonNode body, String above) {
        var names = new ArrayList<String>();
        if (body instanceof ObjectNode object) {
            object.properties().forEach(member -> {
                names.add(above + member.getKey());
                names.addAll(members(member.getValue(), above + member.getKey() + "."));
            });
        }
        return names;
    }

    private Shot with(Operation operation, Consumer<Shot> change) {
        return with(operation, JSON, change);
    }

    private Shot with(Operation operation, String type, Consumer<Shot> change) {
        var shot = base(operation, type);
        change.accept(shot);
        return shot;
    }

    /** A good request, made of the document's examples, for what is there in this organization. */
    private Shot base(Operation operation, String type) {
        var shot = new Shot(operation);
        operation.parameters("path").forEach(parameter -> {
            var name = parameter.path("name").asText();
            shot.path.put(
                    name,
                    switch (operation.path()) {
                        case "/api/organizations/{code}" -> organization;
                        case "/api/organizations/{code}/quotas" -> spare;
                        case "/api/keys/{id}", "/api/events/{id}", "/api/webhooks/{id}/test" -> "999999999999";
                        case "/api/webhooks/{id}", "/api/webhooks/{id}/secret" -> webhook;
                        case "/api/thresholds/{id}" -> threshold;
                        case "/api/schedules/{id}" -> schedule;
                        default ->
                            operation.path().startsWith("/api/notifications/{id}")
                                    ? String.valueOf(notification)
                                    : parameter.path("example").asText();
                    });
        });
        operation
                .parameters("query")
                .filter(parameter -> parameter.path("name").asText().equals("recipient"))
                .forEach(parameter -> shot.query.put("recipient", ada));
        if (OF_SESSIONS.contains(operation.id())) {
            shot.withoutKey = true;
            shot.headers.put("Cookie", cookie);
            shot.headers.put("X-CSRF-Token", csrfToken);
        }
        var content = operation.body().path(type);
        if (!content.isMissingNode()) {
            shot.headers.put("Content-Type", type);
            shot.body = content.path("example") instanceof ObjectNode example
                    ? example.deepCopy()
                    : JsonNodeFactory.instance.objectNode();
            if (type.equals(ANY)) {
                shot.raw = content.path("example").asText();
                shot.headers.put("Content-Type", "text/plain");
                operation
                        .parameters("header")
                        .filter(parameter -> parameter.path("name").asText().startsWith("ce-"))
                        .forEach(parameter -> shot.headers.put(
                                parameter.path("name").asText(),
                                parameter.path("example").asText()));
                shot.headers.put("ce-recipients", ada);
            }
            replace(shot.body, "current", TextNode.valueOf(PASSWORD));
            replace(shot.body, "ids", JsonNodeFactory.instance.arrayNode().add(notification));
            replace(
                    shot.body,
                    "recipients",
                    shot.body.path("recipients").isTextual()
                            ? TextNode.valueOf(ada)
                            : JsonNodeFactory.instance.arrayNode().add(ada));
            for (var name : List.of("recipient", "agent")) {
                // Whose an account is is told of it, at any time.
                replace(
                        shot.body,
                        name,
                        TextNode.valueOf(operation.path().startsWith("/api/accounts") ? "grace" : ada));
            }
            for (var name : List.of("account", "code", "name")) {
                replace(shot.body, name, TextNode.valueOf(unique("fuzz")));
            }
        }
        return shot;
    }

    private static void replace(ObjectNode body, String name, JsonNode value) {
        if (body.has(name)) {
            body.set(name, value);
        }
    }

    /** Null where nothing came back that could be looked at. */
    private Answer fire(Shot shot) {
        if (failures.size() >= FAILURES_TOLD) {
            return null;
        }
        try {
            var answer = shot.send();
            if (answer.status() >= 500) {
                failures.add(shot + " -> " + answer.status() + " " + answer.text());
            } else if (!shot.operation.method().equals("GET")) {
                settle(shot, answer);
            }
            return answer;
        } catch (AssertionError | UncheckedIOException e) {
            failures.add(shot + " -> " + e);
            return null;
        }
    }

    /** What was refused has changed nothing; what was taken may have. */
    private void settle(Shot shot, Answer answer) {
        if (answer.status() < 300) {
            look();
            return;
        }
        var now = list();
        if (!now.equals(inbox)) {
            failures.add(
                    "Refused, but it changed the inbox: " + shot + " -> " + answer.text() + "\n" + inbox + "\n" + now);
            look();
        }
    }

    private void look() {
        if (list().getInt("total") == 0) {
            client.event(event("mention", "one", ada));
            client.event(event("mention", "two", ada));
        }
        inbox = list();
        notification = inbox.getJsonArray("notifications")
                .getJsonObject(0)
                .getJsonNumber("id")
                .longValue();
    }

    private JsonObject list() {
        return client.inbox(ada, "&state=all&limit=20");
    }

    private List<String> titles() {
        return list().getJsonArray("notifications").getValuesAs(JsonObject.class).stream()
                .map(one -> one.getString("title"))
                .toList();
    }

    /** One request. */
    private final class Shot {

        private final Operation operation;
        private final Map<String, String> path = new HashMap<>();
        private final Map<String, String> query = new TreeMap<>();
        private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        private final Map<String, String> values = new HashMap<>();
        private ObjectNode body;
        private String raw;
        private byte[] bytes;
        private boolean withoutKey;

        Shot(Operation operation) {
            this.operation = operation;
        }

        /** Puts a text in the place of a value, whether or not it is JSON. */
        void set(String name, String value) {
            var place = "@" + values.size() + "@";
            values.put(place, value);
            owner(name).put(last(name), place);
        }

        void remove(String name) {
            owner(name).remove(last(name));
        }

        private ObjectNode owner(String name) {
            var owner = body;
            var names = name.split("\\.");
            for (var i = 0; i < names.length - 1; i++) {
                owner = owner.path(names[i]) instanceof ObjectNode object ? object : owner.putObject(names[i]);
            }
            return owner;
        }

        String text() {
            if (raw != null || body == null) {
                return raw;
            }
            var text = body.toString();
            for (var value : values.entrySet()) {
                text = text.replace('"' + value.getKey() + '"', value.getValue());
            }
            return text;
        }

        Answer send() {
            var request = from().request(target());
            headers.forEach(request::header);
            var text = text();
            var publisher = bytes != null
                    ? HttpRequest.BodyPublishers.ofByteArray(bytes)
                    : text == null
                            ? HttpRequest.BodyPublishers.noBody()
                            : HttpRequest.BodyPublishers.ofString(text, StandardCharsets.UTF_8);
            return from().send(request.method(operation.method(), publisher));
        }

        private BelfryClient from() {
            if (withoutKey) {
                return client.withKey(null);
            }
            return OF_THE_PLATFORM.contains(operation.id()) ? admin() : client;
        }

        private String target() {
            var target = new StringBuilder(operation.path());
            path.forEach((name, value) -> {
                var start = target.indexOf("{" + name + "}");
                target.replace(start, start + name.length() + 2, value);
            });
            var separator = '?';
            for (var parameter : query.entrySet()) {
                target.append(separator).append(parameter.getKey()).append('=').append(parameter.getValue());
                separator = '&';
            }
            return target.toString();
        }

        @Override
        public String toString() {
            var text = bytes == null ? text() : "bytes";
            return operation.method() + " " + shortened(target()) + " " + shortened(headers.toString())
                    + (withoutKey ? " without key " : " ") + (text == null ? "" : shortened(text));
        }

        private static String shortened(String text) {
            return text.length() <= 400 ? text : text.substring(0, 400) + "… (" + text.length() + ")";
        }
    }
}
