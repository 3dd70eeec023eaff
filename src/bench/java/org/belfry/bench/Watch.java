package org.belfry.bench;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * What the database says of the statements that it is sent: how often, by pg_stat_statements, and how they are planned and
 * carried out, by auto_explain. So it is what Belfry really sends, on its own connections, with their prepared statements.
 */
final class Watch implements AutoCloseable {

    /** The database's settings. */
    static final Map<String, String> SETTINGS = Map.of(
            "pg_stat_statements.track", "top",
            "auto_explain.log_min_duration", "0",
            "auto_explain.log_analyze", "on",
            "auto_explain.log_buffers", "on");

    /** How often something is asked: what the server's timers send meanwhile does not come near to it. */
    static final int TIMES = 20;

    private static final Pattern PLAN = Pattern.compile(
            "duration: ([0-9.]+) ms +plan:\\nQuery Text: (.*?)\\n(?:Query Parameters: .*?\\n)?(\\w.*)", Pattern.DOTALL);
    private static final Pattern BUFFERS = Pattern.compile("Buffers: shared(?: hit=(\\d+))?(?: read=(\\d+))?");

    /** A request, to be made {@value #TIMES} times. */
    interface Action {
        void run() throws Exception;
    }

    /** A statement, and how often a request sends it. */
    record Sent(String text, double times) {}

    /** A statement with its latest plan. */
    record Plan(String statement, double milliseconds, String plan) {

        /** Pages that it looked at, wherever they were: a number that no load changes. */
        long pages() {
            var buffers = BUFFERS.matcher(plan);
            return buffers.find() ? number(buffers.group(1)) + number(buffers.group(2)) : 0;
        }

        private static long number(String digits) {
            return digits == null ? 0 : Long.parseLong(digits);
        }
    }

    private final Connection connection;

    Watch(Belfry belfry) throws SQLException {
        connection = belfry.superuser();
    }

    /** The statements of one request, in the order in which it sends them. */
    List<Sent> sent(Action request) throws Exception {
        query("select pg_stat_statements_reset()::text");
        repeat(request);
        var sent = new ArrayList<Sent>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select query, calls from pg_stat_statements"
                        + " where dbid = (select oid from pg_database where datname = current_database())"
                        + " and calls >= " + TIMES / 2 + " order by stats_since")) {
            while (rows.next()) {
                sent.add(new Sent(rows.getString(1), (double) rows.getLong(2) / TIMES));
            }
        }
        return sent;
    }

    /** The plans of what one request sends, in the order in which it sends it. */
    List<Plan> plans(Action request) throws Exception {
        var before = Long.parseLong(query("select size::text from pg_stat_file(pg_current_logfile('jsonlog'))"));
        repeat(request);
        var plans = new LinkedHashMap<String, List<Plan>>();
        for (var message : messagesFrom(before)) {
            var matcher = PLAN.matcher(message);
            if (matcher.matches()) {
                plans.computeIfAbsent(matcher.group(2), text -> new ArrayList<>())
                        .add(new Plan(matcher.group(2), Double.parseDouble(matcher.group(1)), matcher.group(3)));
            }
        }
        return plans.values().stream()
                .filter(those -> those.size() >= TIMES / 2)
                .map(those -> those.get(those.size() - 1))
                .toList();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private static void repeat(Action request) throws Exception {
        for (var i = 0; i < TIMES; i++) {
            request.run();
        }
    }

    /** The log is written by a process of its own: it is complete when it has what we send last. */
    private List<String> messagesFrom(long position) throws SQLException {
        var end = UUID.randomUUID().toString();
        query("select '" + end + "'");
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> log(position)
                .contains(end));
        var messages = new ArrayList<String>();
        // The first and the last line may be parts of one.
        var lines = List.of(log(position).split("\n")).stream()
                .filter(line -> line.startsWith("{") && line.endsWith("}"))
                .toList();
        for (var line : lines) {
            try (var reader = Json.createReader(new StringReader(line))) {
                messages.add(((JsonObject) reader.read()).getString("message", ""));
            }
        }
        return messages;
    }

    private String log(long position) throws SQLException {
        return query("select pg_read_file(pg_current_logfile('jsonlog'), " + position + ", 100000000)");
    }

    private String query(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
