package org.belfry.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belfry.testing.BelfryClient.event;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.BelfryIT;
import org.belfry.testing.StreamClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Within the window of its type, what happens again is counted and told only once. */
@Tag("both-databases")
class CollapseIT extends BelfryIT {

    private BelfryClient org;

    @BeforeEach
    void aTypeWithAWindow() {
        org = organization();
        org.post(
                        "api/types",
                        "{\"code\":\"disk.full\",\"category\":\"ops\",\"title\":\"Disk full\",\"message\":\"{{host}}\","
                                + "\"channels\":{\"in_app\":true,\"email\":true,\"webhook\":false},"
                                + "\"collapse_window\":3600}")
                .expect(201);
    }

    private static JsonObjectBuilder full(String key, String... recipients) {
        return event("disk.full", "Disk full on " + key, recipients).add("dedup_key", key);
    }

    private JsonObject only(String recipient) {
        var inbox = org.inbox(recipient);
        assertThat(inbox.getJsonArray("notifications")).hasSize(1);
        assertThat(inbox.getInt("total")).isEqualTo(1);
        return inbox.getJsonArray("notifications").getJsonObject(0);
    }

    @Test
    void whatHappensAgainRaisesOccurrencesLiveAndIsReportedAsCounted() {
        org.address("ada", unique("ada") + "@example.org");
        try (var stream = StreamClient.open(org, "ada", null)) {
            stream.await("hello");
            var first = org.event(full("web1", "ada"));
            var second = org.event(full("web1", "ada"));
            var id = first.getJsonArray("outcomes").getJsonObject(0).getInt("notification_id");

            assertThat(second.getJsonArray("outcomes").getJsonObject(0))
                    .hasToString("{\"recipient\":\"ada\",\"notification_id\":" + id
                            + ",\"outcome\":\"collapsed\",\"channels\":[],\"reason\":\"collapsed\"}");
            assertThat(only("ada").getInt("occurrences")).isEqualTo(2);
            stream.awaitModseq(2);
            var frame = stream.changes().get(1).getJsonObject("notification");
            assertThat(frame.getInt("id")).isEqualTo(id);
            assertThat(frame.getInt("occurrences")).isEqualTo(2);
            assertThat(stream.changes().get(1).getInt("unreadCount")).isEqualTo(1);

            var report = org.get("api/events/" + second.getInt("id"))
                    .expect(200)
                    .getJsonArray("recipients")
                    .getJsonObject(0);
            assertThat(report.getString("explanation")).contains("counted in number " + id);
            assertThat(report.getJsonArray("channels").getValuesAs(JsonObject.class))
                    .filteredOn(channel -> channel.getString("channel").equals("email"))
                    .singleElement()
                    .satisfies(channel -> {
                        assertThat(channel.getString("reason")).isEqualTo("collapsed");
                        assertThat(channel.isNull("delivery")).isTrue();
                    });
        }
    }

    @Test
    void whatWasReadOrArchivedIsNewsAgainAndWhatIsSnoozedStaysSo() {
        for (var name : List.of("read", "archived", "snoozed", "all")) {
            org.event(full("db", name));
        }
        var all = only("all");
        org.post("api/notifications/" + only("read").getInt("id") + "/read", null)
                .expect(200);
        org.post("api/notifications/" + only("archived").getInt("id") + "/archive", null)
                .expect(200);
        org.post("api/notifications/" + only("snoozed").getInt("id") + "/snooze", "{\"until\":9999999999}")
                .expect(200);
        org.put("api/notifications", "{\"recipient\":\"all\",\"markAllRead\":true}")
                .expect(200);

        org.event(full("db", "read", "archived", "snoozed", "all"));

        for (var name : List.of("read", "archived", "all")) {
            assertThat(only(name).getInt("occurrences")).as(name).isEqualTo(2);
            assertThat(only(name).isNull("read_at")).as(name).isTrue();
            assertThat(org.inbox(name).getInt("unreadCount")).as(name).isEqualTo(1);
        }
        assertThat(only("all").getInt("id")).isEqualTo(all.getInt("id"));
        assertThat(org.inbox("snoozed").getInt("total")).isZero();
        assertThat(org.inbox("snoozed", "&state=snoozed")
                        .getJsonArray("notifications")
                        .getJsonObject(0)
                        .getInt("occurrences"))
                .isEqualTo(2);
        assertThat(org.inbox("snoozed").getInt("unreadCount")).isZero();
    }

    @Test
    void anotherKeyNoKeyAndARemovedOneAreNewNotifications() {
        org.event(full("a", "ada"));
        org.event(full("b", "ada"));
        org.event(event("disk.full", "No key", "ada"));
        org.event(event("disk.full", "No key", "ada"));
        org.event(event("mention", "Another type", "ada").add("dedup_key", "a"));
        assertThat(org.inbox("ada").getInt("total")).isEqualTo(5);

        var only = org.event(full("c", "bob"))
                .getJsonArray("outcomes")
                .getJsonObject(0)
                .getInt("notification_id");
        org.delete("api/notifications", "{\"ids\":[" + only + "]}").expect(200);
        org.event(full("c", "bob"));
        assertThat(only("bob").getInt("occurrences")).isEqualTo(1);
    }

    @Test
    void sixteenThreadsAtOnceMakeOneNotificationThatCountsThemAll() throws Exception {
        var names = IntStream.range(0, 5).mapToObj(i -> "r" + i).toArray(String[]::new);
        org.event(event("mention", "So that they are there", names));
        var threads = Executors.newFixedThreadPool(16);
        try {
            var posts = new ArrayList<Callable<JsonObject>>();
            for (var i = 0; i < 48; i++) {
                posts.add(() -> org.event(full("web1", names)));
            }
            for (Future<JsonObject> post : threads.invokeAll(posts)) {
                post.get();
            }
        } finally {
            threads.shutdownNow();
        }
        for (var name : names) {
            var collapsed = org.inbox(name, "&type=disk.full").getJsonArray("notifications");
            assertThat(collapsed).hasSize(1);
            assertThat(collapsed.getJsonObject(0).getInt("occurrences")).isEqualTo(48);
            assertThat(org.inbox(name).getInt("unreadCount")).isEqualTo(2);
            // One change each, without a gap.
            assertThat(org.inbox(name).getInt("modseq")).isEqualTo(49);
            try (var stream = StreamClient.open(org, name, 0L)) {
                stream.awaitModseq(49);
                assertThat(stream.modseqs())
                        .isEqualTo(LongStream.of(1, 49).boxed().toList());
            }
        }
    }
}
