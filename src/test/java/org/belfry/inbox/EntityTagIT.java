package org.belfry.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belfry.testing.BelfryClient.event;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.net.http.HttpResponse;
import java.util.HashSet;
import org.belfry.testing.BelfryClient.Answer;
import org.belfry.testing.BelfryIT;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** ETags: the list and the count are told again only where they are different, and always where they are. */
@Tag("both-databases")
class EntityTagIT extends BelfryIT {

    @Test
    void whatTheClientHasIsNotToldAgain() {
        var ada = unique("ada");
        admin().event(event("mention", "x", ada));
        for (var path : new String[] {
            "api/notifications?recipient=" + ada,
            "api/notifications?limit=1&recipient=" + ada,
            "api/notifications/unread-count?recipient=" + ada,
            "api/notifications?recipient=" + unique("nobody")
        }) {
            var tag = tag(admin().get(path), 200);
            assertThat(tag).startsWith("\"").endsWith("\"");
            var again = get(path, tag);
            assertThat(tag(again, 304)).isEqualTo(tag);
            assertThat(again.text()).isEmpty();
            assertThat(tag(get(path, "\"other\", W/" + tag), 304)).isEqualTo(tag);
            assertThat(tag(get(path, "\"other\""), 200)).isEqualTo(tag);
            assertThat(tag(get(path, "no tag at all"), 200)).isEqualTo(tag);
        }
    }

    @Test
    void everyChangeOfTheInboxGivesBothAnotherTag() {
        var ada = unique("ada");
        var id = admin().event(event("mention", "x", ada))
                .getJsonArray("outcomes")
                .getJsonObject(0)
                .getInt("notification_id");
        var one = "api/notifications/" + id + "/";
        Runnable[] changes = {
            () -> admin().event(event("mention", "y", ada)),
            () -> admin().post("api/notifications", "{\"action\":\"mark-delivered\",\"agent\":\"" + ada + "\"}")
                    .expect(200),
            () -> admin().post(one + "read", "").expect(200),
            () -> admin().post(one + "unread", "").expect(200),
            () -> admin().post(one + "archive", "").expect(200),
            () -> admin().post(one + "unarchive", "").expect(200),
            () -> admin().post(one + "snooze", "{\"until\":9999999999}").expect(200),
            () -> admin().post(one + "unsnooze", "").expect(200),
            () -> admin().put("api/notifications", "{\"recipient\":\"" + ada + "\",\"markAllRead\":true}")
                    .expect(200),
            () -> admin().delete("api/notifications", "{\"ids\":[" + id + "]}").expect(200)
        };
        var lists = new HashSet<String>();
        var counts = new HashSet<String>();
        for (var change : changes) {
            change.run();
            assertThat(lists.add(tag(admin().get("api/notifications?recipient=" + ada), 200)))
                    .isTrue();
            assertThat(counts.add(tag(admin().get("api/notifications/unread-count?recipient=" + ada), 200)))
                    .isTrue();
        }
    }

    @Test
    void theListShowsTheSourceAsItIsNow() {
        var ada = unique("ada");
        var task = unique("task");
        admin().event(event("task_assigned", "first", ada).add("source", source(task, "Report", "open")));
        var path = "api/notifications?recipient=" + ada;
        var before = tag(admin().get(path), 200);

        var put =
                admin().put("api/sources/task/" + task, "{\"status\":\"done\"}").expect(200);

        assertThat(put.toString())
                .isEqualTo("{\"type\":\"task\",\"id\":\"" + task + "\",\"title\":\"Report\",\"status\":\"done\"}");
        assertThat(admin().get("api/sources/task/" + task).expect(200)).isEqualTo(put);
        var after = get(path, before);
        assertThat(after.expect(200)
                        .getJsonArray("notifications")
                        .getJsonObject(0)
                        .getJsonObject("source"))
                .isEqualTo(put);
        assertThat(get(path, tag(after, 200)).status()).isEqualTo(304);

        // A later event says it as well; the title that it leaves out stays.
        admin().event(event("task_assigned", "second", unique("bob"))
                .add(
                        "source",
                        Json.createObjectBuilder()
                                .add("type", "task")
                                .add("id", task)
                                .add("status", "late")));
        assertThat(get(path, tag(after, 200))
                        .expect(200)
                        .getJsonArray("notifications")
                        .getJsonObject(0)
                        .getJsonObject("source")
                        .getString("status"))
                .isEqualTo("late");

        assertThat(admin().put("api/sources/task/" + task, "{\"title\":null,\"status\":null}")
                        .expect(200)
                        .isNull("title"))
                .isTrue();
    }

    @Test
    void aSourceMayBeReportedBeforeAnyEvent() {
        var number = System.nanoTime();
        admin().get("api/sources/task/" + number).expect(404);
        admin().put("api/sources/task/" + number, "{\"title\":\"New\"}").expect(200);
        assertThat(admin().get("api/sources/task/" + number)
                        .expect(200)
                        .getJsonNumber("id")
                        .longValue())
                .isEqualTo(number);
        admin().put("api/sources/task/x", "{\"title\":5}").expect(400);
        admin().put("api/sources/" + "t".repeat(101) + "/x", "{}").expect(400);
        admin().put("api/sources/task/%00", "{}").expect(400);
        admin().put("api/sources/task/x", "").expect(400);
    }

    private static JsonObjectBuilder source(String id, String title, String status) {
        return Json.createObjectBuilder()
                .add("type", "task")
                .add("id", id)
                .add("title", title)
                .add("status", status);
    }

    private Answer get(String path, String known) {
        return admin().send(admin().request(path).header("If-None-Match", known).GET());
    }

    private static String tag(Answer answer, int status) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        HttpResponse<String> response = answer.response();
        assertThat(response.headers().firstValue("Cache-Control")).contains("private, no-cache");
        return response.headers().firstValue("ETag").orElseThrow();
    }
}
