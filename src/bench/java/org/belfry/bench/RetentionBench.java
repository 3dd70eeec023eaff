package org.belfry.bench;

import jakarta.json.JsonObject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** How quickly what is old is removed, and what those notice of it who post meanwhile, to the very inboxes it is removed from. */
class RetentionBench {

    /** Notifications that are old and read; {@code -Dbelfry.bench.old=…}. Half of them share their events by ten. */
    private static final int OLD = Integer.getInteger("belfry.bench.old", 1_000_000);

    private static final int INBOXES = 1000;
    private static final int POSTS_A_SECOND = 100;
    private static final Duration WARMING_UP = Duration.ofSeconds(30);
    private static final Duration ALONE = Duration.ofSeconds(15);
    private static final Duration PART = Duration.ofSeconds(5);

    /** Two hundred days ago everybody was told of everything; a tenth is unread, and stays. */
    private static final List<String> SEED = List.of(
            "insert into recipient (id, organization_id, name, kind, enabled, created_at)"
                    + " select 1000000000 + i, o.id, 'r' || i, 'user', true, 0 from organization o,"
                    + " generate_series(0, " + (INBOXES - 1) + ") i where o.code = 'default'",
            "insert into inbox (id) select id from recipient where id >= 1000000000",
            "insert into event (id, organization_id, producer, type, category, priority, title, message, created_at)"
                    + " select i, (select id from organization where code = 'default'), 'bench', 'mention', 'tasks', 'medium',"
                    + " 'Notification ' || i, repeat('What happened, in some words. ', 4),"
                    + " extract(epoch from now())::bigint - 17280000 + i"
                    + " from generate_series(1, " + OLD * 10L / 9 + ") i where i % 20 < 10 or i % 20 = 10",
            "insert into notification (id, event_id, inbox_id, type, category, modseq, occurrences, decisions, created_at,"
                    + " delivered_at, read_at) select i, case when i % 20 < 10 then i else i - i % 20 + 10 end,"
                    + " 1000000000 + i % " + INBOXES + ", 'mention', 'tasks', i / " + INBOXES + " + 1, 1,"
                    + " 'in_app+TYPE_DEFAULT email-NOT_DEFAULT webhook-NOT_DEFAULT',"
                    + " extract(epoch from now())::bigint - 17280000 + i, 1,"
                    + " case when (i / " + INBOXES + ") % 10 > 0 then 1 end"
                    + " from generate_series(1, " + OLD * 10L / 9 + ") i"
                    + " where i % 20 < 10 or i - i % 20 + 10 <= " + OLD * 10L / 9,
            "select setval('event_seq', 100000000), setval('notification_seq', 100000000)",
            "update inbox i set modseq = top, total_count = total, unread_count = unread from (select inbox_id,"
                    + " max(modseq) as top, count(*) as total, count(*) - count(read_at) as unread from notification"
                    + " group by inbox_id) counted where i.id = inbox_id",
            "vacuum (analyze) recipient, inbox, event, notification");

    @Test
    void whatIsOldIsRemovedWhileOthersPost() throws Exception {
        try (var belfry = Belfry.start("retention-bench", Map.of())) {
            var machine = Report.machine(belfry);
            seed(belfry);
            post(belfry, WARMING_UP);
            var before = post(belfry, ALONE);
            var run =
                    belfry.client().post("api/retention/run", null).expect(202).getInt("id");
            var watching = CompletableFuture.supplyAsync(() -> watch(belfry, run));
            var during = new ArrayList<Double>();
            while (!watching.isDone()) {
                during.addAll(post(belfry, PART));
            }
            var after = post(belfry, ALONE);

            var table = new Table(
                    1,
                    POSTS_A_SECOND + " single posts per second; response time in milliseconds",
                    "p50",
                    "p99",
                    "p99 as a ratio");
            var base = Figures.percentile(before, 0.99);
            row(table, "before the run", before, base);
            row(table, "during the run", during, base);
            row(table, "after it", after, base);
            Report.write("retention", machine + table + "\n" + facts(watching.get()));
        }
    }

    /**
     * What was seen of a run.
     *
     * @param notifications seconds until no more notifications were removed
     * @param all seconds until it had ended
     */
    private record Seen(JsonObject removed, double notifications, double all) {}

    private static Seen watch(Belfry belfry, int run) {
        var start = System.nanoTime();
        var last = start;
        var notifications = -1;
        while (true) {
            var seen = belfry.client()
                    .get("api/retention?limit=1")
                    .expect(200)
                    .getJsonArray("runs")
                    .getJsonObject(0);
            var removed = seen.getJsonObject("removed");
            if (removed.getInt("notifications") > notifications) {
                notifications = removed.getInt("notifications");
                last = System.nanoTime();
            }
            if (!seen.getString("state").equals("running")) {
                if (seen.getInt("id") != run || !seen.getString("state").equals("done")) {
                    throw new IllegalStateException("That is no run that ended well: " + seen);
                }
                return new Seen(removed, (last - start) / 1e9, (System.nanoTime() - start) / 1e9);
            }
            LockSupport.parkNanos(250_000_000L);
        }
    }

    private static String facts(Seen seen) {
        var notifications = seen.removed().getInt("notifications");
        var events = seen.removed().getInt("events");
        return Figures.whole(notifications) + " read notifications of " + Figures.whole(INBOXES)
                + " inboxes were removed in " + Figures.whole(seen.notifications()) + " s ("
                + Figures.whole(notifications / seen.notifications()) + " per second), then "
                + Figures.whole(events) + " events in " + Figures.whole(seen.all() - seen.notifications()) + " s ("
                + Figures.whole(events / (seen.all() - seen.notifications()))
                + " per second), while events were posted to the same inboxes.\n";
    }

    private static void row(Table table, String name, List<Double> milliseconds, double base) {
        var p99 = Figures.percentile(milliseconds, 0.99);
        table.row(
                name,
                Figures.hundredths(Figures.percentile(milliseconds, 0.5)),
                Figures.hundredths(p99),
                Figures.hundredths(p99 / base));
    }

    private static List<Double> post(Belfry belfry, Duration time) throws Exception {
        return SteadyPosts.run(belfry, POSTS_A_SECOND, time, i -> "r" + i * 7 % INBOXES);
    }

    private static void seed(Belfry belfry) throws SQLException {
        try (var connection = belfry.owner();
                var statement = connection.createStatement()) {
            for (var sql : SEED) {
                statement.execute(sql);
            }
        }
    }
}
