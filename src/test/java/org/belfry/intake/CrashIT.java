package org.belfry.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belfry.testing.BelfryClient.event;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.ScriptedSmtp;
import org.belfry.testing.ServerProcess;
import org.belfry.testing.StreamClient;
import org.belfry.testing.TestEnvironment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The server is killed in the middle of a stream of posts, and started again on what it left. */
@Tag("one-server")
class CrashIT {

    private static final int THREADS = 8;
    private static final int ANSWERS_BEFORE_THE_KILL = 150;

    @Test
    void everythingThatWasAnsweredSurvivesAKillAndIsSentOnce() throws Exception {
        var database = TestEnvironment.freshDatabase();
        var smtpPort = TestEnvironment.freePort();
        var answered = new ConcurrentHashMap<Long, String>();
        long seenUpTo;
        List<Long> seen;
        try (var server = start("crash-before", smtpPort, database)) {
            var client = BelfryClient.admin(server.url());
            client.address("ada", "ada@example.org");
            var stream = StreamClient.open(client, "ada", 0L);
            killInTheMiddleOfPosts(server, client, answered);
            seen = new ArrayList<>(stream.modseqs());
            seenUpTo = seen.isEmpty() ? 0 : seen.get(seen.size() - 1);
        }
        assertThat(answered).hasSizeGreaterThanOrEqualTo(ANSWERS_BEFORE_THE_KILL);

        try (var server = start("crash-after", smtpPort, database)) {
            var client = BelfryClient.admin(server.url());
            var inbox = wholeInbox(client);
            assertThat(inbox).containsAllEntriesOf(answered);
            var count = inbox.size();
            assertThat(client.inbox("ada").getInt("modseq")).isEqualTo(count);
            assertThat(client.inbox("ada").getInt("unreadCount")).isEqualTo(count);
            assertThat(client.inbox("ada").getInt("total")).isEqualTo(count);

            try (var stream = StreamClient.open(client, "ada", seenUpTo)) {
                if (seenUpTo < count) {
                    stream.awaitModseq(count);
                }
                seen.addAll(stream.modseqs());
            }
            assertThat(seen).isEqualTo(LongStream.rangeClosed(1, count).boxed().toList());

            try (var smtp = ScriptedSmtp.start(smtpPort)) {
                Awaitility.await("all e-mails are sent")
                        .atMost(Duration.ofSeconds(240))
                        .pollInterval(Duration.ofSeconds(1))
                        .until(() -> unsent(client) == 0);
                assertThat(smtp.accepted()).hasSize(count);
                assertThat(smtp.accepted())
                        .extracting(ScriptedSmtp.Mail::messageId)
                        .doesNotHaveDuplicates();
            }
        }
    }

    private static void killInTheMiddleOfPosts(
            ServerProcess server, BelfryClient client, ConcurrentMap<Long, String> answered) throws Exception {
        var posters = Executors.newFixedThreadPool(THREADS);
        try {
            for (var thread = 0; thread < THREADS; thread++) {
                var name = "t" + thread;
                posters.submit(() -> {
                    for (var i = 0; i < 100_000; i++) {
                        var title = name + "-" + i;
                        // Ends with an exception when the server is gone.
                        var receipt = client.event(event("task_assigned", title, "ada"));
                        answered.put(
                                receipt.getJsonArray("outcomes")
                                        .getJsonObject(0)
                                        .getJsonNumber("notification_id")
                                        .longValue(),
                                title);
                    }
                });
            }
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> answered.size() >= ANSWERS_BEFORE_THE_KILL);
            server.kill();
        } finally {
            posters.shutdown();
            assertThat(posters.awaitTermination(90, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static Map<Long, String> wholeInbox(BelfryClient client) {
        var all = new HashMap<Long, String>();
        var more = "&limit=500";
        while (more != null) {
            var page = client.inbox("ada", more);
            page.getJsonArray("notifications")
                    .getValuesAs(JsonObject.class)
                    .forEach(notification ->
                            all.put(notification.getJsonNumber("id").longValue(), notification.getString("title")));
            more = page.isNull("next") ? null : "&limit=500&cursor=" + page.getString("next");
        }
        return all;
    }

    private static int unsent(BelfryClient client) {
        return List.of("pending", "sending", "uncertain", "dead").stream()
                .mapToInt(state -> client.get("api/deliveries?limit=1&state=" + state)
                        .expect(200)
                        .getJsonArray("deliveries")
                        .size())
                .sum();
    }

    private static ServerProcess start(String name, int smtpPort, Map<String, String> database) {
        var environment = new HashMap<>(database);
        environment.put("BELFRY_MAIL_HOST", "127.0.0.1");
        environment.put("BELFRY_MAIL_PORT", String.valueOf(smtpPort));
        return ServerProcess.start(name, TestEnvironment.freePort(), TestEnvironment.folder("crash-data"), environment);
    }
}
