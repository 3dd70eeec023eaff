package org.belfry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belfry.testing.BelfryClient.event;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.Crowd;
import org.belfry.testing.Crowd.Watcher;
import org.belfry.testing.EventStreamClient;
import org.belfry.testing.Nodes;
import org.belfry.testing.ScriptedSmtp;
import org.belfry.testing.StreamClient;
import org.belfry.testing.TestEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Two nodes on one PostgreSQL. On Derby there can be one node only: there the same holds for one. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SeveralNodesIT {

    private static final int CLIENTS = Integer.getInteger("belfry.it.live.clients", 30);
    private static final int EVENTS = Integer.getInteger("belfry.it.live.events", 600);
    private static final int AT_ONCE = Integer.getInteger("belfry.it.live.at-once", 100);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static Nodes nodes;
    private static ScriptedSmtp smtp;

    @BeforeAll
    static void start() {
        var smtpPort = TestEnvironment.freePort();
        smtp = ScriptedSmtp.start(smtpPort);
        nodes = Nodes.start(
                "node",
                Map.of(
                        "BELFRY_MAIL_HOST",
                        "127.0.0.1",
                        "BELFRY_MAIL_PORT",
                        String.valueOf(smtpPort),
                        // In the full form a hundred clients watch each inbox.
                        "BELFRY_STREAM_MAX_PER_RECIPIENT",
                        "1000"));
    }

    @AfterAll
    static void stop() {
        nodes.close();
        smtp.close();
    }

    private static BelfryClient node(int number) {
        return nodes.client(number);
    }

    @Test
    void eachEmailIsSentOnce() {
        var mails = 60;
        for (var i = 0; i < mails; i++) {
            var name = "r" + i;
            node(i).address(name, name + "@example.org");
            node(i).event(event("task_assigned", "To " + name, name));
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(120))
                .until(() -> node(0).get("api/deliveries?state=sent&type=task_assigned&limit=500")
                                .expect(200)
                                .getJsonArray("deliveries")
                                .size()
                        == mails);
        assertThat(smtp.accepted())
                .filteredOn(mail -> mail.recipient().matches("<?r[0-9]+@.*"))
                .hasSize(mails)
                .extracting(ScriptedSmtp.Mail::messageId)
                .doesNotHaveDuplicates();
    }

    @Test
    void oneHappeningThatIsReportedToAllNodesAtOnceIsOneNotificationAndOneEmail() throws Exception {
        node(0).address("once", "once@example.org");
        var event = event("alert_triggered", "Once", "once")
                .add("id", "happened-once")
                .build()
                .toString();
        var posts = new ArrayList<Callable<Integer>>();
        for (var i = 0; i < 16; i++) {
            var client = node(i);
            posts.add(() -> client.post("api/events", event).status());
        }
        var statuses = new ArrayList<Integer>();
        var pool = Executors.newFixedThreadPool(posts.size());
        try {
            for (Future<Integer> post : pool.invokeAll(posts)) {
                statuses.add(post.get());
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(statuses).hasSize(16).containsOnlyOnce(201).containsOnly(200, 201);
        for (var number = 0; number < 2; number++) {
            assertThat(node(number).inbox("once").getInt("total")).isEqualTo(1);
            assertThat(node(number).inbox("once").getInt("modseq")).isEqualTo(1);
        }
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> deliveries("once").stream()
                .allMatch(delivery -> delivery.getString("state").equals("sent")));
        assertThat(deliveries("once")).hasSize(1);
        assertThat(smtp.accepted())
                .filteredOn(mail -> mail.recipient().contains("once@example.org"))
                .hasSize(1);
    }

    private static List<JsonObject> deliveries(String recipient) {
        return node(0).get("api/deliveries?recipient=" + recipient)
                .expect(200)
                .getJsonArray("deliveries")
                .getValuesAs(JsonObject.class);
    }

    /** The other node hears that there is somebody, and that somebody is erased. */
    @Test
    void aBellOfSomebodyUnknownIsLiveOnBothNodesUntilTheyAreErasedOnEither() {
        var token = node(0).post("api/tokens", "{\"recipient\":\"newcomer\"}")
                .expect(201)
                .getString("token");
        try (var here = StreamClient.open(node(0).withToken(token), "newcomer", null);
                var there = StreamClient.open(node(1).withToken(token), "newcomer", null)) {
            here.await("hello");
            there.await("hello");
            node(0).get("api/recipients/newcomer").expect(404);

            node(0).event(event("mention", "first", "newcomer"));

            here.awaitModseq(1);
            there.awaitModseq(1);

            node(0).delete("api/recipients/newcomer", null).expect(204);

            assertThat(here.closeCode()).isEqualTo(4401);
            assertThat(there.closeCode()).isEqualTo(4401);
        }
        node(1).event(event("mention", "for another", "newcomer"));
        node(1).withToken(token).get("api/notifications").expect(401);
    }

    @Test
    void heartbeatsOfOneAgentShareNothingAndLoseNothing() throws Exception {
        var agent = "agent";
        var sent = new ArrayList<Long>();
        for (var i = 0; i < 80; i++) {
            sent.add(node(i).event(event("mention", "n", agent))
                    .getJsonArray("outcomes")
                    .getJsonObject(0)
                    .getJsonNumber("notification_id")
                    .longValue());
        }
        var beats = new ArrayList<Callable<List<Long>>>();
        for (var i = 0; i < 16; i++) {
            var client = node(i);
            beats.add(() -> claim(client, agent));
        }
        var claimed = new ArrayList<Long>();
        var pool = Executors.newFixedThreadPool(beats.size());
        try {
            for (Future<List<Long>> beat : pool.invokeAll(beats)) {
                claimed.addAll(beat.get());
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(claimed).containsExactlyInAnyOrderElementsOf(sent);
        assertThat(claim(node(1), agent)).isEmpty();
        assertThat(node(1).inbox(agent, "&limit=500")
                        .getJsonArray("notifications")
                        .getValuesAs(JsonObject.class))
                .hasSize(80)
                .noneMatch(notification -> notification.isNull("delivered_at"));
    }

    /** Nobody else makes tokens on this database: the key that signs them is made here, by both nodes at once. */
    @Test
    void aTokenOfOneNodeIsGoodOnTheOtherUntilItsKeyIsRevokedOnEither() throws Exception {
        var created = node(0).post("api/keys", "{\"name\":\"k\",\"role\":\"operator\"}")
                .expect(201);
        var makers = new ArrayList<Callable<String>>();
        for (var i = 0; i < 16; i++) {
            var client = node(i).withKey(created.getString("key"));
            makers.add(() -> client.post("api/tokens", "{\"recipient\":\"ada\"}")
                    .expect(201)
                    .getString("token"));
        }
        var pool = Executors.newFixedThreadPool(makers.size());
        var tokens = new ArrayList<String>();
        try {
            for (Future<String> made : pool.invokeAll(makers)) {
                tokens.add(made.get());
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(tokens.stream().map(SeveralNodesIT::header).distinct()).hasSize(1);
        for (var token : tokens) {
            node(0).withToken(token).get("api/notifications").expect(200);
            node(1).withToken(token).get("api/notifications").expect(200);
        }
        try (var stream = StreamClient.open(node(1).withToken(tokens.get(0)), "ada", null)) {
            stream.await("hello");

            node(0).delete("api/keys/" + created.getInt("id"), null).expect(204);

            node(1).withToken(tokens.get(0)).get("api/notifications").expect(401);
            assertThat(stream.closeCode()).isEqualTo(4401);
        }
    }

    @Test
    @Tag("postgresql-only")
    void whatOneNodeAcceptsReachesTheClientsOfTheOther() {
        try (var first = StreamClient.open(node(0), "near", 0L);
                var second = StreamClient.open(node(1), "near", 0L)) {
            node(0).event(event("mention", "By the first", "near"));
            node(1).event(event("mention", "By the second", "near"));

            first.awaitModseq(2);
            second.awaitModseq(2);
            assertThat(first.modseqs()).containsExactly(1L, 2L);
            assertThat(second.modseqs()).containsExactly(1L, 2L);
        }
    }

    @Test
    @Tag("postgresql-only")
    void nothingIsLostWhileTheConnectionsBreakOnWhichNodesListen() {
        var broken = 0;
        try (var first = StreamClient.open(node(0), "listener", 0L);
                var second = StreamClient.open(node(1), "listener", 0L)) {
            for (var number = 0; number < 40; number++) {
                if (number % 10 == 5) {
                    broken += nodes.breakListening();
                }
                node(number).event(event("mention", "n", "listener"));
            }
            var all = LongStream.rangeClosed(1, 40).boxed().toList();
            first.awaitModseq(40);
            second.awaitModseq(40);
            assertThat(first.modseqs()).isEqualTo(all);
            assertThat(second.modseqs()).isEqualTo(all);
        }
        assertThat(broken).isGreaterThanOrEqualTo(nodes.count());
    }

    /** The full form: see docs/performance.md. */
    @Test
    @Tag("postgresql-only")
    void everyClientSeesEveryChangeOnceInOrderThroughCutsAndAKilledNode() throws Exception {
        new LiveProof(nodes, "proof", CLIENTS, EVENTS).run();
    }

    @Test
    @Tag("postgresql-only")
    void manyClientsThatComeBackAtOnceAreAllServed() {
        try (var crowd = new Crowd(nodes)) {
            for (var client = 0; client < AT_ONCE; client++) {
                crowd.join("crowd-" + client % 10, Crowd.Way.values()[client / 10 % 2]);
            }
            awaitAll(crowd, watcher -> watcher.greetings() == 1);

            crowd.watchers().forEach(Watcher::cut);
            for (var inbox = 0; inbox < 10; inbox++) {
                node(inbox).event(event("mention", "While they were away", "crowd-" + inbox));
            }
            crowd.watchers().forEach(Watcher::comeBack);
            awaitAll(crowd, watcher -> watcher.position() == 1);

            assertThat(crowd.refusals()).isEmpty();
            assertThat(crowd.breaks()).isEmpty();
            assertThat(crowd.watchers())
                    .allSatisfy(watcher -> assertThat(watcher.changes()).hasSize(1));
        }
    }

    /** The last of all, as a node less is there after it. */
    @Test
    @Order(Integer.MAX_VALUE)
    void aNodeThatGoesDownSaysSoToItsClients() {
        var query = "recipient=left&after=0";
        try (var socket = StreamClient.open(node(1), "left", 0L);
                var events = EventStreamClient.open(nodes.url(1), query, "x-api-key", BelfryClient.ADMIN_KEY)) {
            socket.await("hello");
            events.await("hello");

            nodes.stop(1);

            assertThat(socket.closeCode()).isEqualTo(1001);
            events.awaitEnd();
        }
    }

    private static void awaitAll(Crowd crowd, Predicate<Watcher> wanted) {
        Awaitility.await().atMost(PATIENCE).until(() -> crowd.watchers().stream()
                .allMatch(wanted));
    }

    /** With the key's id in it. */
    private static String header(String token) {
        return token.replaceFirst("\\..*", "");
    }

    private static List<Long> claim(BelfryClient client, String agent) {
        var claimed = new ArrayList<Long>();
        for (var beat = 0; beat < 3; beat++) {
            client.post("api/notifications", "{\"action\":\"mark-delivered\",\"agent\":\"" + agent + "\",\"limit\":4}")
                    .expect(200)
                    .getJsonArray("notifications")
                    .getValuesAs(JsonObject.class)
                    .forEach(notification ->
                            claimed.add(notification.getJsonNumber("id").longValue()));
        }
        return claimed;
    }
}
