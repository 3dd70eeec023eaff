package org.belfry.platform;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * A connection of its own that hears what is said on a channel of PostgreSQL (NOTIFY). Apart from {@link ClusterBus}, as only
 * this class needs the driver's own types.
 */
final class PostgresListener implements AutoCloseable {

    private static final String APPLICATION_NAME = "belfry-relay";

    /** So often it is looked whether the connection is still there, where nobody says anything. */
    private static final int MOST_MILLIS_OF_SILENCE = 10_000;

    private static final int SECONDS_TO_ANSWER = 5;

    private final Connection connection;
    private final PGConnection notifications;

    private PostgresListener(Connection connection) throws SQLException {
        this.connection = connection;
        this.notifications = connection.unwrap(PGConnection.class);
    }

    /** Not by the {@link DriverManager}, which does not show every application the server's drivers. */
    static PostgresListener open(String url, String user, String password, String channel) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        var connection = Objects.requireNonNull(new Driver().connect(url, properties), "a URL of PostgreSQL");
        try (var statement = connection.createStatement()) {
            statement.execute("set application_name = '" + APPLICATION_NAME + "'");
            statement.execute("listen " + channel);
            return new PostgresListener(connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /**
     * What was said since the last time, waiting for it for some seconds.
     *
     * @throws SQLException where the connection is broken
     */
    List<String> poll() throws SQLException {
        var heard = notifications.getNotifications(MOST_MILLIS_OF_SILENCE);
        if (heard == null || heard.length == 0) {
            if (!connection.isValid(SECONDS_TO_ANSWER)) {
                throw new SQLException("The connection does not answer");
            }
            return List.of();
        }
        return Arrays.stream(heard).map(PGNotification::getParameter).toList();
    }

    /** Also ends a {@link #poll} that another thread is in. */
    @Override
    public void close() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
