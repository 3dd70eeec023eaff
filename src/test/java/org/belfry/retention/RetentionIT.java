package org.belfry.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belfry.testing.BelfryClient.event;

import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.BelfryClient.Answer;
import org.belfry.testing.BelfryIT;
import org.belfry.testing.ClockedNodes;
import org.belfry.testing.StreamClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is old goes, by the clock; all else stays, and is counted right. */
@Tag("one-server")
class RetentionIT extends BelfryIT {

    private static final long DAY = 86_400;
    private static final Duration LONG = Duration.ofSeconds(90);

    private final ClockedNodes nodes = ClockedNodes.shared();
    private final String organization = unique("retention");
    private final BelfryClient client = client(nodes.nodes().client(0));

    private BelfryClient client(BelfryClient platform) {
        platform.post("api/organizations", "{\"code\":\"" + organization + "\",\"name\":\"Retention\"}")
                .expect(201);
        return platform.withNewKey(Json.createObjectBuilder()
                .add("name", "admin")
                .add("role", "admin")
                .add("organization", organization));
    }

    /** Tells somebody; answers event and notification of the first one. */
    private record Told(long event, long notification) {}

    private Told tell(String type, String... recipients) {
        var receipt = client.event(event(type, "What happened", recipients));
        var outcome = receipt.getJsonArray("outcomes").getJsonObject(0);
        return new Told(receipt.getInt("id"), outcome.getInt("notification_id"));
    }

    private Told act(Told told, String action, String body) {
        client.post("api/notifications/" + told.notification() + "/" + action, body)
                .expect(200);
        return told;
    }

    private List<Long> ids(String recipient) {
        var ids = new ArrayList<Long>();
        var cursor = "";
        do {
            var page = client.inbox(recipient, "&state=all&limit=500" + cursor);
            page.getJsonArray("notifications")
                    .getValuesAs(JsonObject.class)
                    .forEach(one -> ids.add(one.getJsonNumber("id").longValue()));
            cursor = page.isNull("next") ? null : "&cursor=" + page.getString("next");
        } while (cursor != null);
        return ids;
    }

    /** The counters of the inbox are what is in it. */
    private void assertCounted(String recipient) {
        var all = client.inbox(recipient, "&state=all&limit=500").getJsonArray("notifications");
        var each = all.getValuesAs(JsonObject.class);
        var unread = each.stream().filter(one -> one.isNull("read_at")).count();
        var undelivered =
                each.stream().filter(one -> one.isNull("delivered_at")).count();
        var archived = each.stream().filter(one -> !one.isNull("archived_at")).count();
        var page = client.inbox(recipient, "&state=all&limit=1");
        assertThat(page.getInt("total")).isEqualTo(each.size());
        assertThat(page.getInt("unreadCount")).isEqualTo((int) unread);
        assertThat(client.inbox(recipient, "&state=archived").getInt("total")).isEqualTo((int) archived);
        assertThat(client.inbox(recipient, "&unread_only=true&limit=500").getJsonArray("notifications"))
                .hasSize((int) unread);
        var heartbeat = client.post(
                        "api/notifications",
                        "{\"action\":\"mark-delivered\",\"agent\":\"" + recipient + "\",\"limit\":1}")
                .expect(200);
        assertThat(heartbeat.getInt("delivered") + heartbeat.getInt("remaining"))
                .isEqualTo((int) undelivered);
    }

    private JsonObject runByHand() {
        var answers = new ArrayList<Answer>();
        Awaitility.await().atMost(LONG).until(() -> {
            answers.add(client.post("api/retention/run", null));
            return answers.get(answers.size() - 1).status() == 202;
        });
        var id = answers.get(answers.size() - 1).json().getInt("id");
        return awaitRun(run -> run.getInt("id") == id);
    }

    /** The newest run that is meant, once it has ended well. */
    private JsonObject awaitRun(Predicate<JsonObject> meant) {
        Awaitility.await().atMost(LONG).until(() -> runs().stream()
                .filter(meant)
                .findFirst()
                .filter(run -> !run.getString("state").equals("running"))
                .isPresent());
        var newest = runs().stream().filter(meant).findFirst().orElseThrow();
        assertThat(newest.getString("state")).as(newest.toString()).isEqualTo("done");
        return newest;
    }

    private List<JsonObject> runs() {
        return client.get("api/retention").expect(200).getJsonArray("runs").getValuesAs(JsonObject.class);
    }

    /** By all runs of the organization: the daily one may have been first. */
    private int removed(String kind) {
        return runs().stream()
                .mapToInt(run -> run.getJsonObject("removed").getInt(kind))
                .sum();
    }

    @Test
    void whatWasReadLongAgoGoesAndWhatWasNotStays() {
        client.address("ada", "ada-" + organization + "@example.org");
        var mailed = tell("task_assigned", "ada");
        Awaitility.await().atMost(LONG).until(() -> client.emailDelivery((int) mailed.event())
                .getString("state")
                .equals("sent"));
        var delivery = client.emailDelivery((int) mailed.event()).getInt("id");
        var read = act(mailed, "read", null);
        var archived = act(tell("mention", "ada"), "archive", null);
        var snoozed = act(tell("mention", "ada"), "snooze", "{\"until\":9999999999}");
        var shared = act(tell("mention", "ada", "bob"), "read", null);
        var marked = tell("mention", "ada");
        client.post("api/notifications/read-all?recipient=ada", null).expect(200);
        var unread = tell("mention", "ada");
        var modseq = client.inbox("ada").getInt("modseq");

        nodes.move(91 * DAY);
        var young = act(tell("mention", "ada"), "read", null);
        var run = runByHand();

        assertThat(ids("ada"))
                .containsExactlyInAnyOrder(snoozed.notification(), unread.notification(), young.notification());
        assertCounted("ada");
        assertCounted("bob");
        assertThat(removed("notifications")).isEqualTo(4);
        assertThat(removed("deliveries")).isEqualTo(1);
        assertThat(removed("events")).isEqualTo(3);
        assertThat(run.getBoolean("by_hand")).isTrue();
        assertThat(run.isNull("reason")).isTrue();
        assertThat(run.getInt("seconds")).isNotNegative();

        Stream.of(read, archived, marked)
                .forEach(gone -> client.get("api/events/" + gone.event()).expect(404));
        Stream.of(snoozed, shared, unread, young)
                .forEach(kept -> client.get("api/events/" + kept.event()).expect(200));
        client.get("api/deliveries/" + delivery).expect(404);

        // The young one, that it was read, the removal, and the heartbeat that looked.
        assertThat(client.inbox("ada").getInt("modseq")).isEqualTo(modseq + 4);
        try (var stream = StreamClient.open(client, "ada", (long) modseq)) {
            stream.awaitModseq(modseq + 3);
            assertThat(stream.changes())
                    .extracting(frame -> frame.getString("frame"))
                    .containsExactlyInAnyOrder("notification", "reset");
        }
        // There is nothing left to remove, and nobody is told of nothing.
        modseq = client.inbox("ada").getInt("modseq");
        assertThat(runByHand().getJsonObject("removed").getInt("notifications")).isZero();
        assertThat(client.inbox("ada").getInt("modseq")).isEqualTo(modseq);
    }

    @Test
    void anOrganizationSaysForHowLongWhatIsKept() {
        var settings = "{\"read_days\":null,\"unread_days\":null,\"types\":{\"mention\":{\"read_days\":7,"
                + "\"unread_days\":null},\"system_message\":{\"read_days\":30,\"unread_days\":14}}}";
        assertThat(client.get("api/retention/settings").expect(200))
                .hasToString("{\"read_days\":90,\"unread_days\":null,\"types\":{}}");
        assertThat(client.put("api/retention/settings", settings).expect(200)).hasToString(settings);
        assertThat(client.get("api/retention/settings").expect(200)).hasToString(settings);

        var readMention = act(tell("mention", "ada"), "read", null);
        var mention = tell("mention", "ada");
        var readMessage = act(tell("system_message", "ada"), "read", null);
        var message = tell("system_message", "ada");
        var readTask = act(tell("task_completed", "ada"), "read", null);
        nodes.move(8 * DAY);
        runByHand();
        assertThat(ids("ada"))
                .doesNotContain(readMention.notification())
                .contains(mention.notification(), readMessage.notification(), message.notification())
                .hasSize(4);
        nodes.move(7 * DAY);
        runByHand();
        assertThat(ids("ada")).doesNotContain(message.notification()).hasSize(3);
        assertCounted("ada");
        nodes.move(16 * DAY);
        runByHand();
        assertThat(ids("ada")).containsExactlyInAnyOrder(mention.notification(), readTask.notification());
        assertCounted("ada");
        // What was unread and is gone was the last of its event; that goes when it would have gone read.
        client.get("api/events/" + message.event()).expect(404);
    }

    /** With two nodes: one goes on with what the other left. */
    @Test
    @Tag("postgresql-only")
    void oneRunsAtATimeAndWhatANodeLeftIsGoneOnWith() throws SQLException {
        var read = act(tell("mention", "ada"), "read", null);
        nodes.move(91 * DAY);
        // The daily one is out of the way.
        awaitRun(run -> !run.getBoolean("by_hand"));
        assertThat(ids("ada")).doesNotContain(read.notification());
        var second = act(tell("mention", "ada"), "read", null);
        try (var connection = nodes.nodes().database();
                var statement = connection.createStatement()) {
            var ofOrganization = "(select id from organization where code = '" + organization + "')";
            statement.executeUpdate("insert into retention_run (id, organization_id, running_for, state, removed,"
                    + " position, lease_owner, lease_until, started_at) values (nextval('id_seq'), " + ofOrganization
                    + ", " + ofOrganization + ", 'running', '{\"notifications\":5}', 0, 'a node', "
                    + (nodes.now() + 1000 * DAY) + ", " + nodes.now() + ")");
            client.post("api/retention/run", null).expect(409);
            nodes.move(91 * DAY);
            client.post("api/retention/run", null).expect(409);
            statement.executeUpdate("update retention_run set lease_until = 0 where running_for = " + ofOrganization);
        }
        var run = awaitRun(one -> one.getBoolean("by_hand"));
        assertThat(run.getJsonObject("removed").getInt("notifications")).isEqualTo(6);
        assertThat(ids("ada")).doesNotContain(second.notification());
        assertCounted("ada");
    }

    @Test
    void postsAndReadsMeanwhileLoseNothing() throws Exception {
        var names = Stream.of("a", "b", "c", "d").map(BelfryIT::unique).toArray(String[]::new);
        for (var i = 0; i < 60; i++) {
            tell("mention", names);
        }
        for (var name : names) {
            client.post("api/notifications/read-all?recipient=" + name, null).expect(200);
        }
        nodes.move(91 * DAY);
        var other = nodes.nodes()
                .client(1)
                .withNewKey(Json.createObjectBuilder()
                        .add("name", "other")
                        .add("role", "admin")
                        .add("organization", organization));
        var threads = Executors.newFixedThreadPool(3);
        try {
            var posting = threads.submit((Callable<List<Long>>) () -> {
                var posted = new ArrayList<Long>();
                for (var i = 0; i < 40; i++) {
                    other.event(event("mention", "Meanwhile " + i, names))
                            .getJsonArray("outcomes")
                            .getValuesAs(JsonObject.class)
                            .forEach(outcome -> posted.add(
                                    outcome.getJsonNumber("notification_id").longValue()));
                }
                return posted;
            });
            var reading = threads.submit(() -> {
                for (var i = 0; i < 20; i++) {
                    for (var name : names) {
                        client.post("api/notifications/read-all?recipient=" + name, null)
                                .expect(200);
                        client.inbox(name, "&state=all");
                    }
                }
                return null;
            });
            runByHand();
            reading.get();
            var posted = posting.get();
            assertThat(removed("notifications")).isEqualTo(240);
            assertThat(removed("events")).isEqualTo(60);
            assertThat(Stream.of(names).flatMap(name -> ids(name).stream()))
                    .containsExactlyInAnyOrderElementsOf(posted);
            Stream.of(names).forEach(this::assertCounted);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void theDailyRunBeginsAtItsTimeOncePerDay() {
        nodes.move(DAY);
        var first = awaitRun(run -> !run.getBoolean("by_hand"));
        // The next day at half past three, not before.
        var half = 3 * 3600 + 1800;
        var now = nodes.now();
        var next = Math.floorDiv(now - half, DAY) * DAY + DAY + half;
        nodes.move(next - now);
        Awaitility.await().atMost(LONG).until(() -> runs().size() == 2);
        var second = awaitRun(run -> run.getInt("id") != first.getInt("id"));
        assertThat(second.getInt("started_at")).isEqualTo((int) next);
        assertThat(second.getBoolean("by_hand")).isFalse();
        runByHand();
        assertThat(runs()).extracting(run -> run.getBoolean("by_hand")).containsExactlyInAnyOrder(true, false, false);
    }

    @Test
    void runsAreListedInPages() {
        var ids = new ArrayList<Long>();
        var own = organization();
        for (var i = 0; i < 3; i++) {
            Awaitility.await()
                    .atMost(LONG)
                    .until(() -> own.post("api/retention/run", null).status() == 202);
        }
        var cursor = "";
        do {
            var page = own.get("api/retention?limit=1" + cursor).expect(200);
            page.getJsonArray("runs").getValuesAs(JsonObject.class).stream()
                    .map(run -> run.getJsonNumber("id"))
                    .map(JsonNumber::longValue)
                    .forEach(ids::add);
            cursor = page.isNull("next") ? null : "&cursor=" + page.getString("next");
        } while (cursor != null);
        assertThat(ids).hasSize(3).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"read_days\":0}|read_days",
                "{\"unread_days\":7}|read_days",
                "{\"read_days\":7,\"types\":{\"mentoin\":{\"read_days\":7}}}|types.mentoin",
                "{\"read_days\":7,\"types\":{\"*\":{\"read_days\":7}}}|types.*",
                "{\"read_days\":7,\"types\":{\" \":{\"read_days\":7}}}|types. ",
            })
    void settingsThatCannotBeAreRefusedAndChangeNothing(String body, String field) {
        var own = organization();
        var problem = own.put("api/retention/settings", body).expect(400);
        assertThat(problem.getJsonArray("violations").getJsonObject(0).getString("field"))
                .isEqualTo(field.equals("types.") ? "types. " : field);
        assertThat(own.get("api/retention/settings").expect(200).getInt("read_days"))
                .isEqualTo(90);
    }
}
