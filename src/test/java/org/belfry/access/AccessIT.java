package org.belfry.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belfry.testing.BelfryClient.event;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.belfry.access.AccessTable.Route;
import org.belfry.access.AccessTable.Target;
import org.belfry.access.AccessTable.Who;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.BelfryClient.Answer;
import org.belfry.testing.BelfryIT;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Walks every route with every kind of credential, on one's own, another's and another organization's. */
@Tag("derby-only")
@Tag("one-server")
class AccessIT extends BelfryIT {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]+)}");
    private static final String PASSWORD = "a long password";
    private static final Set<String> CHANGING_NOTHING =
            Set.of("key.used", "key.refused", "access.refused", "session.locked", "inbox.read");

    private static Fixture fixture;

    static Stream<Route> routes() {
        return AccessTable.ROUTES.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("routes")
    void isOpenToThoseOnlyWhomTheTableNames(Route route) {
        var given = fixture();
        for (var target : route.rule().answers().keySet()) {
            var all = Stream.of(Who.values())
                    .collect(Collectors.partitioningBy(
                            who -> mayChange(route, route.rule().answer(target, who))));
            // What nobody may change is there for all of them; their credentials are made before anything is looked at.
            var values = given.values(route, target);
            var credentials = new EnumMap<Who, Function<HttpRequest.Builder, Answer>>(Who.class);
            all.get(false).forEach(who -> credentials.put(who, given.credential(who, route)));
            var before = route.changes() ? given.state() : "";
            credentials.forEach((who, credential) -> {
                var what = check(route, target, who, credential.apply(given.request(route, values)));
                if (route.changes()) {
                    assertThat(given.state()).as(what).isEqualTo(before);
                }
            });
            for (var who : all.get(true)) {
                var own = given.values(route, target);
                var credential = given.credential(who, route);
                check(route, target, who, credential.apply(given.request(route, own)));
            }
        }
    }

    private static boolean mayChange(Route route, String expected) {
        return route.changes() && expected.equals("2");
    }

    /** Answers who was answered what, in words. */
    private static String check(Route route, Target target, Who who, Answer answer) {
        var expected = route.rule().answer(target, who);
        var what = who + " on " + target + ": " + route + " answered " + answer.status() + " " + answer.text();
        switch (expected) {
            case "2" -> assertThat(answer.status()).as(what).isBetween(200, 299);
            case "0" -> {
                assertThat(answer.status()).as(what).isEqualTo(200);
                assertThat(count(answer.json())).as(what).isZero();
            }
            default -> {
                assertThat(answer.status()).as(what).isEqualTo(Integer.parseInt(expected));
                if (route.rule() == AccessTable.LINK) {
                    assertThat(answer.text()).as(what).startsWith("<!DOCTYPE html>");
                } else {
                    assertThat(answer.json().getString("error")).as(what).isNotBlank();
                }
            }
        }
        if (!expected.equals("2") || who == Who.STRANGER && target != Target.FOREIGN) {
            assertThat(values(answer.text())).as(what).doesNotContain("secret");
        }
        return what;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("routes")
    void isClosedToEveryCredentialThatIsNotValid(Route route) {
        if (route.path().equals("/session") && route.method().equals("POST")) {
            // Signing in needs none; whether the password is right is the test of the sessions.
            return;
        }
        if (route.rule() == AccessTable.LINK) {
            return;
        }
        var given = fixture();
        var values = given.values(route, Target.OWN);
        var before = given.state();
        for (var header : given.invalid) {
            var answer = given.send(route, values, header);
            assertThat(answer.status()).as(header + " " + route).isEqualTo(401);
            assertThat(answer.json().getString("error")).isNotBlank();
            assertThat(answer.response().headers().firstValue("WWW-Authenticate"))
                    .isPresent();
        }
        if (route.changes()) {
            var answer = given.send(route, values, List.of("Cookie", given.adminCookie));
            assertThat(answer.status()).as("without CSRF token " + route).isEqualTo(403);
            answer = given.send(route, values, List.of("Cookie", given.adminCookie, "X-CSRF-Token", "x"));
            assertThat(answer.status()).as("with a wrong CSRF token " + route).isEqualTo(403);
        }
        assertThat(given.state()).isEqualTo(before);
    }

    /** The text without the names of members, of which some have the word too. */
    private static String values(String json) {
        return json.replaceAll("\"[a-z_]+\":", "");
    }

    /** Whichever of the counts the answer has. */
    private static int count(JsonObject answer) {
        return Stream.of("markedAsRead", "delivered", "deleted")
                .filter(answer::containsKey)
                .mapToInt(answer::getInt)
                .sum();
    }

    private Fixture fixture() {
        if (fixture == null) {
            fixture = new Fixture(admin());
        }
        return fixture;
    }

    /** Two organizations, and everybody in them. */
    private static final class Fixture {

        private final BelfryClient platform;
        private final String organization = unique("access");
        private final BelfryClient admin;
        private final BelfryClient stranger;
        private final String own = "own";
        private final String other = "other";
        private final String foreign = "foreign";
        private final Map<Who, BelfryClient> keys;
        private final List<List<String>> invalid = new ArrayList<>();
        private final String adminCookie;
        private Answer person;

        Fixture(BelfryClient platform) {
            this.platform = platform;
            admin = organization(organization);
            stranger = organization(unique("stranger"));
            keys = Map.of(
                    Who.NOBODY, platform.withKey(null),
                    Who.VIEWER, key("viewer", false),
                    Who.OPERATOR, key("operator", false),
                    Who.ADMIN, admin,
                    Who.BOUND_VIEWER, key("viewer", true),
                    Who.BOUND_OPERATOR, key("operator", true),
                    Who.BOUND_ADMIN, key("admin", true),
                    Who.STRANGER, stranger);
            var boss = account("admin", unique("boss"));
            adminCookie = signIn(boss).cookie();
            for (var name : List.of(own, other)) {
                admin.put("api/recipients/" + name, "{}").expect(200);
                stranger.put("api/recipients/" + name, "{}").expect(200);
            }
            stranger.event(event("mention", "hello", foreign));
            invalid();
        }

        private void invalid() {
            var revoked = admin.post("api/keys", "{\"name\":\"r\",\"role\":\"admin\"}")
                    .expect(201);
            admin.delete("api/keys/" + revoked.getInt("id"), null).expect(204);
            var token = token();
            var signedOut = signIn(account("admin", unique("gone")));
            platform.withKey(null)
                    .send(platform.request("api/session")
                            .header("Cookie", signedOut.cookie())
                            .header("X-CSRF-Token", signedOut.json().getString("csrf_token"))
                            .DELETE())
                    .expect(204);
            var none = "eyJhbGciOiJub25lIn0." + token.split("\\.")[1] + ".";
            invalid.add(List.of("x-api-key", "wrong"));
            invalid.add(List.of("x-api-key", revoked.getString("key")));
            invalid.add(List.of("Authorization", "Bearer " + revoked.getString("key")));
            invalid.add(List.of("Authorization", "Bearer " + token.substring(0, token.length() - 8) + "AAAAAAAA"));
            invalid.add(List.of("Authorization", "Bearer " + none));
            invalid.add(List.of("Authorization", "Basic YWRtaW46YWRtaW4="));
            invalid.add(List.of("Cookie", "belfry_session=wrong"));
            invalid.add(List.of("Cookie", signedOut.cookie()));
            // A header that is wrong is refused, whatever the cookie says.
            invalid.add(List.of("x-api-key", "wrong", "Cookie", adminCookie));
        }

        private BelfryClient organization(String code) {
            platform.post("api/organizations", "{\"code\":\"" + code + "\",\"name\":\"Access\"}")
                    .expect(201);
            return platform.withNewKey(Json.createObjectBuilder()
                    .add("name", "admin")
                    .add("role", "admin")
                    .add("organization", code));
        }

        private BelfryClient key(String role, boolean bound) {
            var description = Json.createObjectBuilder().add("name", role).add("role", role);
            return admin.withNewKey(bound ? description.add("recipient", own) : description);
        }

        private String account(String role, String name) {
            var account = Json.createObjectBuilder()
                    .add("account", name)
                    .add("password", PASSWORD)
                    .add("recipient", own);
            if (role != null) {
                account.add("role", role);
            }
            admin.post("api/accounts", account.build().toString()).expect(201);
            return name;
        }

        private Answer signIn(String account) {
            var answer = platform.withKey(null)
                    .post("api/session", "{\"account\":\"" + account + "\",\"password\":\"" + PASSWORD + "\"}");
            answer.expect(200);
            return answer;
        }

        /** A new type of the organization. */
        private String type() {
            var code = unique("type");
            admin.post("api/types", """
                            {"code":"%s","category":"access","title":"secret","message":"secret",
                             "channels":{"in_app":true,"email":false,"webhook":false}}""".formatted(code)).expect(201);
            return code;
        }

        private String token() {
            return admin.post("api/tokens", "{\"recipient\":\"" + own + "\"}")
                    .expect(201)
                    .getString("token");
        }

        private String recipient(Target target) {
            return switch (target) {
                case OWN -> own;
                case OTHER -> other;
                case FOREIGN -> foreign;
            };
        }

        /** A new event to the target, who is told. */
        private JsonObject notification(Target target) {
            var sender = target == Target.FOREIGN ? stranger : admin;
            return sender.event(event("mention", "secret", recipient(target)));
        }

        /** What stands for the placeholders; new things where the route changes them. */
        Map<String, String> values(Route route, Target target) {
            var receipt = notification(target);
            var text = route.toString();
            if (text.startsWith("GET /recipients")) {
                (target == Target.FOREIGN ? stranger : admin)
                        .put("api/recipients/" + recipient(target), "{\"display_name\":\"secret\"}")
                        .expect(200);
            }
            var source = text.contains("{source}") ? unique("s") : "";
            if (!source.isEmpty()) {
                admin.put("api/sources/task/" + source, "{\"title\":\"secret\"}")
                        .expect(200);
            }
            var key = text.contains("{key}")
                    ? String.valueOf(admin.post("api/keys", "{\"name\":\"secret\",\"role\":\"viewer\"}")
                            .expect(201)
                            .getInt("id"))
                    : "";
            var values = new HashMap<>(Map.of(
                    "recipient",
                    recipient(target),
                    "notification",
                    String.valueOf(
                            receipt.getJsonArray("outcomes").getJsonObject(0).getJsonNumber("notification_id")),
                    "event",
                    String.valueOf(receipt.getJsonNumber("id")),
                    "type",
                    route.changes() && text.contains("{type}") ? type() : "mention",
                    "kind",
                    "task",
                    "source",
                    source,
                    "key",
                    key,
                    "account",
                    text.contains("{account}") ? account(null, unique("account")) : "",
                    "organization",
                    organization,
                    "unique",
                    unique("new")));
            values.put("circuit", "webhook:1");
            if (text.contains("{delivery}")) {
                values.put("delivery", delivery());
            }
            if (text.contains("/webhooks")) {
                values.put("webhook", webhook(target));
            }
            if (text.contains("{threshold}")) {
                values.put("threshold", threshold());
            }
            if (text.contains("{schedule}")) {
                values.put("schedule", schedule(target));
            }
            if (text.contains("{erased}")) {
                values.put("erased", unique("erased"));
                admin.put("api/recipients/" + values.get("erased"), "{\"display_name\":\"secret\"}")
                        .expect(200);
            }
            return values;
        }

        /** An e-mail that is waiting, or sent by now. */
        private String delivery() {
            var somebody = unique("waits");
            admin.address(somebody, somebody + "@example.org");
            admin.post(
                            "api/events",
                            event("task_assigned", "secret", somebody).build().toString())
                    .expect(201);
            return admin.get("api/deliveries?recipient=" + somebody)
                    .expect(200)
                    .getJsonArray("deliveries")
                    .getJsonObject(0)
                    .getJsonNumber("id")
                    .toString();
        }

        /** A new one, of what nobody posts here, and the only one: each is counted for in every post. */
        private String threshold() {
            admin.get("api/thresholds").expect(200).getJsonArray("thresholds").getValuesAs(JsonObject.class).stream()
                    .map(one -> one.getJsonNumber("id"))
                    .forEach(id -> admin.delete("api/thresholds/" + id, null).expect(204));
            return admin.post(
                            "api/thresholds",
                            "{\"name\":\"" + unique("secret")
                                    + "\",\"type\":\"execution.failed\",\"amount\":1000000,\"within\":60,"
                                    + "\"raises\":\"alert_triggered\",\"recipients\":[\"" + own + "\"]}")
                    .expect(201)
                    .getJsonNumber("id")
                    .toString();
        }

        /** A new one of the target, and nobody has more than that: there is a limit to how many one may have. */
        private String webhook(Target target) {
            var owner = target == Target.FOREIGN ? stranger : admin;
            for (var client : List.of(admin, stranger)) {
                for (var whose : List.of("", "?recipient=" + recipient(target))) {
                    client
                            .get("api/webhooks" + whose)
                            .expect(200)
                            .getJsonArray("webhooks")
                            .getValuesAs(JsonObject.class)
                            .stream()
                            .map(one -> one.getJsonNumber("id"))
                            .forEach(id ->
                                    client.delete("api/webhooks/" + id, null).expect(204));
                }
            }
            return owner.post(
                            "api/webhooks",
                            "{\"url\":\"http://127.0.0.1:9/secret\",\"recipient\":\"" + recipient(target) + "\"}")
                    .expect(201)
                    .getJsonNumber("id")
                    .toString();
        }

        private String schedule(Target target) {
            return (target == Target.FOREIGN ? stranger : admin)
                    .post(
                            "api/schedules",
                            "{\"resource_type\":\"report\",\"resource_id\":7,\"resource_name\":\"secret\",\"action\":\"send\","
                                    + "\"at\":9999999999,\"owner\":\"" + recipient(target) + "\"}")
                    .expect(201)
                    .getJsonNumber("id")
                    .toString();
        }

        /** All that a refused call might have changed: each change is in the audit log (see the guide's test). */
        String state() {
            return log(admin) + " " + log(stranger);
        }

        /**
         * The numbers of the last entries, without those that change nothing (credentials used for the first time, and samples of what
         * was refused or read) and without what Belfry does on its own: schedules of earlier calls fire meanwhile.
         */
        private static List<String> log(BelfryClient client) {
            return client
                    .get("api/audit?limit=200")
                    .expect(200)
                    .getJsonArray("entries")
                    .getValuesAs(JsonObject.class)
                    .stream()
                    .filter(entry -> !CHANGING_NOTHING.contains(entry.getString("action")))
                    .filter(entry -> !entry.getString("credential_kind").equals("belfry"))
                    .map(entry -> entry.get("id").toString())
                    .limit(5)
                    .toList();
        }

        /** Sends a request as that one. */
        Function<HttpRequest.Builder, Answer> credential(Who who, Route route) {
            var changes = route.changes();
            return switch (who) {
                case PERSON -> {
                    // What ends a session ends it for the next.
                    if (person == null || route.path().startsWith("/session")) {
                        person = signIn(account(null, unique("person")));
                    }
                    var session = person;
                    if (route.path().startsWith("/session")) {
                        person = null;
                    }
                    var csrf = session.json().getString("csrf_token");
                    yield request -> platform.withKey(null)
                            .send(
                                    changes
                                            ? request.headers("Cookie", session.cookie(), "X-CSRF-Token", csrf)
                                            : request.header("Cookie", session.cookie()));
                }
                case TOKEN -> {
                    var token = token();
                    yield request -> platform.withKey(null).send(request.header("Authorization", "Bearer " + token));
                }
                default -> request -> keys.get(who).send(request);
            };
        }

        Answer send(Route route, Map<String, String> values, List<String> headers) {
            return platform.withKey(null).send(request(route, values).headers(headers.toArray(String[]::new)));
        }

        HttpRequest.Builder request(Route route, Map<String, String> values) {
            var request = platform.request("api" + fill(route.path(), values));
            if (route.body() == null) {
                return request.method(route.method(), HttpRequest.BodyPublishers.noBody());
            }
            return request.header("Content-Type", "application/json")
                    .method(
                            route.method(),
                            HttpRequest.BodyPublishers.ofString(
                                    fill(route.body(), values).replace('\'', '"')));
        }

        private static String fill(String text, Map<String, String> values) {
            return PLACEHOLDER.matcher(text).replaceAll(found -> values.get(found.group(1)));
        }
    }
}
