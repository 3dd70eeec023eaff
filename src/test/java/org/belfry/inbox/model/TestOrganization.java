package org.belfry.inbox.model;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.ClockedNodes;
import org.belfry.testing.Crowd;
import org.belfry.testing.RecountedInbox;

/** An organization for one test, the clients of its streams, and everything that changes many inboxes together: time, retention, broadcasts. */
final class TestOrganization implements AutoCloseable {

    static final long DAY = 86_400;

    /** Enough recipients for a broadcast to be delivered in the background. */
    private static final int BYSTANDERS = 100;

    private static final int ACCEPTED = 202;
    private static final int CONFLICT = 409;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final ClockedNodes nodes;
    private final String code = "model-" + UUID.randomUUID().toString().substring(0, 8);
    private final BelfryClient admin;
    private final Crowd crowd;

    TestOrganization(ClockedNodes nodes) {
        this.nodes = nodes;
        this.admin = nodes.organization(code);
        this.crowd = new Crowd(nodes.nodes(), admin);
        admin.post("api/types", """
                        {"code": "%s", "category": "ops", "title": "Disk full", "message": "It is.",
                         "channels": {"in_app": true, "email": false, "webhook": false}, "collapse_window": %d}
                        """.formatted(Operation.COLLAPSING_TYPE, Operation.COLLAPSE_WINDOW))
                .expect(201);
        admin.event(BelfryClient.event(
                Operation.PLAIN_TYPE,
                "Hello",
                IntStream.range(0, BYSTANDERS).mapToObj(i -> "bystander-" + i).toArray(String[]::new)));
    }

    /** An admin at one of the nodes, counted round and round. */
    BelfryClient node(int number) {
        return admin.at(nodes.nodes().url(number));
    }

    void create(String recipient) {
        admin.put("api/recipients/" + recipient, "{}").expect(200);
    }

    Watched watch(String recipient) {
        return new Watched(crowd, recipient);
    }

    /** Breaks one stream, which is opened again soon. */
    void cutAny() {
        crowd.cutAny();
    }

    /** Answers of nodes that refused to open a stream. */
    List<String> refusals() {
        return crowd.refusals();
    }

    long now() {
        return nodes.now();
    }

    /** Moves the clock; answers what it shows then. */
    long move(long seconds) {
        return nodes.move(seconds);
    }

    /** Keeps read notifications for a number of days, or forever if null. Unread ones are kept. */
    void keepRead(Integer days) {
        admin.put("api/retention/settings", "{\"read_days\":" + days + ",\"unread_days\":null,\"types\":{}}")
                .expect(200);
    }

    /** Starts a run, unless one is under way. */
    void startRetention() {
        assertThat(admin.post("api/retention/run", null).status()).isIn(ACCEPTED, CONFLICT);
    }

    /** Starts a run and returns when it has ended. */
    void runRetention() {
        Awaitility.await("retention starts")
                .atMost(PATIENCE)
                .until(() -> admin.post("api/retention/run", null).status() == ACCEPTED);
        awaitRetention();
    }

    /** Only the newest run can be under way. */
    void awaitRetention() {
        Awaitility.await("retention has ended")
                .atMost(PATIENCE)
                .until(() -> retentionRuns("?limit=1").getJsonArray("runs").getValuesAs(JsonObject.class).stream()
                        .noneMatch(run -> run.getString("state").equals("running")));
    }

    /** Notifications, by all runs so far. */
    long removedByRetention() {
        var removed = 0L;
        for (var page = retentionRuns(""); page != null; page = next(page)) {
            removed += page.getJsonArray("runs").getValuesAs(JsonObject.class).stream()
                    .mapToLong(run -> run.getJsonObject("removed").getInt("notifications"))
                    .sum();
        }
        return removed;
    }

    private JsonObject next(JsonObject page) {
        return page.isNull("next") ? null : retentionRuns("?cursor=" + page.getString("next"));
    }

    private JsonObject retentionRuns(String query) {
        return admin.get("api/retention" + query).expect(200);
    }

    void awaitWakeUps() {
        awaitNone("due notifications", "notification where snoozed_until <= " + now());
    }

    void awaitBroadcasts() {
        awaitNone("events that are still delivered", "fan_out where state = 'running'");
    }

    private void awaitNone(String what, String rows) {
        Awaitility.await("no " + what).atMost(PATIENCE).until(() -> nodes.rows("select count(*) from " + rows)
                .equals(List.of(List.of("0"))));
    }

    /** Compares the counters of all inboxes with their rows. */
    void recount() {
        var recounted = RecountedInbox.of(nodes::rows, code);
        assertThat(recounted).hasSizeGreaterThan(BYSTANDERS);
        assertThat(recounted.stream().filter(inbox -> !inbox.isRight())).isEmpty();
    }

    @Override
    public void close() {
        crowd.close();
    }
}
