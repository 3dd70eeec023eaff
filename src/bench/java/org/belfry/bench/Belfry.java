package org.belfry.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.ServerProcess;
import org.belfry.testing.TestEnvironment;

/** A server on a PostgreSQL database of its own, and ways into both. */
final class Belfry implements AutoCloseable {

    private final Map<String, String> environment;
    private final ServerProcess server;

    private Belfry(Map<String, String> environment, ServerProcess server) {
        this.environment = environment;
        this.server = server;
    }

    /**
     * @param name of the server's folder below the build's output
     * @param settings of the database, such as {@code auto_explain.log_min_duration}
     */
    static Belfry start(String name, Map<String, String> settings) throws SQLException {
        return start(name, settings, Map.of());
    }

    /** @param more what else the server's environment has */
    static Belfry start(String name, Map<String, String> settings, Map<String, String> more) throws SQLException {
        var environment = new HashMap<>(TestEnvironment.freshDatabase());
        environment.putAll(more);
        // Counted as in production, but never used up.
        environment.put("BELFRY_RATE_LIMIT_BACKEND", "1000000000/60");
        try (var connection = superuser(environment);
                var statement = connection.createStatement()) {
            statement.execute("create extension pg_stat_statements");
            for (var setting : settings.entrySet()) {
                statement.execute("alter database " + connection.getCatalog() + " set " + setting.getKey() + " = '"
                        + setting.getValue() + "'");
            }
        }
        Path data = TestEnvironment.folder(name + "-data");
        return new Belfry(environment, ServerProcess.start(name, TestEnvironment.freePort(), data, environment));
    }

    BelfryClient client() {
        return BelfryClient.admin(server.url());
    }

    HttpConnection http() {
        return new HttpConnection(server.url(), BelfryClient.ADMIN_KEY);
    }

    /** As Belfry itself connects. */
    Connection owner() {
        try {
            return DriverManager.getConnection(
                    url(environment), System.getenv("BELFRY_DB_USER"), System.getenv("BELFRY_DB_PASSWORD"));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    Connection superuser() throws SQLException {
        return superuser(environment);
    }

    /** What of the database's configuration decides how fast it is. */
    String settings() {
        try (var connection = superuser();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select 'PostgreSQL ' || current_setting('server_version')"
                        + " || ', fsync ' || current_setting('fsync')"
                        + " || ', synchronous_commit ' || current_setting('synchronous_commit')"
                        + " || ', shared_buffers ' || current_setting('shared_buffers')")) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of the server's process. */
    Footprint footprint() {
        return new Footprint(server.pid());
    }

    /** The most memory that the server ever held at once, in MB, as Linux counts it. */
    double peakMegabytes() {
        return footprint().peakMegabytes();
    }

    /** How long the database has worked on statements of the server. */
    double millisecondsOfStatements() throws SQLException {
        try (var connection = superuser();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select coalesce(sum(total_exec_time), 0) from pg_stat_statements"
                        + " where dbid = (select oid from pg_database where datname = current_database())")) {
            row.next();
            return row.getDouble(1);
        }
    }

    @Override
    public void close() {
        server.close();
    }

    private static Connection superuser(Map<String, String> environment) throws SQLException {
        return DriverManager.getConnection(url(environment), "postgres", "");
    }

    private static String url(Map<String, String> environment) {
        return environment.get("BELFRY_DB_URL");
    }
}
