package org.belfry.intake;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.BelfryIT;
import org.belfry.testing.ServerProcess;
import org.belfry.testing.StreamClient;
import org.belfry.testing.TestEnvironment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An event for more people than a request can wait for. */
@Tag("one-server")
class FanOutIT extends BelfryIT {

    private static final int MANY = 250;
    private static final int VERY_MANY = 3000;

    private static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj("p%05d"::formatted).toList();
    }

    private static void subscribe(BelfryClient client, String topic, List<String> names) {
        for (var from = 0; from < names.size(); from += 1000) {
            var some = Json.createArrayBuilder(names.subList(from, Math.min(names.size(), from + 1000)));
            client.post(
                            "api/topics/" + topic + "/subscribers",
                            Json.createObjectBuilder()
                                    .add("recipients", some)
                                    .build()
                                    .toString())
                    .expect(200);
        }
    }

    private static JsonObject finished(BelfryClient client, int event) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(120))
                .until(() -> progress(client, event), progress -> progress.getString("state")
                        .equals("done"));
    }

    private static JsonObject progress(BelfryClient client, int event) {
        return client.get("api/events/" + event + "?limit=1").expect(200).getJsonObject("fan_out");
    }

    /** Everybody who was told, each as often as that happened. */
    private static List<String> told(BelfryClient client, int event) {
        var told = new ArrayList<String>();
        var cursor = "";
        do {
            var page = client.get("api/events/" + event + "?limit=500" + cursor).expect(200);
            page.getJsonArray("recipients").getValuesAs(JsonObject.class).stream()
                    .filter(one -> one.getString("outcome").equals("notified"))
                    .forEach(one -> told.add(one.getString("recipient")));
            cursor = page.isNull("next") ? null : "&cursor=" + page.getString("next");
        } while (cursor != null);
        return told;
    }

    @Test
    void aTopicOfManyIsAcceptedAtOnceAndToldToEachOnce() {
        var client = organization();
        var names = names(MANY);
        subscribe(client, "release", names);
        // Named as well, following another of the topics as well, disabled, or switched off: each still counts once.
        subscribe(client, "release:web", names.subList(100, 200));
        client.put("api/recipients/" + names.get(7), "{\"enabled\":false}").expect(200);
        client.put(
                        "api/preferences?recipient=" + names.get(8),
                        "{\"types\":{\"system_message\":{\"in_app\":false,\"email\":false}}}")
                .expect(200);
        var event =
                "{\"id\":\"r1\",\"type\":\"system_message\",\"title\":\"Release\",\"topics\":[\"release\",\"release:web\","
                        + "\"nobody follows this\"],\"recipients\":[\"" + names.get(3) + "\",\"zoe\"]}";
        try (var stream = StreamClient.open(client, names.get(249), null)) {
            stream.await("hello");
            var accepted = client.post("api/events", event).expect(202);
            assertThat(accepted.getJsonArray("outcomes")).isEmpty();
            assertThat(accepted.getJsonObject("fan_out").getString("state")).isEqualTo("running");
            var id = accepted.getInt("id");
            // Whoever comes later is not told of what was before.
            var progress = finished(client, id);
            assertThat(progress.getInt("total")).isEqualTo(MANY + 1);
            assertThat(progress.getInt("done")).isEqualTo(MANY + 1);
            assertThat(progress.getInt("notified")).isEqualTo(MANY - 1);
            assertThat(progress.getInt("refused")).isEqualTo(1);
            assertThat(progress.getInt("withheld")).isEqualTo(1);
            var expected = new TreeSet<>(names);
            expected.removeAll(List.of(names.get(7), names.get(8)));
            expected.add("zoe");
            assertThat(told(client, id)).containsExactlyInAnyOrderElementsOf(expected);
            stream.await("notification");
            assertThat(stream.modseqs()).containsExactly(1L);

            var again = client.post("api/events", event).expect(200);
            assertThat(again.getInt("id")).isEqualTo(id);
            assertThat(again.getJsonObject("fan_out").getString("state")).isEqualTo("done");
            assertThat(client.inbox(names.get(0)).getInt("total")).isEqualTo(1);
        }
    }

    @Test
    void aBroadcastReachesEverybodyOfTheOrganizationAndNobodyElse() {
        var client = organization();
        var other = organization();
        subscribe(other, "t", List.of("p00000"));
        subscribe(client, "t", names(3));
        var few = client.post("api/events", "{\"type\":\"system_message\",\"title\":\"Few\",\"broadcast\":true}")
                .expect(201);
        assertThat(few.getJsonArray("outcomes")).hasSize(3);

        var names = names(MANY);
        subscribe(client, "t", names);
        var many = client.post("api/events", "{\"type\":\"system_message\",\"title\":\"Many\",\"broadcast\":true}")
                .expect(202)
                .getInt("id");
        finished(client, many);
        assertThat(told(client, many)).containsExactlyInAnyOrderElementsOf(names);
        assertThat(other.inbox("p00000").getInt("total")).isZero();
        other.get("api/events/" + many).expect(404);
    }

    @Test
    void moreNamesThanAreToldAtOnceAreToldInTheBackground() {
        var client = organization();
        var names = names(101);
        var event = Json.createObjectBuilder()
                .add("type", "mention")
                .add("title", "Hello")
                .add("recipients", Json.createArrayBuilder((Collection<?>) names))
                .build()
                .toString();
        var id = client.post("api/events", event).expect(202).getInt("id");
        finished(client, id);
        assertThat(told(client, id)).containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void oneWhoIsBoundToAnInboxTellsNoTopicAndNotEverybody() {
        var bound = organization()
                .withNewKey(Json.createObjectBuilder()
                        .add("name", "b")
                        .add("role", "operator")
                        .add("recipient", "bob"));
        bound.post("api/events", "{\"type\":\"mention\",\"title\":\"x\",\"topics\":[\"t\"]}")
                .expect(403);
        bound.post("api/events", "{\"type\":\"mention\",\"title\":\"x\",\"broadcast\":true}")
                .expect(403);
    }

    @Test
    void afterAKillInTheMiddleItGoesOnWhereItWas() {
        var database = TestEnvironment.freshDatabase();
        var data = TestEnvironment.folder("fan-out-data");
        var names = names(VERY_MANY);
        int id;
        try (var server = ServerProcess.start("fan-out-before", TestEnvironment.freePort(), data, database)) {
            var client = BelfryClient.admin(server.url());
            subscribe(client, "all", names);
            id = client.post("api/events", "{\"type\":\"mention\",\"title\":\"Killed\",\"topics\":[\"all\"]}")
                    .expect(202)
                    .getInt("id");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> progress(client, id).getInt("done") >= 300);
            server.kill();
        }
        try (var server = ServerProcess.start("fan-out-after", TestEnvironment.freePort(), data, database)) {
            var client = BelfryClient.admin(server.url());
            var progress = finished(client, id);
            assertThat(progress.getInt("notified")).isEqualTo(VERY_MANY);
            assertThat(told(client, id)).containsExactlyInAnyOrderElementsOf(names);
            for (var name : List.of(names.get(0), names.get(299), names.get(1500), names.get(VERY_MANY - 1))) {
                assertThat(client.inbox(name).getInt("unreadCount")).as(name).isEqualTo(1);
                assertThat(client.inbox(name).getInt("modseq")).as(name).isEqualTo(1);
            }
        }
    }
}
