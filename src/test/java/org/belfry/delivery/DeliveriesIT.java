package org.belfry.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belfry.testing.BelfryClient.event;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.belfry.testing.AtOnce;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.ScriptedSmtp;
import org.belfry.testing.ScriptedSmtp.Behaviour;
import org.belfry.testing.ServerProcess;
import org.belfry.testing.TestEnvironment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What admins see of the outbox, and do to it; with a provider that breaks down and comes back, on a node of its own. */
@Tag("derby-only")
class DeliveriesIT {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(90);

    @Test
    void aProviderThatBreaksDownIsLeftAloneAndWhatIsDeadIsTriedAgain() throws Exception {
        var port = TestEnvironment.freePort();
        var environment = new HashMap<>(TestEnvironment.freshDatabase());
        environment.put("BELFRY_MAIL_HOST", "127.0.0.1");
        environment.put("BELFRY_MAIL_PORT", String.valueOf(port));
        environment.put("BELFRY_DELIVERY_PROBE_AFTER", "1");
        try (var server = ServerProcess.start(
                "deliveries", TestEnvironment.freePort(), TestEnvironment.folder("deliveries-data"), environment)) {
            var client = BelfryClient.admin(server.url());
            theCircuitOpensAndTellsOnce(server, client);
            try (var smtp = ScriptedSmtp.start(port)) {
                allArriveOnceTheProviderIsBack(client, smtp);
                deadOnesAreTriedAgain(client, smtp);
            }
            metricsSayWhatHappened(server);
        }
    }

    private void theCircuitOpensAndTellsOnce(ServerProcess server, BelfryClient client) {
        IntStream.range(0, 12).forEach(number -> send(client, "down-" + number));
        Awaitility.await("the circuit opens").atMost(LONG_ENOUGH).until(() -> circuits(client)
                .equals(List.of("email open")));

        Awaitility.await("the admin is told").atMost(LONG_ENOUGH).until(() -> stopped(client) == 1);
        // Now and then one of them is on its way, as a probe, and a node says what it saw when it last looked.
        Awaitility.await("all wait").atMost(LONG_ENOUGH).untilAsserted(() -> {
            assertThat(read(server, "health"))
                    .containsPattern("\"email\"\\s*:\\s*\"open\"")
                    .doesNotContain("smtp");
            assertThat(list(client, "state=pending"))
                    .as("the admin has no address, so that the news itself waits for nothing")
                    .hasSize(12)
                    .allSatisfy(delivery -> assertThat(delivery.getString("reason"))
                            .contains("sending is paused until the destination works again"));
        });
    }

    private void allArriveOnceTheProviderIsBack(BelfryClient client, ScriptedSmtp smtp) {
        Awaitility.await("all arrive")
                .atMost(LONG_ENOUGH)
                .until(() -> list(client, "state=sent").size() == 12);
        assertThat(smtp.accepted()).hasSize(12).doesNotHaveDuplicates();
        assertThat(circuits(client)).isEmpty();
        assertThat(stopped(client)).isEqualTo(1);
    }

    private void deadOnesAreTriedAgain(BelfryClient client, ScriptedSmtp smtp) throws Exception {
        for (var name : List.of("gone-1", "gone-2", "gone-3")) {
            smtp.on(name + "@example.org", Behaviour.REFUSE);
            send(client, name);
        }
        Awaitility.await("three are dead")
                .atMost(LONG_ENOUGH)
                .until(() -> list(client, "state=dead").size() == 3);
        var one = list(client, "state=dead").get(0);
        var path = "api/deliveries/" + one.getInt("id");
        assertThat(client.get(path).expect(200)).isEqualTo(one);
        assertThat(one.getJsonArray("attempts").getJsonObject(0).getString("outcome"))
                .isEqualTo("refused");

        // Of two who try it again at once, one does.
        smtp.on(one.getString("address"), Behaviour.ACCEPT);
        var statuses = AtOnce.run(2, any -> client.post(path + "/retry", "").status());
        assertThat(statuses).containsExactlyInAnyOrder(200, 409);
        Awaitility.await("it is sent")
                .atMost(LONG_ENOUGH)
                .until(() -> client.get(path).expect(200).getString("state").equals("sent"));
        client.post(path + "/retry", "").expect(409);

        smtp.on("gone-1@example.org", Behaviour.ACCEPT);
        smtp.on("gone-2@example.org", Behaviour.ACCEPT);
        smtp.on("gone-3@example.org", Behaviour.ACCEPT);
        var made = one.getInt("created_at");
        assertThat(retryDead(client, made + 1000, made + 2000)).isZero();
        assertThat(list(client, "state=dead")).hasSize(2);
        assertThat(retryDead(client, made - 1000, made + 1000)).isEqualTo(2);
        Awaitility.await("both are sent")
                .atMost(LONG_ENOUGH)
                .until(() -> list(client, "state=sent").size() == 15);
        assertThat(smtp.accepted()).hasSize(15).doesNotHaveDuplicates();
        assertThat(list(client, "from=" + (made + 1000))).isEmpty();
        assertThat(list(client, "until=" + (made - 1000))).isEmpty();

        assertThat(recorded(client, "delivery.retried"))
                .as("one, and two at once")
                .isEqualTo(2);
        assertThat(recorded(client, "circuit.opened")).isEqualTo(1);
        assertThat(recorded(client, "circuit.closed")).isEqualTo(1);

        client.post("api/deliveries/retry", "{\"from\":2,\"until\":1}").expect(400);
        client.post("api/deliveries/retry", "{}").expect(400);
        client.post("api/deliveries/999999999/retry", "").expect(404);
    }

    private static void metricsSayWhatHappened(ServerProcess server) throws IOException {
        var metrics = read(server, "metrics");
        assertThat(metrics)
                .containsPattern(
                        "belfry_delivery_attempts_total\\{[^}]*channel=\"email\"[^}]*outcome=\"sent\"[^}]*} 15")
                .containsPattern("belfry_delivery_attempts_total\\{[^}]*outcome=\"refused\"[^}]*} 3")
                .containsPattern("belfry_outbox_pending\\{[^}]*channel=\"email\"[^}]*} ")
                .contains("belfry_delivery_attempt_duration");
    }

    private static String read(ServerProcess server, String path) throws IOException {
        try (var in = server.url().resolve(path).toURL().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static int recorded(BelfryClient client, String action) {
        return client.get("api/audit?action=" + action)
                .expect(200)
                .getJsonArray("entries")
                .size();
    }

    private static int retryDead(BelfryClient client, int from, int until) {
        return client.post(
                        "api/deliveries/retry", "{\"from\":" + from + ",\"until\":" + until + ",\"channel\":\"email\"}")
                .expect(200)
                .getInt("retried");
    }

    private static List<String> circuits(BelfryClient client) {
        return client
                .get("api/deliveries/circuits")
                .expect(200)
                .getJsonArray("circuits")
                .getValuesAs(JsonObject.class)
                .stream()
                .filter(circuit -> !circuit.getString("state").equals("closed"))
                .map(circuit -> circuit.getString("target") + " " + circuit.getString("state"))
                .toList();
    }

    private static int stopped(BelfryClient client) {
        return client.get("api/notifications?recipient=admin&type=delivery.stopped")
                .expect(200)
                .getInt("total");
    }

    private static List<JsonObject> list(BelfryClient client, String query) {
        return client.get("api/deliveries?limit=500&" + query)
                .expect(200)
                .getJsonArray("deliveries")
                .getValuesAs(JsonObject.class);
    }

    private static void send(BelfryClient client, String name) {
        client.address(name, name + "@example.org");
        client.event(event("task_assigned", "To " + name, name));
    }
}
