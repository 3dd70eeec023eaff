package org.belfry.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belfry.testing.BelfryClient.event;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.belfry.testing.BelfryIT;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("both-databases")
class NotificationsIT extends BelfryIT {

    @Test
    void aListHasTheShapeOfTheContract() {
        var ada = unique("ada");
        send(ada, 3);
        var page = admin().inbox(ada, "&limit=2");
        assertThat(page.keySet())
                .containsExactlyInAnyOrder("notifications", "total", "page", "limit", "unreadCount", "next", "modseq");
        assertThat(titles(page)).containsExactly("n3", "n2");
        assertThat(page.getInt("total")).isEqualTo(3);
        assertThat(page.getInt("page")).isEqualTo(1);
        assertThat(page.getInt("limit")).isEqualTo(2);
        assertThat(page.getInt("unreadCount")).isEqualTo(3);
        assertThat(page.getInt("modseq")).isEqualTo(3);
        assertThat(page.getJsonArray("notifications").getJsonObject(0).keySet())
                .containsExactlyInAnyOrder(
                        "id",
                        "recipient",
                        "type",
                        "category",
                        "title",
                        "message",
                        "link",
                        "source_type",
                        "source_id",
                        "source",
                        "actor",
                        "priority",
                        "occurrences",
                        "data",
                        "created_at",
                        "delivered_at",
                        "read_at",
                        "archived_at",
                        "snoozed_until",
                        "modseq");
    }

    @Test
    void offsetAndCursorPagingAgree() {
        var ada = unique("ada");
        send(ada, 7);
        var byOffset = new ArrayList<String>();
        for (var offset = 0; offset < 7; offset += 3) {
            var page = admin().inbox(ada, "&limit=3&offset=" + offset);
            byOffset.addAll(titles(page));
            assertThat(page.getInt("page")).isEqualTo(offset / 3 + 1);
        }
        var byCursor = new ArrayList<String>();
        var page = admin().inbox(ada, "&limit=3");
        byCursor.addAll(titles(page));
        while (!page.isNull("next")) {
            // What arrives meanwhile neither repeats nor hides anything.
            send(ada, 1);
            page = admin().inbox(ada, "&limit=3&cursor=" + page.getString("next"));
            byCursor.addAll(titles(page));
        }
        assertThat(byCursor).isEqualTo(byOffset).containsExactly("n7", "n6", "n5", "n4", "n3", "n2", "n1");
    }

    @Test
    void filtersNarrowTheListAndItsTotal() {
        var ada = unique("ada");
        admin().event(event("mention", "m", ada));
        admin().event(event("task_assigned", "t", ada));
        assertThat(titles(admin().inbox(ada, "&type=mention"))).containsExactly("m");
        assertThat(admin().inbox(ada, "&type=mention").getInt("total")).isEqualTo(1);
        assertThat(admin().inbox(ada, "&category=tasks").getInt("total")).isEqualTo(2);
        assertThat(admin().inbox(ada, "&type=none").getInt("total")).isZero();
        assertThat(admin().inbox(ada, "&type=none").getInt("unreadCount")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=abc",
                "limit=-1",
                "limit=0",
                "limit=1.5",
                "offset=-5",
                "offset=x",
                "unread_only=yes",
                "cursor=%00",
                "cursor=garbage",
                "limit=99999999999999999999"
            })
    void aParameterOutOfRangeIsRefused(String parameter) {
        var answer = admin().get("api/notifications?recipient=ada&" + parameter);
        assertThat(answer.expect(400).getString("error")).contains(parameter.substring(0, parameter.indexOf('=')));
    }

    @Test
    void aLimitOverTheGreatestIsTakenAsTheGreatest() {
        assertThat(admin().inbox(unique("ada"), "&limit=501").getInt("limit")).isEqualTo(500);
    }

    @Test
    void aRecipientIsRequiredOfAKeyThatIsNotBound() {
        assertThat(admin().get("api/notifications").expect(400).getString("error"))
                .isEqualTo("Recipient is required");
    }

    @Test
    void markingReadByIdsCountsOnlyWhatBecameRead() {
        var ada = unique("ada");
        send(ada, 3);
        var ids = ids(admin().inbox(ada));
        assertThat(markRead("[" + ids.get(0) + "," + ids.get(1) + ",999999999999]"))
                .isEqualTo(2);
        assertThat(markRead("[" + ids.get(0) + "," + ids.get(1) + "]")).isZero();
        var page = admin().inbox(ada);
        assertThat(page.getInt("unreadCount")).isEqualTo(1);
        assertThat(page.getInt("modseq")).isEqualTo(5);
        assertThat(titles(admin().inbox(ada, "&unread_only=true"))).containsExactly("n1");
        var read = page.getJsonArray("notifications").getJsonObject(0);
        assertThat(read.getInt("read_at")).isEqualTo(read.getInt("delivered_at"));
    }

    @Test
    void markingAllReadTakesOneModseqWhateverTheNumber() {
        var ada = unique("ada");
        send(ada, 20);
        assertThat(markAllRead(ada)).isEqualTo(20);
        assertThat(markAllRead(ada)).isZero();
        var page = admin().inbox(ada);
        assertThat(page.getInt("unreadCount")).isZero();
        assertThat(page.getInt("modseq")).isEqualTo(21);
        assertThat(admin().inbox(ada, "&unread_only=true").getInt("total")).isZero();
        assertThat(page.getJsonArray("notifications").getValuesAs(JsonObject.class))
                .allSatisfy(notification -> {
                    assertThat(notification.isNull("read_at")).isFalse();
                    assertThat(notification.isNull("delivered_at")).isFalse();
                });
        send(ada, 1);
        assertThat(admin().inbox(ada).getInt("unreadCount")).isEqualTo(1);
    }

    @Test
    void whatWasMarkedTogetherKeepsTheTimeOfItsOwnMark() {
        var ada = unique("ada");
        send(ada, 2);
        markAllRead(ada);
        var readAt = admin().inbox(ada)
                .getJsonArray("notifications")
                .getJsonObject(0)
                .getInt("read_at");
        // The timer writes the mark into the notifications some time; that changes nothing that can be seen.
        Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    send(ada, 1);
                    markAllRead(ada);
                    return secondsOf(ada) > readAt + 11;
                });
        var first =
                admin().inbox(ada, "&limit=500").getJsonArray("notifications").getValuesAs(JsonObject.class);
        assertThat(first.get(first.size() - 1).getInt("read_at")).isEqualTo(readAt);
        assertThat(admin().inbox(ada).getInt("unreadCount")).isZero();
    }

    @Test
    void markingUnreadUndoesEvenWhatWasMarkedTogether() {
        var ada = unique("ada");
        send(ada, 2);
        markAllRead(ada);
        var id = ids(admin().inbox(ada)).get(0);
        var unread = admin().post("api/notifications/" + id + "/unread", "").expect(200);
        assertThat(unread.isNull("read_at")).isTrue();
        assertThat(unread.isNull("delivered_at")).isFalse();
        assertThat(unread.getInt("modseq")).isEqualTo(4);
        assertThat(admin().inbox(ada).getInt("unreadCount")).isEqualTo(1);
        assertThat(titles(admin().inbox(ada, "&unread_only=true"))).containsExactly("n2");
        admin().post("api/notifications/" + id + "/unread", "").expect(200);
        assertThat(admin().inbox(ada).getInt("modseq")).isEqualTo(4);
    }

    @Test
    void oneIsReadByItsPathAndThatIsIdempotent() {
        var ada = unique("ada");
        send(ada, 1);
        var id = ids(admin().inbox(ada)).get(0);
        var once = admin().post("api/notifications/" + id + "/read", "").expect(200);
        var twice = admin().post("api/notifications/" + id + "/read", "").expect(200);
        assertThat(once).isEqualTo(twice);
        assertThat(once.isNull("read_at")).isFalse();
        assertThat(admin().get("api/notifications/" + id).expect(200)).isEqualTo(once);
        admin().post("api/notifications/999999999999/read", "").expect(404);
        admin().get("api/notifications/999999999999").expect(404);
    }

    @Test
    void theBadgeIsTheUnreadCount() {
        var ada = unique("ada");
        send(ada, 2);
        var badge =
                admin().get("api/notifications/unread-count?recipient=" + ada).expect(200);
        assertThat(badge.getInt("unreadCount")).isEqualTo(2);
        assertThat(badge.getInt("modseq")).isEqualTo(2);
    }

    @Test
    void aHeartbeatClaimsTheOldestFirstEachOnce() {
        var agent = unique("agent");
        send(agent, 5);
        var first = heartbeat(agent, ",\"limit\":2");
        assertThat(first.getInt("delivered")).isEqualTo(2);
        assertThat(first.getInt("remaining")).isEqualTo(3);
        assertThat(titles(first)).containsExactly("n1", "n2");
        var second = heartbeat(agent, "");
        assertThat(titles(second)).containsExactly("n3", "n4", "n5");
        assertThat(second.getInt("remaining")).isZero();
        assertThat(heartbeat(agent, "").getInt("delivered")).isZero();
        var inbox = admin().inbox(agent);
        assertThat(inbox.getInt("modseq")).isEqualTo(7);
        assertThat(inbox.getInt("unreadCount")).isEqualTo(5);
    }

    @Test
    void whatIsReadHasBeenDelivered() {
        var agent = unique("agent");
        send(agent, 3);
        markRead(ids(admin().inbox(agent)).subList(0, 1).toString());
        assertThat(heartbeat(agent, ",\"limit\":1").getInt("remaining")).isEqualTo(1);
        markAllRead(agent);
        assertThat(heartbeat(agent, "").getInt("delivered")).isZero();
    }

    @Test
    void deletingByIdsAndByAgeCountsWhatWasThere() {
        var ada = unique("ada");
        send(ada, 4);
        var ids = ids(admin().inbox(ada));
        assertThat(delete("{\"ids\":[" + ids.get(0) + ",999999999999]}")).isEqualTo(1);
        var page = admin().inbox(ada);
        assertThat(page.getInt("total")).isEqualTo(3);
        assertThat(page.getInt("unreadCount")).isEqualTo(3);
        assertThat(page.getInt("modseq")).isEqualTo(5);
        assertThat(delete("{\"recipient\":\"" + ada + "\",\"olderThan\":1000}")).isZero();
        assertThat(delete("{\"recipient\":\"" + ada + "\",\"olderThan\":99999999999}"))
                .isEqualTo(3);
        assertThat(admin().inbox(ada).getInt("modseq")).isEqualTo(6);
        assertThat(admin().inbox(ada).getInt("total")).isZero();
        send(ada, 1);
        assertThat(admin().inbox(ada).getInt("unreadCount")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT    | {}",
                "PUT    | {\"markAllRead\":true}",
                "PUT    | {\"recipient\":\"ada\"}",
                "PUT    | {\"recipient\":\"ada\",\"markAllRead\":\"yes\"}",
                "PUT    | {\"ids\":7}",
                "PUT    | {\"ids\":[\"7\"]}",
                "PUT    | {\"ids\":[-1]}",
                "PUT    | {\"ids\":[1.5]}",
                "PUT    | {\"ids\":[99999999999999999999]}",
                "POST   | {}",
                "POST   | {\"action\":\"mark-delivered\"}",
                "POST   | {\"action\":\"dance\",\"agent\":\"a\"}",
                "POST   | {\"action\":\"mark-delivered\",\"agent\":\"a\",\"limit\":0}",
                "POST   | {\"action\":\"mark-delivered\",\"agent\":\"a\",\"limit\":501}",
                "POST   | {\"action\":\"mark-delivered\",\"agent\":5}",
                "DELETE | {}",
                "DELETE | {\"recipient\":\"ada\"}",
                "DELETE | {\"olderThan\":5}",
                "DELETE | {\"recipient\":\"ada\",\"olderThan\":\"5\"}",
                "DELETE | {\"recipient\":\"ada\",\"olderThan\":-1}",
                "DELETE | nonsense"
            })
    void aMalformedChangeIsRefused(String method, String body) {
        var answer =
                switch (method) {
                    case "PUT" -> admin().put("api/notifications", body);
                    case "POST" -> admin().post("api/notifications", body);
                    default -> admin().delete("api/notifications", body);
                };
        assertThat(answer.expect(400).getString("error")).isNotBlank();
    }

    @Test
    void aThousandIdsWorkAndMoreAreRefusedWithTheLimit() {
        var thousand = new StringBuilder("{\"ids\":[1000000001");
        for (var i = 2; i <= 1000; i++) {
            thousand.append(',').append(1_000_000_000L + i);
        }
        admin().put("api/notifications", thousand + "]}").expect(200);
        assertThat(admin().put("api/notifications", thousand + ",5]}")
                        .expect(400)
                        .getString("error"))
                .contains("1000");
    }

    private void send(String recipient, int count) {
        var present = admin().inbox(recipient).getInt("total");
        for (var i = 1; i <= count; i++) {
            admin().event(event("mention", "n" + (present + i), recipient));
        }
    }

    private int markRead(String ids) {
        return admin().put("api/notifications", "{\"ids\":" + ids + "}")
                .expect(200)
                .getInt("markedAsRead");
    }

    private int markAllRead(String recipient) {
        return admin().put("api/notifications", "{\"recipient\":\"" + recipient + "\",\"markAllRead\":true}")
                .expect(200)
                .getInt("markedAsRead");
    }

    private int delete(String body) {
        return admin().delete("api/notifications", body).expect(200).getInt("deleted");
    }

    private JsonObject heartbeat(String agent, String more) {
        return admin().post(
                        "api/notifications", "{\"action\":\"mark-delivered\",\"agent\":\"" + agent + "\"" + more + "}")
                .expect(200);
    }

    private int secondsOf(String recipient) {
        return admin().inbox(recipient)
                .getJsonArray("notifications")
                .getJsonObject(0)
                .getInt("created_at");
    }

    private static List<String> titles(JsonObject page) {
        return notifications(page).getValuesAs(JsonObject.class).stream()
                .map(notification -> notification.getString("title"))
                .toList();
    }

    private static List<Long> ids(JsonObject page) {
        return notifications(page).getValuesAs(JsonObject.class).stream()
                .map(notification -> notification.getJsonNumber("id").longValue())
                .toList();
    }

    private static JsonArray notifications(JsonObject page) {
        assertThat(page.get("notifications").getValueType()).isEqualTo(JsonValue.ValueType.ARRAY);
        return page.getJsonArray("notifications");
    }
}
