package org.belfry.testing;

import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Servers on one new database: two on PostgreSQL; one on Derby, which only one server can open. */
public final class Nodes implements AutoCloseable {

    private static final class Node {

        private final int port = TestEnvironment.freePort();
        private final Path data;
        private volatile ServerProcess process;
        private volatile boolean up;
        private int starts;

        Node(Path data) {
            this.data = data;
        }
    }

    private final String name;
    private final Map<String, String> environment;
    private final Path war;
    private final List<Node> nodes = new ArrayList<>();

    private Nodes(String name, Map<String, String> environment, Path war) {
        this.name = name;
        this.environment = environment;
        this.war = war;
    }

    /**
     * @param name of the servers' folders below the build's output
     * @param more what differs from the environment of the server under test, beside the database
     */
    public static Nodes start(String name, Map<String, String> more) {
        return start(name, more, Path.of(TestEnvironment.property("belfry.it.war")));
    }

    /** @param war another application than the packaged one */
    static Nodes start(String name, Map<String, String> more, Path war) {
        var environment = new HashMap<>(TestEnvironment.freshDatabase());
        environment.putAll(more);
        var nodes = new Nodes(name, environment, war);
        var count = TestEnvironment.database() == TestEnvironment.Database.POSTGRESQL ? 2 : 1;
        try {
            for (var number = 0; number < count; number++) {
                nodes.nodes.add(new Node(TestEnvironment.folder(name + "-" + number + "-data")));
                nodes.startAgain(number);
            }
        } catch (RuntimeException e) {
            nodes.close();
            throw e;
        }
        return nodes;
    }

    public int count() {
        return nodes.size();
    }

    /** @param number any; they are counted round and round */
    public URI url(int number) {
        return URI.create("http://localhost:" + node(number).port + "/");
    }

    /** An admin at one of them, {@link #url counted} likewise. */
    public BelfryClient client(int number) {
        return BelfryClient.admin(url(number));
    }

    /** False from the moment before it is killed until it is ready again. */
    public boolean isUp(int number) {
        return node(number).up;
    }

    /** See {@link ServerProcess#kill()}. */
    public void kill(int number) {
        node(number).up = false;
        node(number).process.kill();
    }

    /** See {@link ServerProcess#stop()}. */
    public void stop(int number) {
        node(number).up = false;
        node(number).process.stop();
    }

    /** At the address that it had; returns once it is ready. */
    public void startAgain(int number) {
        startAgain(number, Map.of());
    }

    /** The same, with other settings for this start. */
    public void startAgain(int number, Map<String, String> settings) {
        var node = node(number);
        var folder = name + "-" + number + (node.starts == 0 ? "" : "-again-" + node.starts);
        node.starts++;
        var own = new HashMap<>(environment);
        own.putAll(settings);
        node.process = ServerProcess.start(folder, node.port, node.data, own, war);
        node.up = true;
    }

    /** On PostgreSQL: the database of the nodes, to look into and to change behind their backs. */
    public Connection database() throws SQLException {
        return DriverManager.getConnection(environment.get("BELFRY_DB_URL"), "postgres", "");
    }

    /** On PostgreSQL: what a query finds there: the columns of each row, as text. */
    public List<List<String>> rows(String query) {
        try (var connection = database();
                var statement = connection.createStatement();
                var found = statement.executeQuery(query)) {
            var width = found.getMetaData().getColumnCount();
            var rows = new ArrayList<List<String>>();
            while (found.next()) {
                var columns = new ArrayList<String>();
                for (var column = 1; column <= width; column++) {
                    columns.add(String.valueOf(found.getString(column)));
                }
                rows.add(columns);
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    /** On PostgreSQL: breaks the connections on which the nodes listen to one another; answers how many there were. */
    public int breakListening() {
        try (var connection = database();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select count(pg_terminate_backend(pid)) from pg_stat_activity"
                        + " where datname = current_database() and application_name like 'belfry-relay%'")) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        for (var node : nodes) {
            if (node.process != null) {
                node.process.close();
            }
        }
    }

    private Node node(int number) {
        return nodes.get(number % nodes.size());
    }
}
