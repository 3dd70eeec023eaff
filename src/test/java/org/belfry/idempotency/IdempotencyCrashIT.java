package org.belfry.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belfry.testing.BelfryClient.event;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.BelfryClient.Answer;
import org.belfry.testing.ServerProcess;
import org.belfry.testing.TestEnvironment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The server is killed in the middle of posts with keys; each is sent again to the server that follows. */
@Tag("derby-only")
@Tag("one-server")
class IdempotencyCrashIT {

    private static final int THREADS = 8;
    private static final int ANSWERS_BEFORE_THE_KILL = 100;

    @Test
    void whateverTheKillLeftARetryMakesItExactlyOneEvent() throws Exception {
        var database = TestEnvironment.freshDatabase();
        Set<String> sent = ConcurrentHashMap.newKeySet();
        var answered = new ConcurrentHashMap<String, Answer>();
        try (var server = start("idempotency-before", database)) {
            killInTheMiddleOfPosts(server, sent, answered);
        }
        assertThat(answered).hasSizeGreaterThanOrEqualTo(ANSWERS_BEFORE_THE_KILL);

        try (var server = start("idempotency-after", database)) {
            var client = BelfryClient.admin(server.url());
            for (var key : sent) {
                var again = awaitAnswer(client, key);
                again.expect(201);
                assertThat(again.json().getBoolean("duplicate")).isFalse();
                var first = answered.get(key);
                if (first != null) {
                    assertThat(again.text()).isEqualTo(first.text());
                }
            }
            assertThat(client.inbox("ada").getInt("total")).isEqualTo(sent.size());
        }
    }

    private static void killInTheMiddleOfPosts(
            ServerProcess server, Set<String> sent, ConcurrentMap<String, Answer> answered) throws Exception {
        var client = BelfryClient.admin(server.url());
        var posters = Executors.newFixedThreadPool(THREADS);
        try {
            for (var thread = 0; thread < THREADS; thread++) {
                var name = "t" + thread;
                posters.submit(() -> {
                    for (var i = 0; i < 100_000; i++) {
                        var key = name + "-" + i;
                        sent.add(key);
                        // Ends with an exception when the server is gone.
                        var answer = post(client, key);
                        answer.expect(201);
                        answered.put(key, answer);
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

    /** Another node cannot know that the first is gone until its lease has run out. */
    private static Answer awaitAnswer(BelfryClient client, String key) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofSeconds(1))
                .pollDelay(Duration.ZERO)
                .until(() -> post(client, key), answer -> answer.status() != 409);
    }

    private static Answer post(BelfryClient client, String key) {
        return client.send(client.request("api/events")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(
                        event("mention", key, "ada").build().toString())));
    }

    private static ServerProcess start(String name, Map<String, String> database) {
        return ServerProcess.start(
                name, TestEnvironment.freePort(), TestEnvironment.folder("idempotency-data"), database);
    }
}
