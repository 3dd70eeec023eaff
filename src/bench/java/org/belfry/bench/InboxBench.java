package org.belfry.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an inbox costs with many notifications in it, against the same with few, side by side. */
class InboxBench {

    private static final int CONNECTIONS = 4;
    private static final int ROUNDS = 5;
    private static final Duration ROUND = Duration.ofMillis(300);
    private static final Duration WARM_UP = Duration.ofMillis(500);

    /** Makes the task for one inbox, which has as many rows as were seeded. */
    private interface Preparation {
        Load.Task<HttpConnection> task(HttpConnection http, Requests inbox, int rows) throws Exception;
    }

    private enum Kind {
        READS,
        /** Over one connection, as what comes before each request would disturb the others. */
        CHANGES_ALONE,
        CHANGES
    }

    private record Operation(String name, Kind kind, Preparation preparation) {}

    private static final List<Operation> OPERATIONS = List.of(
            list("list, limit 50", "&limit=50"),
            list("list, limit 500", "&limit=500"),
            new Operation("list, limit 500, by cursor from the middle", Kind.READS, (http, inbox, rows) -> {
                var filter = "&limit=500&cursor=" + inbox.middle(http, rows);
                return Load.timed(it -> inbox.list(it, filter));
            }),
            list("list, unread only", "&unread_only=true"),
            list("list, archived", "&state=archived"),
            list("list, one type of two (`total` counts an index)", "&type=execution.completed"),
            new Operation("list, unchanged (304)", Kind.READS, (http, inbox, rows) -> {
                var tag = inbox.listTag(http, "&limit=500");
                return Load.timed(it -> inbox.listAgain(it, "&limit=500", tag));
            }),
            new Operation("badge", Kind.READS, (http, inbox, rows) -> Load.timed(inbox::badge)),
            new Operation("badge, unchanged (304)", Kind.READS, (http, inbox, rows) -> {
                var tag = inbox.badgeTag(http);
                return Load.timed(it -> inbox.badgeAgain(it, tag));
            }),
            new Operation("heartbeat, claims 1", Kind.CHANGES_ALONE, (http, inbox, rows) -> it -> {
                inbox.post(it);
                return Load.timed((HttpConnection one) -> inbox.heartbeat(one, 1, 1))
                        .run(it);
            }),
            new Operation("mark one read", Kind.CHANGES_ALONE, (http, inbox, rows) -> it -> {
                var id = inbox.post(it);
                return Load.timed((HttpConnection one) -> inbox.read(one, id)).run(it);
            }),
            new Operation("mark all read", Kind.CHANGES_ALONE, (http, inbox, rows) -> it -> {
                inbox.post(it);
                return Load.timed(inbox::readAll).run(it);
            }),
            new Operation("post an event to it", Kind.CHANGES, (http, inbox, rows) -> Load.timed(inbox::post)));

    private static final Operation NOTHING_TO_CLAIM = new Operation(
            "heartbeat, nothing to claim",
            Kind.READS,
            (http, inbox, rows) -> Load.timed(it -> inbox.heartbeat(it, 500, 0)));

    private static Operation list(String name, String filter) {
        return new Operation(name, Kind.READS, (http, inbox, rows) -> Load.timed(it -> inbox.list(it, filter)));
    }

    @Test
    void ratesWithFewAndWithMany() throws Exception {
        try (var belfry = Belfry.start("inbox-bench", Map.of());
                var inboxes = SeededInboxes.seed(belfry);
                var load = new Load<>(CONNECTIONS, belfry::http)) {
            var machine = Report.machine(belfry);
            var table = new Table(
                    1,
                    "requests per second",
                    "connections",
                    Figures.whole(SeededInboxes.SMALL_ROWS) + " in the inbox",
                    Figures.whole(SeededInboxes.LARGE_ROWS) + " in the inbox",
                    "ratio");
            warmUp(load);
            for (var operation : OPERATIONS) {
                measure(belfry, inboxes, load, operation, table);
                inboxes.restore();
                inboxes.vacuum();
            }
            inboxes.deliverAll();
            inboxes.vacuum();
            measure(belfry, inboxes, load, NOTHING_TO_CLAIM, table);
            Report.write("inbox", machine + table);
        }
    }

    /** The server's code is compiled by its use. */
    private static void warmUp(Load<HttpConnection> load) {
        for (var recipient : List.of(SeededInboxes.SMALL, SeededInboxes.LARGE)) {
            var inbox = new Requests(recipient);
            load.rate(Load.timed(it -> inbox.list(it, "&limit=500")), Duration.ofSeconds(3));
            load.rate(Load.timed(inbox::badge), Duration.ofSeconds(2));
        }
    }

    private static void measure(
            Belfry belfry, SeededInboxes inboxes, Load<HttpConnection> load, Operation operation, Table table)
            throws Exception {
        try (var http = belfry.http()) {
            var few = operation.preparation().task(http, new Requests(SeededInboxes.SMALL), SeededInboxes.SMALL_ROWS);
            var many = operation.preparation().task(http, new Requests(SeededInboxes.LARGE), SeededInboxes.LARGE_ROWS);
            rate(load, operation, few, WARM_UP);
            rate(load, operation, many, WARM_UP);
            var ratesOfFew = new ArrayList<Double>();
            var ratesOfMany = new ArrayList<Double>();
            var ratios = new ArrayList<Double>();
            for (var round = 0; round < ROUNDS; round++) {
                if (operation.kind() != Kind.READS) {
                    inboxes.restore();
                }
                var first = rate(load, operation, round % 2 == 0 ? few : many, ROUND);
                var second = rate(load, operation, round % 2 == 0 ? many : few, ROUND);
                var ofFew = round % 2 == 0 ? first : second;
                var ofMany = round % 2 == 0 ? second : first;
                ratesOfFew.add(ofFew);
                ratesOfMany.add(ofMany);
                ratios.add(ofMany / ofFew);
            }
            table.row(
                    operation.name(),
                    operation.kind() == Kind.CHANGES_ALONE ? "1" : String.valueOf(CONNECTIONS),
                    Figures.whole(Figures.median(ratesOfFew)),
                    Figures.whole(Figures.median(ratesOfMany)),
                    Figures.hundredths(Figures.median(ratios)));
        }
    }

    private static double rate(
            Load<HttpConnection> load, Operation operation, Load.Task<HttpConnection> task, Duration time) {
        return operation.kind() == Kind.CHANGES_ALONE ? load.rateOfOne(task, time) : load.rate(task, time);
    }
}
