package org.belfry.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belfry.testing.BelfryClient.event;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.belfry.access.AccessTable.Route;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.BelfryClient.Answer;
import org.belfry.testing.BelfryIT;
import org.belfry.testing.ClockedNodes;
import org.belfry.testing.Person;
import org.junit.jupiter.api.Test;

/** What an old sign-in may still do, operation by operation, and how it becomes fresh again. */
class FreshSignInIT extends BelfryIT {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]+)}");
    private static final String PASSWORD = "a long password";
    private static final long FRESH = 900;

    private final ClockedNodes nodes = ClockedNodes.shared();
    private final BelfryClient platform = nodes.nodes().client(0);

    @Test
    void anOldSignInIsAskedForThePasswordWhereTheTableSaysSo() {
        var boss = unique("boss");
        var account = account(boss).add("role", "admin");
        platform.post("api/accounts", account.build().toString()).expect(201);
        var session = Person.signIn(platform, boss, PASSWORD);
        nodes.move(FRESH - 1);
        var fresh = session.send("POST", "api/keys", "{'name':'x','role':'viewer'}".replace('\'', '"'));
        fresh.expect(201);
        nodes.move(1);

        var kept = values();
        var before = keys();
        var asked = new HashSet<String>();
        for (var route : AccessTable.ROUTES) {
            if (route.changes() && !isOfTheSession(route)) {
                var answer = send(session, route, kept);
                assertThat(isAsked(answer))
                        .as(route + " answered " + answer.status() + " " + answer.text())
                        .isEqualTo(FreshSignInTable.NEEDED.contains(route.declared()));
                if (isAsked(answer)) {
                    asked.add(route.declared());
                }
            }
        }
        assertThat(asked).isEqualTo(FreshSignInTable.NEEDED);

        // Nothing of what was refused has happened, and what a program does is not asked.
        assertThat(keys()).isEqualTo(before);
        for (var path : List.of("accounts/" + kept.get("account"), "recipients/" + kept.get("recipient"))) {
            platform.get("api/" + path).expect(200);
        }
        platform.delete("api/webhooks/" + kept.get("webhook"), null).expect(204);

        confirm(session, "not the password").expect(400);
        assertThat(isAsked(send(session, route("DELETE /keys/{}"), kept))).isTrue();
        platform.post("api/session/reauthenticate", "{\"password\":\"" + PASSWORD + "\"}")
                .expect(403);
        confirm(session, PASSWORD).expect(204);
        for (var route : AccessTable.ROUTES) {
            if (FreshSignInTable.NEEDED.contains(route.declared())) {
                var answer = send(session, route, values());
                assertThat(answer.status())
                        .as(route + " answered " + answer.text())
                        .isNotIn(400, 401, 403, 500);
            }
        }

        // So does a new sign-in, and a new password, which is changed by the present one.
        nodes.move(FRESH);
        var again = Person.signIn(platform, boss, PASSWORD);
        again.send("DELETE", "api/keys/" + fresh.json().getInt("id"), null).expect(204);
        assertThat(isAsked(session.send("POST", "api/keys", "{\"name\":\"x\",\"role\":\"viewer\"}")))
                .isTrue();
        session.send(
                        "PUT",
                        "api/session/password",
                        "{\"current\":\"" + PASSWORD + "\",\"password\":\"another long password\"}")
                .expect(204);
        session.send("POST", "api/keys", "{\"name\":\"x\",\"role\":\"viewer\"}").expect(201);
    }

    @Test
    void aPersonsOwnWebhooksNeedAFreshSignInToo() {
        var client = nodes.organization();
        var ada = unique("ada");
        client.post("api/accounts", account(ada).build().toString()).expect(201);
        var session = Person.signIn(client, ada, PASSWORD);
        nodes.move(FRESH);
        var webhook = "{\"url\":\"https://hooks.example.org/\",\"recipient\":\"" + ada + "\"}";
        assertThat(isAsked(session.send("POST", "api/webhooks", webhook))).isTrue();
        session.send("PUT", "api/preferences", "{\"locale\":\"de\"}").expect(200);
        confirm(session, PASSWORD).expect(204);
        session.send("POST", "api/webhooks", webhook).expect(201);
    }

    @Test
    void aRefusedCallCreatesNobody() {
        var client = nodes.organization();
        var admin = unique("admin");
        client.post("api/accounts", account(admin).add("role", "admin").build().toString())
                .expect(201);
        var session = Person.signIn(client, admin, PASSWORD);
        nodes.move(FRESH);
        var somebody = unique("somebody");
        var webhook = "{\"url\":\"https://hooks.example.org/\",\"recipient\":\"" + somebody + "\"}";
        assertThat(isAsked(session.send("POST", "api/webhooks", webhook))).isTrue();
        client.get("api/recipients/" + somebody).expect(404);
    }

    private int keys() {
        return platform.get("api/keys").expect(200).getJsonArray("keys").size();
    }

    private static Answer confirm(Person session, String password) {
        return session.send("POST", "api/session/reauthenticate", "{\"password\":\"" + password + "\"}");
    }

    private static boolean isAsked(Answer answer) {
        if (answer.status() != 403 || !answer.json().containsKey("reauthenticate")) {
            return false;
        }
        var problem = answer.json();
        assertThat(problem.getBoolean("reauthenticate")).isTrue();
        assertThat(problem.getString("type")).isEqualTo("urn:belfry:problem:reauthenticate");
        assertThat(problem.getString("title")).isEqualTo("Sign In Again");
        assertThat(problem.getString("error")).contains("15 minutes");
        return true;
    }

    /** What asks for the password itself has tests of its own. */
    private static boolean isOfTheSession(Route route) {
        return route.path().startsWith("/session");
    }

    private static Route route(String declared) {
        return AccessTable.ROUTES.stream()
                .filter(route -> route.declared().equals(declared))
                .findFirst()
                .orElseThrow();
    }

    private static Answer send(Person session, Route route, Map<String, String> values) {
        var body = route.body() == null ? null : fill(route.body(), values).replace('\'', '"');
        return session.send(route.method(), "api" + fill(route.path(), values), body);
    }

    private static String fill(String text, Map<String, String> values) {
        return PLACEHOLDER.matcher(text).replaceAll(found -> values.getOrDefault(found.group(1), "1"));
    }

    /** New things, so that whatever is done to them is done to nobody else's. */
    private Map<String, String> values() {
        var values = new HashMap<String, String>();
        var name = unique("somebody");
        var receipt = platform.event(event("mention", "x", name));
        values.put("recipient", name);
        values.put("erased", name);
        values.put("unique", unique("new"));
        values.put("kind", unique("topic"));
        values.put("source", unique("source"));
        values.put(
                "notification",
                id(receipt.getJsonArray("outcomes").getJsonObject(0).get("notification_id")));
        values.put("event", id(receipt.get("id")));
        values.put("account", unique("account"));
        platform.post("api/accounts", account(values.get("account")).build().toString())
                .expect(201);
        values.put("key", made("keys", "{'name':'x','role':'viewer'}"));
        values.put("organization", "default");
        values.put("webhook", made("webhooks", "{'url':'https://hooks.example.org/','recipient':'" + name + "'}"));
        values.put("type", unique("type"));
        platform.post(
                        "api/types",
                        ("{'code':'" + values.get("type") + "','category':'x','title':'x','message':'x',"
                                        + "'channels':{'in_app':true,'email':false,'webhook':false}}")
                                .replace('\'', '"'))
                .expect(201);
        values.put(
                "schedule",
                made(
                        "schedules",
                        "{'resource_type':'report','resource_id':7,'action':'send','at':9999999999,'owner':'" + name
                                + "'}"));
        values.put("circuit", "email");
        return values;
    }

    private String made(String path, String body) {
        return id(platform.post("api/" + path, body.replace('\'', '"'))
                .expect(201)
                .get("id"));
    }

    private static String id(Object number) {
        return String.valueOf(number);
    }

    private static JsonObjectBuilder account(String name) {
        return Json.createObjectBuilder().add("account", name).add("password", PASSWORD);
    }
}
