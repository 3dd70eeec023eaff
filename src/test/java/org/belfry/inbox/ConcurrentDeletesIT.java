package org.belfry.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belfry.testing.BelfryClient.event;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.belfry.testing.AtOnce;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.BelfryIT;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many clients delete the same notifications: each is deleted, and counted, by one of them. */
@Tag("both-databases")
class ConcurrentDeletesIT extends BelfryIT {

    private static final int CLIENTS = 8;
    private static final int ROUNDS = 5;

    @Test
    void deletingTheSameNotificationsConcurrentlyCountsEachOnce() throws Exception {
        for (var round = 1; round <= ROUNDS; round++) {
            var name = unique("twice");
            var doomed = posted(name, 8).subList(0, 4);

            var deleted = AtOnce.run(CLIENTS, client -> deleteByIds(doomed));

            assertThat(sum(deleted))
                    .as("deleted in round %s: %s", round, deleted)
                    .isEqualTo(4);
            assertThatCountersEqualRows(name, 4);
        }
    }

    @Test
    void deletingByIdAndByAgeConcurrentlyCountsEachOnce() throws Exception {
        for (var round = 1; round <= ROUNDS; round++) {
            var name = unique("both");
            var ids = posted(name, 8);
            var archived = ids.get(0);
            var snoozed = ids.get(1);
            admin().post("api/notifications/" + archived + "/archive", null).expect(200);
            admin().post("api/notifications/" + snoozed + "/snooze", "{\"until\":4000000000}")
                    .expect(200);

            var deleted = AtOnce.run(
                    CLIENTS,
                    client -> client % 2 == 0
                            ? deleteByIds(ids)
                            : deleted("{\"recipient\":\"" + name + "\",\"olderThan\":4000000000}"));

            assertThat(sum(deleted))
                    .as("deleted in round %s: %s", round, deleted)
                    .isEqualTo(8);
            assertThatCountersEqualRows(name, 0);
        }
    }

    /** The others read, archive and snooze what is being deleted. */
    @Test
    void deletingWhatOthersAreChangingKeepsTheCountersRight() throws Exception {
        for (var round = 1; round <= ROUNDS; round++) {
            var name = unique("busy");
            var ids = posted(name, 8);
            var doomed = ids.subList(0, 4);

            var deleted = AtOnce.run(CLIENTS, client -> switch (client % 4) {
                case 0 -> change(doomed, "read", null);
                case 1 -> change(doomed, "archive", null);
                case 2 -> change(doomed, "snooze", "{\"until\":4000000000}");
                default -> deleteByIds(doomed);
            });

            assertThat(sum(deleted))
                    .as("deleted in round %s: %s", round, deleted)
                    .isEqualTo(4);
            assertThatCountersEqualRows(name, 4);
        }
    }

    private List<Long> posted(String name, int count) {
        var ids = new ArrayList<Long>();
        for (var i = 0; i < count; i++) {
            ids.add(admin().event(event("mention", "n", name))
                    .getJsonArray("outcomes")
                    .getJsonObject(0)
                    .getJsonNumber("notification_id")
                    .longValue());
        }
        return ids;
    }

    /** Deletes nothing; another client may delete the notification first. */
    private int change(List<Long> ids, String change, String body) {
        for (var id : ids) {
            assertThat(admin().post("api/notifications/" + id + "/" + change, body)
                            .status())
                    .isIn(200, 404);
        }
        return 0;
    }

    private int deleteByIds(List<Long> ids) {
        return deleted("{\"ids\":" + ids + "}");
    }

    private int deleted(String which) {
        return admin().delete("api/notifications", which).expect(200).getInt("deleted");
    }

    private static int sum(List<Integer> counts) {
        return counts.stream().mapToInt(Integer::intValue).sum();
    }

    private void assertThatCountersEqualRows(String name, int all) {
        for (var state : List.of("inbox", "archived", "snoozed", "all")) {
            var page = page(admin(), name, state);
            assertThat(page.getInt("total")).as(state).isEqualTo(rows(page).size());
        }
        var page = page(admin(), name, "all");
        assertThat(rows(page)).hasSize(all);
        assertThat(page.getInt("unreadCount")).isEqualTo((int)
                rows(page).stream().filter(row -> row.isNull("read_at")).count());
    }

    private static JsonObject page(BelfryClient client, String name, String state) {
        return client.inbox(name, "&limit=500&state=" + state);
    }

    private static List<JsonObject> rows(JsonObject page) {
        return page.getJsonArray("notifications").getValuesAs(JsonObject.class);
    }
}
