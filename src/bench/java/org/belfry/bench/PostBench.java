package org.belfry.bench;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.belfry.testing.BelfryClient;
import org.junit.jupiter.api.Test;

/** How many events a second are taken in, and how soon those who watch see them. */
class PostBench {

    private static final int CONNECTIONS = 16;
    private static final int RECIPIENTS = 1000;
    private static final int ROUNDS = 5;
    private static final Duration ROUND = Duration.ofSeconds(2);

    private static final int POSTS_A_SECOND = 200;
    private static final int WATCHED = 20;
    private static final Duration WATCHING = Duration.ofSeconds(10);

    @Test
    void postsBesideTheSameInsertsByHand() throws Exception {
        try (var belfry = Belfry.start("post-bench", Map.of());
                var posts = new Load<>(CONNECTIONS, belfry::http)) {
            var machine = Report.machine(belfry);
            register(belfry.client());
            try (var inserts = new Load<>(CONNECTIONS, () -> new Inserts(belfry.owner()))) {
                Load.Task<HttpConnection> post = Load.timed(it -> new Requests("r" + anyone()).post(it));
                Load.Task<Inserts> insert = Load.timed(it -> it.run(anyone()));
                posts.rate(post, Duration.ofSeconds(8));
                inserts.rate(insert, Duration.ofSeconds(1));
                var postsASecond = new ArrayList<Double>();
                var insertsASecond = new ArrayList<Double>();
                var ratios = new ArrayList<Double>();
                for (var round = 0; round < ROUNDS; round++) {
                    insertsASecond.add(inserts.rate(insert, ROUND));
                    postsASecond.add(posts.rate(post, ROUND));
                    ratios.add(postsASecond.get(round) / insertsASecond.get(round));
                }
                var table = new Table(1, "16 connections, to 1,000 random recipients", "per second", "ratio");
                table.row("the same four statements by JDBC", Figures.whole(Figures.median(insertsASecond)), "1");
                table.row(
                        "`POST /api/events`, one event to one recipient",
                        Figures.whole(Figures.median(postsASecond)),
                        Figures.hundredths(Figures.median(ratios)));
                Report.write("posts", machine + table);
            }
            Report.write("latency", machine + latency(belfry));
        }
    }

    /** Two servers, each with a database of its own in the one PostgreSQL; sealing goes on beside the posts. */
    @Test
    void postsWithAndWithoutTheAuditLog() throws Exception {
        try (var with = Belfry.start("audit-bench-with", Map.of());
                var without = Belfry.start("audit-bench-without", Map.of(), Map.of("BELFRY_AUDIT_TRAFFIC", "false"));
                var recorded = new Load<>(CONNECTIONS, with::http);
                var unrecorded = new Load<>(CONNECTIONS, without::http)) {
            var machine = Report.machine(with);
            register(with.client());
            register(without.client());
            Load.Task<HttpConnection> post = Load.timed(it -> new Requests("r" + anyone()).post(it));
            recorded.rate(post, Duration.ofSeconds(8));
            unrecorded.rate(post, Duration.ofSeconds(8));
            var rates = new ArrayList<Double>();
            var ratesWithout = new ArrayList<Double>();
            var ratios = new ArrayList<Double>();
            for (var round = 0; round < ROUNDS; round++) {
                ratesWithout.add(unrecorded.rate(post, ROUND));
                rates.add(recorded.rate(post, ROUND));
                ratios.add(rates.get(round) / ratesWithout.get(round));
            }
            var table = new Table(
                    1, "`POST /api/events`, 16 connections, to 1,000 random recipients", "per second", "ratio");
            table.row(
                    "without entries of posts (`BELFRY_AUDIT_TRAFFIC=false`)",
                    Figures.whole(Figures.median(ratesWithout)),
                    "1");
            table.row(
                    "with an entry for each post, sealed concurrently",
                    Figures.whole(Figures.median(rates)),
                    Figures.hundredths(Figures.median(ratios)));
            Report.write("audit", machine + table);
        }
    }

    private static int anyone() {
        return ThreadLocalRandom.current().nextInt(RECIPIENTS);
    }

    private static void register(BelfryClient client) {
        for (var first = 0; first < RECIPIENTS; first += 100) {
            var names = new String[100];
            for (var i = 0; i < 100; i++) {
                names[i] = "r" + (first + i);
            }
            client.event(BelfryClient.event("mention", "To all", names));
        }
    }

    /**
     * What a post writes, without Belfry: event, the inbox's counters, notification, entry of the audit log, one commit; prepared,
     * over a connection of its own. Nobody is asked who is calling, and no recipient is looked up by name.
     */
    private static final class Inserts implements Closeable {

        /** Far above those of Belfry's sequences. */
        private static final AtomicLong IDS = new AtomicLong(1_000_000_000_000L);

        private final Connection connection;
        private final List<Long> inboxes = new ArrayList<>();
        private long organization;
        private final PreparedStatement event;
        private final PreparedStatement counters;
        private final PreparedStatement notification;
        private final PreparedStatement audit;

        Inserts(Connection connection) {
            this.connection = connection;
            try {
                try (var statement = connection.createStatement();
                        var rows = statement.executeQuery("select id, organization_id from recipient")) {
                    while (rows.next()) {
                        inboxes.add(rows.getLong(1));
                        organization = rows.getLong(2);
                    }
                }
                connection.setAutoCommit(false);
                event = connection.prepareStatement(
                        "insert into event (id, organization_id, producer, type, category, priority, title, message,"
                                + " created_at) values (?, ?, 'key:1', 'mention', 'tasks', 'medium', 'You were mentioned',"
                                + " 'What happened, in some words.', 1700000000)");
                counters = connection.prepareStatement("update inbox set modseq = modseq + 1,"
                        + " unread_count = unread_count + 1, undelivered_count = undelivered_count + 1,"
                        + " total_count = total_count + 1 where id = ? returning modseq");
                notification = connection.prepareStatement(
                        "insert into notification (id, event_id, inbox_id, type, category, modseq, occurrences, decisions,"
                                + " created_at) values (?, ?, ?, 'mention', 'tasks', ?, 1,"
                                + " 'in_app+TYPE_DEFAULT email-NOT_DEFAULT webhook-NOT_DEFAULT', 1700000000)");
                audit = connection.prepareStatement(
                        "insert into audit_entry (id, organization_id, happened_at, actor_kind, actor, credential_id,"
                                + " address, action, subject, state_after) values (?, ?, 1700000000, 'api_key',"
                                + " 'BELFRY_API_KEY', 1, '127.0.0.1', 'event.posted', '1',"
                                + " '{\"type\":\"mention\",\"recipients\":1}')");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        void run(int recipient) throws SQLException {
            var id = IDS.incrementAndGet();
            event.setLong(1, id);
            event.setLong(2, organization);
            event.executeUpdate();
            var inbox = inboxes.get(recipient);
            counters.setLong(1, inbox);
            long modseq;
            try (var row = counters.executeQuery()) {
                row.next();
                modseq = row.getLong(1);
            }
            notification.setLong(1, id);
            notification.setLong(2, id);
            notification.setLong(3, inbox);
            notification.setLong(4, modseq);
            notification.executeUpdate();
            audit.setLong(1, id);
            audit.setLong(2, organization);
            audit.executeUpdate();
            connection.commit();
        }

        @Override
        public void close() throws IOException {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new IOException(e);
            }
        }
    }

    private static Table latency(Belfry belfry) throws Exception {
        var watch = new Arrivals();
        var sockets = new ArrayList<WebSocket>();
        for (var i = 0; i < WATCHED; i++) {
            sockets.add(watch.open(belfry.client(), "r" + i));
        }
        postSteadily(belfry, Duration.ofSeconds(3), watch);
        watch.forget();
        var answers = postSteadily(belfry, WATCHING, watch);
        var frames = watch.milliseconds();
        sockets.forEach(WebSocket::abort);
        var table = new Table(
                1,
                POSTS_A_SECOND + " posts per second, to " + WATCHED + " connected recipients; milliseconds",
                "p50",
                "p99",
                "max");
        row(table, "from the scheduled time of the post to its frame", frames);
        row(table, "from the scheduled time of the post to its response", answers);
        return table;
    }

    /** Returns, with the milliseconds to each answer, when the frames have arrived. */
    private static List<Double> postSteadily(Belfry belfry, Duration time, Arrivals watch) throws Exception {
        watch.expect((int) (time.toSeconds() * POSTS_A_SECOND));
        var answers = SteadyPosts.run(belfry, POSTS_A_SECOND, time, i -> "r" + i % WATCHED);
        watch.await();
        return answers;
    }

    private static void row(Table table, String name, List<Double> milliseconds) {
        table.row(
                name,
                Figures.hundredths(Figures.percentile(milliseconds, 0.5)),
                Figures.hundredths(Figures.percentile(milliseconds, 0.99)),
                Figures.hundredths(Figures.percentile(milliseconds, 1)));
    }

    /** The frames of many streams, and how long after the post each came. */
    private static final class Arrivals {

        private static final Pattern SENT = Pattern.compile("\"sent\":(-?\\d+)");

        private final Map<Long, Double> milliseconds = new ConcurrentHashMap<>();
        private volatile CountDownLatch missing = new CountDownLatch(0);

        WebSocket open(BelfryClient client, String recipient) {
            var ticket = client.post("api/stream/tickets?recipient=" + recipient, null)
                    .expect(201)
                    .getString("ticket");
            var address = client.base().resolve("api/stream?ticket=" + ticket).toString();
            return HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .subprotocols("belfry.v1")
                    .buildAsync(URI.create(address.replaceFirst("^http", "ws")), new Listener())
                    .join();
        }

        void expect(int count) {
            missing = new CountDownLatch(count);
        }

        void await() throws InterruptedException {
            if (!missing.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException(missing.getCount() + " frames did not come");
            }
        }

        void forget() {
            milliseconds.clear();
        }

        List<Double> milliseconds() {
            return List.copyOf(milliseconds.values());
        }

        private final class Listener implements WebSocket.Listener {

            private final StringBuilder text = new StringBuilder();

            @Override
            public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
                var now = System.nanoTime();
                text.append(data);
                if (last) {
                    var sent = SENT.matcher(text);
                    if (sent.find()) {
                        var due = Long.parseLong(sent.group(1));
                        milliseconds.put(due, (now - due) / 1e6);
                        missing.countDown();
                    }
                    text.setLength(0);
                }
                from.request(1);
                return null;
            }
        }
    }
}
