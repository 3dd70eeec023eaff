package org.belfry.threshold;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.awaitility.Awaitility;
import org.belfry.testing.AtOnce;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.BelfryIT;
import org.belfry.testing.ClockedNodes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** "When so many come within some time, raise another", on all nodes, with a clock that stands still. */
class ThresholdIT extends BelfryIT {

    private static final int AMOUNT = 5;
    private static final int WITHIN = 60;

    private ClockedNodes servers;
    private BelfryClient client;
    private int posts;

    @BeforeEach
    void anOrganizationOfItsOwn() {
        servers = ClockedNodes.shared();
        client = servers.organization();
    }

    private static JsonObjectBuilder manyFailures() {
        return Json.createObjectBuilder()
                .add("name", "Many failures")
                .add("type", "execution.failed")
                .add("amount", AMOUNT)
                .add("within", WITHIN)
                .add("clear_at", 1)
                .add("raises", "alert_triggered")
                .add("recipients", Json.createArrayBuilder().add("ops"));
    }

    private long create(JsonObjectBuilder threshold) {
        return client.post("api/thresholds", threshold.build().toString())
                .expect(201)
                .getJsonNumber("id")
                .longValue();
    }

    /** In turn on each node. */
    private void fail(String key, int times) {
        for (var time = 0; time < times; time++) {
            client.at(servers.nodes().url(posts++)).event(failure(key));
        }
    }

    private static JsonObjectBuilder failure(String key) {
        return BelfryClient.event("execution.failed", "It failed", "ada").add("dedup_key", key);
    }

    /** The keys of the alarms, sorted backwards. */
    private List<String> alarms() {
        return client.inbox("ops", "&type=alert_triggered").getJsonArray("notifications").stream()
                .map(one -> one.asJsonObject().getJsonObject("data").getString("key"))
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    private void awaitAlarms(String... keys) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(alarms())
                .containsExactlyInAnyOrder(keys));
    }

    private void awaitCalm(long threshold) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                        client.get("api/thresholds/" + threshold).expect(200).getJsonArray("raised"))
                .isEmpty());
    }

    @Test
    void tooManyWithinTheTimeAreToldOnceAndAgainAfterItWasCalm() {
        var threshold = create(manyFailures());

        fail("a", AMOUNT - 1);
        fail("b", AMOUNT);
        awaitAlarms("b");
        fail("b", 3);

        // Out of the time of the first four, the fifth is one of one.
        servers.move(WITHIN);
        fail("a", 1);
        awaitCalm(threshold);
        fail("b", AMOUNT);
        awaitAlarms("b", "b");

        // Down to two, which is more than one: it has not been calm, and five more are no news.
        servers.move(WITHIN - 10);
        fail("b", 2);
        servers.move(10);
        fail("b", AMOUNT);
        servers.move(WITHIN);
        awaitCalm(threshold);
        assertThat(alarms()).containsExactly("b", "b");
    }

    @Test
    void ofManyAtOnceOnAllNodesOneAlarmIsRaised() throws Exception {
        var threshold = create(manyFailures());

        AtOnce.run(8, thread -> {
            for (var time = 0; time < 5; time++) {
                client.at(servers.nodes().url(thread)).event(failure("a"));
            }
            return null;
        });
        awaitAlarms("a");

        servers.move(WITHIN);
        awaitCalm(threshold);
        assertThat(alarms()).containsExactly("a");
    }

    @Test
    void whatWasUsedIsAddedUpAndTheAlarmSaysWhatItIsAbout() {
        create(manyFailures()
                .add("type", "execution.completed")
                .add("sum_of", "tokens")
                .add("amount", 1000)
                .add("raises", "usage.threshold_reached"));

        for (var tokens : List.of(600, -500, 399)) {
            client.event(used(tokens));
        }
        client.event(used(1).add(
                        "source",
                        Json.createObjectBuilder()
                                .add("type", "workflow")
                                .add("id", 42)
                                .add("title", "Nightly ETL"))
                .add("link", "https://example.org/42"));

        var alarm = Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> client.inbox("ops").getJsonArray("notifications").getValuesAs(JsonObject.class),
                        told -> !told.isEmpty())
                .get(0);
        assertThat(alarm.getString("type")).isEqualTo("usage.threshold_reached");
        assertThat(alarm.getString("message")).contains("Nightly ETL", "1000 of 1000");
        assertThat(alarm.getString("link")).isEqualTo("https://example.org/42");
        assertThat(alarm.getJsonObject("source").getInt("id")).isEqualTo(42);
        assertThat(alarm.getJsonObject("data"))
                .containsEntry("rule", Json.createValue("Many failures"))
                .containsEntry("value", Json.createValue(1000));
    }

    private static JsonObjectBuilder used(int tokens) {
        return BelfryClient.event("execution.completed", "Done", "ada")
                .add("data", Json.createObjectBuilder().add("tokens", tokens));
    }

    @Test
    void aChangeIsKnownOnEachNodeAndCountingBeginsAnew() {
        var threshold = create(manyFailures().add("enabled", false));
        for (var node = 0; node < servers.nodes().count(); node++) {
            fail("a", AMOUNT);
        }

        client.put("api/thresholds/" + threshold, manyFailures().build().toString())
                .expect(200);
        fail("a", 1);
        assertThat(alarms()).isEmpty();
        Awaitility.await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> {
            for (var node = 0; node < servers.nodes().count(); node++) {
                fail("b", 1);
            }
            assertThat(alarms()).contains("b");
        });
        assertThat(alarms()).containsExactly("b");
    }

    @Test
    void whoIsErasedIsToldOfNothingMore() {
        var forTwo = create(manyFailures().add("recipients", Json.createArrayBuilder(List.of("ops", "gone"))));
        var forOne =
                create(manyFailures().add("name", "Alone").add("recipients", Json.createArrayBuilder(List.of("gone"))));
        client.address("gone", "gone@example.org");

        client.delete("api/recipients/gone", null).expect(204);
        fail("a", AMOUNT);
        awaitAlarms("a");

        assertThat(client.get("api/thresholds/" + forTwo).expect(200).getJsonArray("recipients"))
                .hasToString("[\"ops\"]");
        var alone = client.get("api/thresholds/" + forOne).expect(200);
        assertThat(alone.getJsonArray("recipients")).isEmpty();
        assertThat(alone.getBoolean("enabled")).isFalse();
        client.get("api/recipients/gone").expect(404);
    }

    @Test
    void oneOfThatNameIsThereAlready() {
        create(manyFailures());
        var other = create(manyFailures().add("name", "Another"));

        client.post("api/thresholds", manyFailures().build().toString()).expect(409);
        client.put("api/thresholds/" + other, manyFailures().build().toString()).expect(409);
        client.post(
                        "api/thresholds",
                        manyFailures()
                                .add("name", "x")
                                .add("raises", "alert_trigered")
                                .build()
                                .toString())
                .expect(400);
        assertThat(client.get("api/thresholds").expect(200).getJsonArray("thresholds"))
                .hasSize(2);
        client.delete("api/thresholds/" + other, null).expect(204);
        client.delete("api/thresholds/" + other, null).expect(404);
        assertThat(client.get("api/thresholds").expect(200).getJsonArray("thresholds"))
                .hasSize(1);
    }
}
