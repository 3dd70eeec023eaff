package org.belfry.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How the database carries out what Belfry asks of a small and of a large inbox, and how many statements a request takes. */
class PlanBench {

    private static final Pattern TABLE =
            Pattern.compile("(?i)\\b(?:from|join|into|update)\\s+(\\w+)|,\\s*(\\w+)\\s+t\\d+");

    private static final List<String> INBOXES = List.of(SeededInboxes.SMALL, SeededInboxes.LARGE);

    private interface Call {
        void on(HttpConnection http, Requests inbox) throws Exception;
    }

    private static Belfry belfry;
    private static SeededInboxes inboxes;
    private static HttpConnection http;

    @BeforeAll
    static void start() throws Exception {
        belfry = Belfry.start("plan-bench", Watch.SETTINGS);
        inboxes = SeededInboxes.seed(belfry);
        http = belfry.http();
    }

    @AfterAll
    static void stop() throws Exception {
        http.close();
        inboxes.close();
        belfry.close();
    }

    @Test
    void plansWithFewAndWithMany() throws Exception {
        var middles = new LinkedHashMap<String, String>();
        middles.put(SeededInboxes.SMALL, new Requests(SeededInboxes.SMALL).middle(http, SeededInboxes.SMALL_ROWS));
        middles.put(SeededInboxes.LARGE, new Requests(SeededInboxes.LARGE).middle(http, SeededInboxes.LARGE_ROWS));
        var calls = new LinkedHashMap<String, Call>();
        calls.put("list, limit 500", (it, inbox) -> inbox.list(it, "&limit=500"));
        calls.put(
                "list, limit 500, by cursor from the middle",
                (it, inbox) -> inbox.list(it, "&limit=500&cursor=" + middles.get(inbox.recipient())));
        calls.put("list, unread only", (it, inbox) -> inbox.list(it, "&unread_only=true"));
        calls.put("list, archived", (it, inbox) -> inbox.list(it, "&state=archived"));
        calls.put("list, one type of two", (it, inbox) -> inbox.list(it, "&type=execution.completed"));
        calls.put("badge", (it, inbox) -> inbox.badge(it));
        calls.put("heartbeat, claims 1", (it, inbox) -> inbox.heartbeat(it, 1, 1));

        var machine = Report.machine(belfry);
        var table = new Table(
                1,
                "database pages read per request",
                Figures.whole(SeededInboxes.SMALL_ROWS) + " in the inbox",
                Figures.whole(SeededInboxes.LARGE_ROWS) + " in the inbox");
        var details = new StringBuilder();
        try (var watch = new Watch(belfry)) {
            for (var call : calls.entrySet()) {
                var plans = plans(watch, call.getValue());
                table.row(call.getKey(), pages(plans.get(SeededInboxes.SMALL)), pages(plans.get(SeededInboxes.LARGE)));
                append(details, call.getKey(), plans);
            }
        }
        Report.write("plans", machine + table + details);
    }

    /** First some of each, on the same connections, so that the database has made up its mind whether to plan anew. */
    private static Map<String, List<Watch.Plan>> plans(Watch watch, Call call) throws Exception {
        for (var i = 0; i < Watch.TIMES; i++) {
            for (var inbox : INBOXES) {
                call.on(http, new Requests(inbox));
            }
        }
        var plans = new LinkedHashMap<String, List<Watch.Plan>>();
        for (var inbox : INBOXES) {
            plans.put(inbox, watch.plans(() -> call.on(http, new Requests(inbox))));
        }
        inboxes.restore();
        inboxes.vacuum();
        return plans;
    }

    private static String pages(List<Watch.Plan> plans) {
        return Figures.whole(plans.stream().mapToLong(Watch.Plan::pages).sum());
    }

    private static void append(StringBuilder text, String name, Map<String, List<Watch.Plan>> plans) {
        text.append("\n<details><summary>").append(name).append("</summary>\n");
        for (var inbox : plans.entrySet()) {
            var rows = inbox.getKey().equals(SeededInboxes.SMALL) ? SeededInboxes.SMALL_ROWS : SeededInboxes.LARGE_ROWS;
            text.append("\n").append(Figures.whole(rows)).append(" in the inbox:\n\n```\n");
            text.append(ofNotifications(inbox.getValue()).stream()
                    .map(plan -> shortened(plan.statement()) + "\n\n" + plan.plan() + "\n")
                    .collect(Collectors.joining("\n")));
            text.append("```\n");
        }
        text.append("\n</details>\n");
    }

    /** Those that look at notifications, or where there is none, at the inbox. */
    private static List<Watch.Plan> ofNotifications(List<Watch.Plan> plans) {
        var those =
                plans.stream().filter(plan -> mentions(plan, "notification")).toList();
        return those.isEmpty()
                ? plans.stream().filter(plan -> mentions(plan, "inbox")).toList()
                : those;
    }

    private static boolean mentions(Watch.Plan plan, String table) {
        return Pattern.compile("(?i)\\b" + table + "\\b")
                .matcher(plan.statement())
                .find();
    }

    /** Without the names of the columns. */
    private static String shortened(String statement) {
        return statement.replaceFirst("(?i)^select (?!count|t0\\.id from)[^()]*? from ", "SELECT … FROM ");
    }

    @Test
    void statementsOfEachRequest() throws Exception {
        var large = new Requests(SeededInboxes.LARGE);
        var table = new Table(2, "request", "statements", "count");
        try (var watch = new Watch(belfry)) {
            var known = tables();
            count(watch, known, table, "list", () -> large.list(http, ""));
            count(watch, known, table, "list, one type", () -> large.list(http, "&type=mention"));
            var listTag = large.listTag(http, "");
            count(watch, known, table, "list, unchanged (304)", () -> large.listAgain(http, "", listTag));
            count(watch, known, table, "badge", () -> large.badge(http));
            var other = new Requests("other-1");
            other.heartbeat(http, 500, 10);
            count(watch, known, table, "heartbeat, nothing to claim", () -> other.heartbeat(http, 500, 0));
            count(watch, known, table, "heartbeat, claims 1", () -> large.heartbeat(http, 1, 1));
            var unread = new ArrayList<Long>();
            for (var i = 0; i < Watch.TIMES; i++) {
                unread.add(large.post(http));
            }
            var ids = unread.iterator();
            count(watch, known, table, "mark one read", () -> large.read(http, ids.next()));
            count(watch, known, table, "post an event, to one", () -> large.post(http));
            var event = new int[1];
            count(
                    watch,
                    known,
                    table,
                    "post an event with an `id`",
                    () -> large.post(http, ",\"id\":\"happening-" + event[0]++ + "\""));
            count(
                    watch,
                    known,
                    table,
                    "post an event with a known `source`",
                    () -> large.post(
                            http,
                            ",\"source\":{\"type\":\"workflow\",\"id\":1,\"title\":\"Workflow 1\",\"status\":\"running\"}"));
            var ten = new Requests("other-1\",\"other-2\",\"other-3\",\"other-4\",\"other-5\",\"other-6\",\"other-7\","
                    + "\"other-8\",\"other-9\",\"other-10");
            count(watch, known, table, "post an event, to ten", () -> ten.post(http));
        }
        inboxes.restore();
        Report.write("statements", table.toString());
    }

    private static void count(Watch watch, TreeSet<String> known, Table table, String name, Watch.Action request)
            throws Exception {
        var sent = watch.sent(request);
        var total = sent.stream()
                .filter(it -> !it.text().equals("BEGIN"))
                .mapToDouble(Watch.Sent::times)
                .sum();
        table.row(
                name,
                sent.stream()
                        .filter(it -> !it.text().equals("BEGIN"))
                        .map(it -> named(it, known))
                        .collect(Collectors.joining("; ")),
                shortly(total));
    }

    /** Such as {@code select api_key, organization}. */
    private static String named(Watch.Sent sent, TreeSet<String> known) {
        var verb = sent.text().strip().split("\\s", 2)[0].toLowerCase(Locale.ROOT);
        var names = TABLE.matcher(sent.text())
                .results()
                .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(known::contains)
                .distinct()
                .collect(Collectors.joining(", "));
        var times = shortly(sent.times());
        return (verb + " " + names).strip() + (times.equals("1") ? "" : " × " + times);
    }

    private static String shortly(double number) {
        return Figures.hundredths(number).replace(".00", "");
    }

    private static TreeSet<String> tables() throws Exception {
        var tables = new TreeSet<String>();
        try (var connection = belfry.owner();
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery("select tablename from pg_tables where schemaname = 'public' union all"
                                + " select sequencename from pg_sequences where schemaname = 'public'")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }
}
