package org.belfry.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belfry.testing.BelfryClient.event;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.belfry.testing.BelfryIT;
import org.belfry.testing.StreamClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archive and snooze. */
@Tag("both-databases")
class PutAsideIT extends BelfryIT {

    private static final long NEXT_YEAR = Instant.now().getEpochSecond() + 365 * 86_400L;

    @Test
    void whatIsArchivedLeavesTheInboxAndTheBadge() {
        var ada = unique("ada");
        var first = send(ada, "first");
        send(ada, "second");

        var archived = change(first, "archive", "");

        assertThat(archived.isNull("archived_at")).isFalse();
        assertThat(archived.getInt("read_at")).isEqualTo(archived.getInt("archived_at"));
        assertThat(archived.getInt("modseq")).isEqualTo(3);
        assertThat(list(ada, "", 1, 1, 3)).containsExactly("second");
        assertThat(list(ada, "&state=inbox", 1, 1, 3)).containsExactly("second");
        assertThat(list(ada, "&state=archived", 1, 1, 3)).containsExactly("first");
        assertThat(list(ada, "&state=snoozed", 0, 1, 3)).isEmpty();
        assertThat(list(ada, "&state=all", 2, 1, 3)).containsExactly("second", "first");
        assertThat(list(ada, "&state=all&unread_only=true", 1, 1, 3)).containsExactly("second");
        assertThat(list(ada, "&state=archived&unread_only=true", 0, 1, 3)).isEmpty();
        assertThat(list(ada, "&state=archived&type=mention", 1, 1, 3)).containsExactly("first");
        assertThat(change(first, "archive", "")).isEqualTo(archived);

        var back = change(first, "unarchive", "");
        assertThat(back.isNull("archived_at")).isTrue();
        assertThat(back.get("read_at")).isEqualTo(archived.get("read_at"));
        assertThat(change(first, "unarchive", "")).isEqualTo(back);
        assertThat(list(ada, "", 2, 1, 4)).containsExactly("second", "first");
    }

    @Test
    void whatIsSnoozedComesBackUnreadAndIsPushedLive() {
        var ada = unique("ada");
        var id = send(ada, "later");
        try (var stream = StreamClient.open(admin(), ada, 0L)) {
            stream.awaitModseq(1);
            var until = Instant.now().getEpochSecond() + 6;

            var snoozed = change(id, "snooze", "{\"until\":" + until + "}");

            assertThat(snoozed.getInt("snoozed_until")).isEqualTo(until);
            assertThat(snoozed.isNull("read_at")).isFalse();
            stream.awaitModseq(2);
            stream.awaitModseq(3);
            assertThat(stream.changes()).hasSize(3);
            var woken = stream.changes().get(2);
            assertThat(woken.getInt("unreadCount")).isEqualTo(1);
            assertThat(woken.getJsonObject("notification").isNull("snoozed_until"))
                    .isTrue();
            assertThat(woken.getJsonObject("notification").isNull("read_at")).isTrue();
            assertThat(woken.getJsonObject("notification").isNull("delivered_at"))
                    .isFalse();
            assertThat(Instant.now().getEpochSecond()).isGreaterThanOrEqualTo(until);
        }
        assertThat(list(ada, "", 1, 1, 3)).containsExactly("later");
        assertThat(list(ada, "&state=snoozed", 0, 1, 3)).isEmpty();
    }

    @Test
    void aSnoozeCanBeChangedAndEndedByHand() {
        var ada = unique("ada");
        var id = send(ada, "later");
        change(id, "snooze", "{\"until\":" + NEXT_YEAR + "}");
        assertThat(list(ada, "", 0, 0, 2)).isEmpty();
        assertThat(list(ada, "&state=snoozed", 1, 0, 2)).containsExactly("later");
        assertThat(change(id, "snooze", "{\"until\":" + NEXT_YEAR + "}").getInt("modseq"))
                .isEqualTo(2);
        assertThat(change(id, "snooze", "{\"until\":" + (NEXT_YEAR + 1) + "}").getInt("modseq"))
                .isEqualTo(3);
        var back = change(id, "unsnooze", "");
        assertThat(back.isNull("snoozed_until")).isTrue();
        assertThat(back.isNull("read_at")).isTrue();
        assertThat(change(id, "unsnooze", "")).isEqualTo(back);
        assertThat(list(ada, "", 1, 1, 4)).containsExactly("later");
    }

    @Test
    void archiveAndSnoozeTakeFromEachOther() {
        var ada = unique("ada");
        var id = send(ada, "x");
        change(id, "archive", "");
        var snoozed = change(id, "snooze", "{\"until\":" + NEXT_YEAR + "}");
        assertThat(snoozed.isNull("archived_at")).isTrue();
        assertThat(list(ada, "&state=archived", 0, 0, 3)).isEmpty();
        var archived = change(id, "archive", "");
        assertThat(archived.isNull("snoozed_until")).isTrue();
        assertThat(list(ada, "&state=snoozed", 0, 0, 4)).isEmpty();
        assertThat(change(id, "unsnooze", "")).isEqualTo(archived);
    }

    @Test
    void whatIsMarkedUnreadIsBackInTheInbox() {
        var ada = unique("ada");
        var id = send(ada, "x");
        change(id, "archive", "");
        var unread = change(id, "unread", "");
        assertThat(unread.isNull("archived_at")).isTrue();
        assertThat(list(ada, "", 1, 1, 3)).containsExactly("x");
    }

    @Test
    void whatWasReadWithAllOthersKeepsThatTimeInTheArchive() {
        var ada = unique("ada");
        var id = send(ada, "x");
        admin().put("api/notifications", "{\"recipient\":\"" + ada + "\",\"markAllRead\":true}")
                .expect(200);
        var read = admin().get("api/notifications/" + id).expect(200);
        assertThat(change(id, "archive", "").get("read_at")).isEqualTo(read.get("read_at"));
        admin().delete("api/notifications", "{\"ids\":[" + id + "]}").expect(200);
        assertThat(list(ada, "&state=all", 0, 0, 4)).isEmpty();
        assertThat(list(ada, "&state=archived", 0, 0, 4)).isEmpty();
    }

    @Test
    void anAgentIsNotGivenWhatWasPutAside() {
        var agent = unique("agent");
        change(send(agent, "archived"), "archive", "");
        change(send(agent, "snoozed"), "snooze", "{\"until\":" + NEXT_YEAR + "}");
        send(agent, "waiting");
        var claimed = admin().post("api/notifications", "{\"action\":\"mark-delivered\",\"agent\":\"" + agent + "\"}")
                .expect(200);
        assertThat(claimed.getInt("delivered")).isEqualTo(1);
        assertThat(claimed.getInt("remaining")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"until\":null}",
                "{\"until\":\"tomorrow\"}",
                "{\"until\":1.5}",
                "{\"until\":0}",
                "{\"until\":-1}",
                "{\"until\":1700000000}",
                "{\"until\":253402300800}",
                "{\"until\":99999999999999999999}",
                "[]"
            })
    void aSnoozeNeedsASecondInTheFuture(String body) {
        var ada = unique("ada");
        var id = send(ada, "x");
        admin().post("api/notifications/" + id + "/snooze", body).expect(400);
        assertThat(list(ada, "", 1, 1, 1)).containsExactly("x");
    }

    @Test
    void anUnknownStateIsRefused() {
        assertThat(admin().get("api/notifications?recipient=x&state=gone")
                        .expect(400)
                        .getString("error"))
                .isEqualTo("state must be one of inbox, archived, snoozed, all");
    }

    @Test
    void changesAtOnceKeepTheCountersRight() throws Exception {
        var ada = unique("ada");
        var ids = new ArrayList<Long>();
        for (var i = 0; i < 12; i++) {
            ids.add(send(ada, "n" + i));
        }
        Callable<Void> changes = () -> {
            var shuffled = new ArrayList<>(ids);
            Collections.shuffle(shuffled);
            for (var id : shuffled) {
                switch ((int) (Math.random() * 6)) {
                    case 0 -> change(id, "archive", "");
                    case 1 -> change(id, "unarchive", "");
                    case 2 ->
                        change(id, "snooze", "{\"until\":" + (Instant.now().getEpochSecond() + 20) + "}");
                    case 3 -> change(id, "unsnooze", "");
                    case 4 -> change(id, "unread", "");
                    default -> change(id, "read", "");
                }
            }
            return null;
        };
        var pool = Executors.newFixedThreadPool(8);
        try {
            for (Future<Void> done : pool.invokeAll(Collections.nCopies(8, changes))) {
                done.get();
            }
        } finally {
            pool.shutdownNow();
        }
        for (var id : ids) {
            change(id, "unsnooze", "");
        }
        var all = admin().inbox(ada, "&state=all");
        var rows = all.getJsonArray("notifications").getValuesAs(JsonObject.class);
        assertThat(all.getInt("total")).isEqualTo(12);
        assertThat(all.getInt("unreadCount")).isEqualTo((int)
                rows.stream().filter(row -> row.isNull("read_at")).count());
        assertThat(admin().inbox(ada, "&state=archived").getInt("total")).isEqualTo((int)
                rows.stream().filter(row -> !row.isNull("archived_at")).count());
        assertThat(admin().inbox(ada, "&state=snoozed").getInt("total")).isZero();
        assertThat(rows).filteredOn(row -> row.isNull("read_at")).allMatch(row -> row.isNull("archived_at"));
    }

    private long send(String recipient, String title) {
        return admin().event(event("mention", title, recipient))
                .getJsonArray("outcomes")
                .getJsonObject(0)
                .getJsonNumber("notification_id")
                .longValue();
    }

    private JsonObject change(long id, String action, String body) {
        return admin().post("api/notifications/" + id + "/" + action, body).expect(200);
    }

    /** The titles, when the numbers are these. */
    private List<String> list(String recipient, String query, int total, int unread, int modseq) {
        var page = admin().inbox(recipient, query);
        assertThat(page.getInt("total")).as(query).isEqualTo(total);
        assertThat(page.getInt("unreadCount")).as(query).isEqualTo(unread);
        assertThat(page.getInt("modseq")).as(query).isEqualTo(modseq);
        return page.getJsonArray("notifications").getValuesAs(JsonObject.class).stream()
                .map(notification -> notification.getString("title"))
                .toList();
    }
}
