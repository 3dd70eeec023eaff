package org.belfry.presence;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.BelfryIT;
import org.belfry.testing.ClockedNodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is there, and who is told: by the clock, over all nodes. */
class PresenceIT extends BelfryIT {

    /** Seconds: the timeout, and what may not have been noted. */
    private static final long SILENCE = 300 + 10 + 1;

    private final ClockedNodes nodes = ClockedNodes.shared();
    private final String organization = unique("presence");
    private final BelfryClient here = key(0);
    private final BelfryClient there = anotherKey(1);

    private BelfryClient key(int node) {
        nodes.nodes()
                .client(node)
                .post("api/organizations", "{\"code\":\"" + organization + "\",\"name\":\"Presence\"}")
                .expect(201);
        return nodes.nodes()
                .client(node)
                .withNewKey(Json.createObjectBuilder()
                        .add("name", "admin")
                        .add("role", "admin")
                        .add("organization", organization));
    }

    /** Another node, with a key of its own. */
    private BelfryClient anotherKey(int node) {
        return nodes.nodes()
                .client(node)
                .withNewKey(Json.createObjectBuilder()
                        .add("name", "admin there")
                        .add("role", "admin")
                        .add("organization", organization));
    }

    private void agent(String name, String more) {
        here.put("api/recipients/" + name, "{\"kind\":\"agent\"" + more + "}").expect(200);
        here.put("api/topics/agent:" + name + "/subscribers/ada", null).expect(204);
    }

    private static void heartbeat(BelfryClient client, String agent) {
        client.post("api/notifications", "{\"action\":\"mark-delivered\",\"agent\":\"" + agent + "\"}")
                .expect(200);
    }

    private JsonObject presence(String query) {
        return here.get("api/presence" + query).expect(200);
    }

    private static List<String> names(JsonObject page) {
        return page.getJsonArray("agents").getValuesAs(JsonObject.class).stream()
                .map(agent -> agent.getString("name") + " " + agent.getString("state"))
                .toList();
    }

    /** What ada was told, the first first. */
    private List<String> told() {
        var told = here.inbox("ada", "&limit=500").getJsonArray("notifications").getValuesAs(JsonObject.class).stream()
                .map(one -> one.getString("type") + " "
                        + one.getJsonObject("source").getString("id"))
                .toList();
        return told.stream().sorted().toList();
    }

    private void awaitTold(String... expected) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(told())
                .containsExactly(expected));
    }

    @Test
    void whoWatchesAnAgentIsToldOnceThatItFellSilentAndOnceThatItIsBack() {
        agent("Analyst", ",\"display_name\":\"The analyst\"");
        agent("Retired", "");
        here.put("api/recipients/bob", "{}").expect(200);
        assertThat(presence("").getJsonArray("agents")).isEmpty();

        var seen = nodes.now();
        List.of("Analyst", "Retired", "bob", "nobody-" + organization).forEach(name -> heartbeat(here, name));
        heartbeat(there, "Analyst");
        var online = presence("").getJsonArray("agents").getJsonObject(0);
        assertThat(names(presence(""))).containsExactly("Analyst online", "Retired online");
        assertThat(online.getString("display_name")).isEqualTo("The analyst");
        assertThat(online.getInt("seen_at")).isEqualTo((int) seen);
        assertThat(online.getInt("state_since")).isEqualTo((int) seen);
        here.put("api/recipients/Retired", "{\"kind\":\"agent\",\"enabled\":false}")
                .expect(200);

        var found = nodes.move(SILENCE);
        awaitTold("agent_offline Analyst");
        assertThat(names(presence("?state=offline"))).containsExactly("Analyst offline");
        assertThat(presence("?state=online").getJsonArray("agents")).isEmpty();
        assertThat(presence("?state=online").getInt("offline")).isEqualTo(1);
        var offline = presence("").getJsonArray("agents").getJsonObject(0);
        assertThat(offline.getInt("state_since")).isEqualTo((int) found);
        var notification = here.inbox("ada").getJsonArray("notifications").getJsonObject(0);
        assertThat(notification.getJsonObject("data").getInt("last_seen")).isEqualTo((int) seen);
        assertThat(notification.getJsonObject("source").getString("title")).isEqualTo("The analyst");
        assertThat(notification.getJsonObject("source").getString("status")).isEqualTo("offline");

        // Both nodes hear it at the same moment.
        List.of(here, there, here).parallelStream().forEach(node -> heartbeat(node, "Analyst"));
        awaitTold("agent_offline Analyst", "agent_online Analyst");
        assertThat(names(presence(""))).containsExactly("Analyst online");
        assertThat(here.inbox("ada")
                        .getJsonArray("notifications")
                        .getJsonObject(0)
                        .getJsonObject("source"))
                .isEqualTo(Json.createObjectBuilder(notification.getJsonObject("source"))
                        .add("status", "online")
                        .build());

        // Who is disabled is nobody to miss; nor is anybody told twice of what was long ago.
        nodes.move(SILENCE);
        awaitTold("agent_offline Analyst", "agent_offline Analyst", "agent_online Analyst");
        here.put("api/recipients/Retired", "{\"kind\":\"agent\"}").expect(200);
        heartbeat(there, "Retired");
        assertThat(names(presence(""))).contains("Analyst offline");
        assertThat(told()).hasSize(3);
    }

    @Test
    void theAgentsAreListedInPagesByName() {
        for (var name : List.of("c", "a", "b")) {
            agent(name, "");
            heartbeat(here, name);
        }
        var first = presence("?limit=2");
        assertThat(names(first)).containsExactly("a online", "b online");
        var second = presence("?limit=2&cursor=" + first.getString("next"));
        assertThat(names(second)).containsExactly("c online");
        assertThat(second.isNull("next")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"state=away, state", "limit=0, limit", "limit=x, limit", "cursor=!, cursor"})
    void whatIsNoQueryIsRefused(String query, String field) {
        var problem = admin().get("api/presence?" + query).expect(400);
        assertThat(problem.getJsonArray("violations").getJsonObject(0).getString("field"))
                .isEqualTo(field);
    }
}
