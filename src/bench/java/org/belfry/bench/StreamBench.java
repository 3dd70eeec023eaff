package org.belfry.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How soon those who watch see what was posted, to how many of them, and what it costs that they are there. */
class StreamBench {

    private static final int POSTS_A_SECOND = 200;
    private static final List<Integer> CLIENTS = List.of(1, 100, 1000);
    private static final Duration WARMING_UP = Duration.ofSeconds(20);
    private static final Duration WATCHING = Duration.ofSeconds(10);

    private static final int CONNECTIONS = 16;
    private static final int ROUNDS = 5;
    private static final Duration ROUND = Duration.ofSeconds(2);

    private static final int AUDIENCE = 1000;
    /** As many as a node remembers of an inbox, at most: nobody who falls behind has to ask the database. */
    private static final int EVENTS_FOR_ALL = 100;

    private static final int IDLE = Integer.getInteger("belfry.bench.idle", 10_000);
    /** More than the tests' servers have: of these, 10,000 connections would take most. */
    private static final String HEAP = "1g";

    private static final Duration REST = Duration.ofSeconds(20);

    private final Table latency = new Table(
            1,
            POSTS_A_SECOND
                    + " posts per second, each to one connected client; milliseconds from the scheduled time of the post",
            "p50",
            "p95",
            "p99",
            "max");

    private Belfry belfry;

    @Test
    void framesAndThoseWhoWaitForThem() throws Exception {
        try (var started = Belfry.start(
                "stream-bench", Map.of("pg_stat_statements.track", "top"), Map.of("_JAVA_OPTIONS", "-Xmx" + HEAP))) {
            belfry = started;
            var machine = Report.machine(belfry);
            register();
            latency();
            rates(machine);
            idle(machine);
            Report.write("stream-latency", machine + latency);
        }
    }

    /** As many recipients as ever watch, and nothing in their inboxes. */
    private void register() throws SQLException {
        try (var connection = belfry.owner();
                var statement = connection.createStatement()) {
            statement.execute("insert into recipient (id, organization_id, name, kind, enabled, created_at)"
                    + " select nextval('id_seq'), o.id, 'r' || i, 'user', true, 0"
                    + " from organization o, generate_series(0, " + (IDLE - 1) + ") i where o.code = 'default'");
            statement.execute("insert into inbox (id) select id from recipient r"
                    + " where not exists (select from inbox i where i.id = r.id)");
            statement.execute("vacuum (analyze) recipient, inbox");
        }
    }

    private static List<String> recipients(int count) {
        return IntStream.range(0, count).mapToObj(i -> "r" + i).toList();
    }

    private void latency() throws Exception {
        try (var sockets = new Sockets(belfry)) {
            sockets.open(recipients(100));
            SteadyPosts.run(belfry, POSTS_A_SECOND, WARMING_UP, i -> "r" + i % 100);
        }
        for (var clients : CLIENTS) {
            try (var sockets = new Sockets(belfry)) {
                sockets.open(recipients(clients));
                latency(sockets, clients);
            }
        }
    }

    private void latency(Sockets sockets, int clients) throws Exception {
        SteadyPosts.run(belfry, POSTS_A_SECOND, Duration.ofSeconds(1), i -> "r" + i % clients);
        sockets.awaitFrames(POSTS_A_SECOND);
        sockets.takeMilliseconds();
        var before = sockets.frames();
        var answers = SteadyPosts.run(belfry, POSTS_A_SECOND, WATCHING, i -> "r" + i % clients);
        sockets.awaitFrames(before + answers.size());
        row(latency, Figures.whole(clients) + " connected: to the frame", sockets.takeMilliseconds());
        row(latency, Figures.whole(clients) + " connected: to the response of the post", answers);
    }

    private static void row(Table table, String name, List<Double> milliseconds) {
        table.row(
                name,
                Figures.hundredths(Figures.percentile(milliseconds, 0.5)),
                Figures.hundredths(Figures.percentile(milliseconds, 0.95)),
                Figures.hundredths(Figures.percentile(milliseconds, 0.99)),
                Figures.hundredths(Figures.percentile(milliseconds, 1)));
    }

    private void rates(String machine) throws Exception {
        var table = new Table(1, "maximum throughput", "events per second", "frames per second");
        try (var sockets = new Sockets(belfry);
                var posts = new Load<>(CONNECTIONS, belfry::http)) {
            sockets.open(recipients(100));
            Load.Task<HttpConnection> post = Load.timed(
                    it -> new Requests("r" + ThreadLocalRandom.current().nextInt(100)).post(it));
            posts.rate(post, ROUND);
            var events = new ArrayList<Double>();
            var frames = new ArrayList<Double>();
            for (var round = 0; round < ROUNDS; round++) {
                var before = sockets.frames();
                var start = System.nanoTime();
                events.add(posts.rate(post, ROUND));
                frames.add((sockets.frames() - before) / seconds(start));
            }
            row(table, "100 connected, each event to one of them, 16 posting connections", events, frames);
        }
        try (var sockets = new Sockets(belfry);
                var http = belfry.http()) {
            sockets.open(IntStream.range(0, AUDIENCE).mapToObj(i -> "r0").toList());
            toAll(sockets, http);
            var events = new ArrayList<Double>();
            var frames = new ArrayList<Double>();
            for (var round = 0; round < ROUNDS; round++) {
                var seconds = toAll(sockets, http);
                events.add(EVENTS_FOR_ALL / seconds);
                frames.add((double) EVENTS_FOR_ALL * AUDIENCE / seconds);
            }
            row(
                    table,
                    "1,000 connected to one inbox, each event to all of them, one posting connection",
                    events,
                    frames);
        }
        Report.write("stream-rate", machine + table);
    }

    private static void row(Table table, String name, List<Double> events, List<Double> frames) {
        table.row(name, Figures.whole(Figures.median(events)), Figures.whole(Figures.median(frames)));
    }

    /** Until the last one has the last frame. */
    private static double toAll(Sockets sockets, HttpConnection http) throws IOException {
        var before = sockets.frames();
        var start = System.nanoTime();
        for (var i = 0; i < EVENTS_FOR_ALL; i++) {
            new Requests("r0").post(http);
        }
        sockets.awaitFrames(before + (long) EVENTS_FOR_ALL * AUDIENCE);
        return seconds(start);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private void idle(String machine) throws Exception {
        var footprint = belfry.footprint();
        var table = new Table(
                1,
                "at rest",
                "heap, MB",
                "resident, MB",
                "processor, % of a core",
                "database's statements, % of a core");
        var heapBefore = footprint.liveHeapMegabytes();
        var residentBefore = footprint.megabytes();
        atRest(table, "nobody connected", heapBefore, residentBefore);
        try (var sockets = new Sockets(belfry)) {
            var start = System.nanoTime();
            sockets.open(recipients(IDLE));
            var opening = seconds(start);
            var heap = footprint.liveHeapMegabytes();
            var resident = footprint.megabytes();
            atRest(table, Figures.whole(IDLE) + " connected, each to a separate inbox", heap, resident);
            Report.write(
                    "stream-idle",
                    machine + table + "\nA connection costs " + Figures.whole((heap - heapBefore) * 1024 / IDLE)
                            + " KB of heap, and " + Figures.whole((resident - residentBefore) * 1024 / IDLE)
                            + " KB of resident memory. They were opened in " + Figures.whole(opening) + " s ("
                            + Figures.whole(IDLE / opening) + " per second).\n");
            latency(sockets, IDLE);
        }
    }

    private void atRest(Table table, String name, double heap, double resident) throws Exception {
        var footprint = belfry.footprint();
        var used = footprint.processorTime();
        var statements = belfry.millisecondsOfStatements();
        TimeUnit.NANOSECONDS.sleep(REST.toNanos());
        table.row(
                name,
                Figures.whole(heap),
                Figures.whole(resident),
                Figures.hundredths(100.0 * footprint.processorTime().minus(used).toMillis() / REST.toMillis()),
                Figures.hundredths(100 * (belfry.millisecondsOfStatements() - statements) / REST.toMillis()));
    }
}
