package org.belfry.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.belfry.testing.BelfryClient;
import org.junit.jupiter.api.Test;

/** What single posts notice of an event that is told to very many at the same time. */
class FanOutBench {

    private static final int SUBSCRIBERS = 100_000;
    private static final int POSTS_A_SECOND = 100;
    private static final int POSTERS = 8;
    private static final int RECIPIENTS = 200;
    private static final Duration WARMING_UP = Duration.ofSeconds(45);
    private static final Duration ALONE = Duration.ofSeconds(15);

    @Test
    void singlePostsBesideAFanOut() throws Exception {
        try (var belfry = Belfry.start("fan-out-bench", Map.of())) {
            var machine = Report.machine(belfry);
            seed(belfry);
            postFor(belfry, WARMING_UP);
            var before = postFor(belfry, ALONE);
            var memoryBefore = belfry.peakMegabytes();

            var accepted = System.nanoTime();
            var event = belfry.client()
                    .post("api/events", "{\"type\":\"mention\",\"title\":\"To very many\",\"topics\":[\"everybody\"]}")
                    .expect(202)
                    .getInt("id");
            var answered = System.nanoTime();
            var finished = new AtomicBoolean();
            var watcher = new Thread(() -> {
                while (!done(belfry, event)) {
                    LockSupport.parkNanos(500_000_000L);
                }
                finished.set(true);
            });
            watcher.start();
            var during = post(belfry, () -> !finished.get());
            watcher.join();
            var told = (System.nanoTime() - answered) / 1e9;
            var after = postFor(belfry, ALONE);

            // The same once more, with nobody who posts beside it.
            var alone = System.nanoTime();
            var second = belfry.client()
                    .post("api/events", "{\"type\":\"mention\",\"title\":\"Once more\",\"topics\":[\"everybody\"]}")
                    .expect(202)
                    .getInt("id");
            while (!done(belfry, second)) {
                LockSupport.parkNanos(200_000_000L);
            }
            var toldAlone = (System.nanoTime() - alone) / 1e9;

            var table = new Table(
                    1,
                    POSTS_A_SECOND + " single posts per second; response time in milliseconds",
                    "p50",
                    "p99",
                    "p99 as a ratio");
            var base = Figures.percentile(before, 0.99);
            row(table, "before the fan-out", before, base);
            row(table, "during the fan-out to 100,000", during, base);
            row(table, "after it", after, base);
            var facts = "The fan-out was answered with 202 after " + Figures.hundredths((answered - accepted) / 1e6)
                    + " ms. With concurrent posts it took " + Figures.whole(told) + " s ("
                    + Figures.whole(SUBSCRIBERS / told)
                    + " recipients per second); a second fan-out, without posts, took "
                    + Figures.whole(toldAlone) + " s (" + Figures.whole(SUBSCRIBERS / toldAlone)
                    + " per second). Peak resident memory of the server: " + Figures.whole(memoryBefore)
                    + " MB before, "
                    + Figures.whole(belfry.peakMegabytes()) + " MB after both.\n";
            Report.write("fanout", machine + table + "\n" + facts);
        }
    }

    private static boolean done(Belfry belfry, int event) {
        return belfry.client()
                .get("api/events/" + event + "?limit=1")
                .expect(200)
                .getJsonObject("fan_out")
                .getString("state")
                .equals("done");
    }

    private static void row(Table table, String name, List<Double> milliseconds, double base) {
        var p99 = Figures.percentile(milliseconds, 0.99);
        table.row(
                name,
                Figures.hundredths(Figures.percentile(milliseconds, 0.5)),
                Figures.hundredths(p99),
                Figures.hundredths(p99 / base));
    }

    /** Those who follow the topic are not those to whom single events are posted: nobody waits for a row of the other. */
    private static void seed(Belfry belfry) throws SQLException {
        var names = new String[RECIPIENTS / 2];
        for (var half = 0; half < 2; half++) {
            for (var i = 0; i < names.length; i++) {
                names[i] = "r" + (half * names.length + i);
            }
            belfry.client().event(BelfryClient.event("mention", "Hello", names));
        }
        belfry.client().put("api/topics/everybody/subscribers/r0", null).expect(204);
        try (var connection = belfry.owner();
                var statement = connection.createStatement()) {
            statement.execute("insert into recipient (id, organization_id, name, kind, enabled, created_at)"
                    + " select 1000000000 + i, (select organization_id from recipient where name = 'r0'), 'many' || i,"
                    + " 'user', true, 1 from generate_series(1, " + (SUBSCRIBERS - 1) + ") i");
            statement.execute("insert into inbox (id) select id from recipient where id > 1000000000");
            statement.execute("insert into subscription (topic_id, recipient_id, created_at)"
                    + " select (select id from topic where name = 'everybody'), id, 1 from recipient"
                    + " where id > 1000000000");
            statement.execute("analyze");
        }
    }

    private static List<Double> postFor(Belfry belfry, Duration time) throws Exception {
        var end = System.nanoTime() + time.toNanos();
        return post(belfry, () -> System.nanoTime() < end);
    }

    /** Posts at fixed moments, whatever the answers take: who is late has waited too. Answers their milliseconds. */
    private static List<Double> post(Belfry belfry, BooleanSupplier goOn) throws Exception {
        var threads = Executors.newFixedThreadPool(POSTERS);
        var start = System.nanoTime();
        var work = new ArrayList<Callable<List<Double>>>();
        for (var poster = 0; poster < POSTERS; poster++) {
            var first = poster;
            work.add(() -> steadily(belfry, first, start, goOn));
        }
        try {
            var answers = new ArrayList<Double>();
            for (var some : threads.invokeAll(work)) {
                answers.addAll(some.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Double> steadily(Belfry belfry, int first, long start, BooleanSupplier goOn)
            throws IOException {
        var answers = new ArrayList<Double>();
        try (var http = belfry.http()) {
            for (var i = first; goOn.getAsBoolean(); i += POSTERS) {
                var due = start + i * 1_000_000_000L / POSTS_A_SECOND;
                for (var early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
                    LockSupport.parkNanos(early);
                }
                new Requests("r" + i % RECIPIENTS).post(http);
                answers.add((System.nanoTime() - due) / 1e6);
            }
        }
        return answers;
    }
}
