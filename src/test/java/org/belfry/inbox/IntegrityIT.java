package org.belfry.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.belfry.testing.BelfryClient.event;

import jakarta.json.JsonObject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.BelfryIT;
import org.belfry.testing.StreamClient;
import org.belfry.testing.TestEnvironment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whether the counters of inboxes are right, and what an admin does if they are not. */
@Tag("both-databases")
class IntegrityIT extends BelfryIT {

    private static final String CHECK = "api/health/integrity";
    private static final String REPAIR = "api/health/integrity/repair";

    @Test
    void countersAreRightWhereverANotificationIs() {
        var client = organization();
        var ids = new ArrayList<Long>();
        for (var i = 0; i < 7; i++) {
            ids.add(notify(client, "ada"));
        }
        client.post("api/notifications/" + ids.get(0) + "/archive", null).expect(200);
        client.post("api/notifications/" + ids.get(1) + "/snooze", "{\"until\":4000000000}")
                .expect(200);
        client.put("api/notifications", "{\"ids\":[" + ids.get(2) + "]}").expect(200);
        client.post("api/notifications", "{\"action\":\"mark-delivered\",\"agent\":\"ada\",\"limit\":1}")
                .expect(200);
        assertThat(differences(client, CHECK)).isEmpty();

        client.post("api/notifications/read-all?recipient=ada", null).expect(200);
        notify(client, "ada");
        client.post("api/notifications/" + ids.get(3) + "/unread", null).expect(200);
        client.delete("api/notifications", "{\"ids\":[" + ids.get(4) + "]}").expect(200);
        assertThat(differences(client, CHECK)).isEmpty();
    }

    @Test
    void aCheckGoesThroughAllInboxesInSteps() {
        var client = organization();
        for (var name : List.of("ada", "ben", "eve")) {
            notify(client, name);
        }

        var first = client.get(CHECK + "?limit=2").expect(200);
        var second =
                client.get(CHECK + "?limit=2&cursor=" + first.getString("next")).expect(200);

        assertThat(first.getInt("checked")).isEqualTo(2);
        assertThat(second.getInt("checked")).isEqualTo(1);
        assertThat(second.isNull("next")).isTrue();
        assertThat(organization().get(CHECK).expect(200).getInt("checked"))
                .as("those of another organization")
                .isZero();
        assertThat(client.get(CHECK + "?cursor=nonsense").status()).isEqualTo(400);
        assertThat(client.get(CHECK + "?limit=0").status()).isEqualTo(400);
    }

    @Test
    @Tag("postgresql-only")
    void damagedCountersAreNamedAndRepaired() throws Exception {
        var client = organization();
        notify(client, "ada");
        notify(client, "ada");
        notify(client, "ben");
        var page = client.inbox("ada");
        var known = page.getJsonNumber("modseq").longValue();
        try (var stream = StreamClient.open(client, "ada", known)) {
            stream.await("hello");
            damage("unread_count = 3, total_count = total_count + 5, modseq = 1", page);

            var found = differences(client, CHECK);
            assertThat(found).containsExactlyInAnyOrder("ada unread 3 2", "ada total 7 2", "ada modseq 1 2");
            assertThat(differences(client, CHECK)).as("it was a check only").isEqualTo(found);
            assertThat(differences(organization(), REPAIR))
                    .as("of another organization")
                    .isEmpty();

            assertThat(differences(client, REPAIR)).isEqualTo(found);
            assertThat(differences(client, CHECK)).isEmpty();
            stream.await(frame -> frame.getString("frame").equals("reset")
                    && frame.getInt("unreadCount") == 2
                    && frame.getJsonNumber("modseq").longValue() > known);
        }
        assertThat(client.inbox("ada").getInt("total")).isEqualTo(2);
        var entries = client.get("api/audit?action=inbox.repaired").expect(200).getJsonArray("entries");
        assertThat(entries).hasSize(1);
        var entry = entries.getJsonObject(0);
        assertThat(entry.getString("subject")).isEqualTo("ada");
        assertThat(entry.getJsonObject("before")).hasToString("{\"unread\":3,\"total\":7,\"modseq\":1}");
        assertThat(entry.getJsonObject("after")).hasToString("{\"unread\":2,\"total\":2,\"modseq\":2}");
    }

    @Test
    @Tag("postgresql-only")
    void theDatabaseRefusesCountersThatCannotBe() {
        var client = organization();
        var page = notified(client, "ada");

        for (var wrong : List.of(
                "unread_count = -1",
                "undelivered_count = -1",
                "total_count = -1",
                "archived_count = -1",
                "snoozed_count = -1",
                "undelivered_count = 2",
                "unread_count = 2",
                "archived_count = 2")) {
            assertThatThrownBy(() -> damage(wrong, page))
                    .as(wrong)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("inbox_counters");
        }
    }

    private static JsonObject notified(BelfryClient client, String name) {
        notify(client, name);
        return client.inbox(name);
    }

    private static long notify(BelfryClient client, String name) {
        return client.event(event("mention", "n", name))
                .getJsonArray("outcomes")
                .getJsonObject(0)
                .getJsonNumber("notification_id")
                .longValue();
    }

    /** Changes the row of an inbox behind Belfry's back. */
    private static void damage(String change, JsonObject page) throws SQLException {
        var notification = page.getJsonArray("notifications").getJsonObject(0).getJsonNumber("id");
        try (var connection = TestEnvironment.postgresql().getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("update inbox set " + change
                    + " where id = (select inbox_id from notification where id = " + notification + ")");
        }
    }

    private static List<String> differences(BelfryClient client, String path) {
        var answer = path.equals(REPAIR) ? client.post(path, null) : client.get(path);
        return answer.expect(200).getJsonArray("differences").getValuesAs(JsonObject.class).stream()
                .map(one -> one.getString("recipient") + " " + one.getString("counter") + " " + one.getInt("stored")
                        + " " + one.getInt("counted"))
                .toList();
    }
}
