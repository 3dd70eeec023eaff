package org.belfry.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Map;
import org.belfry.testing.TestEnvironment;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Without a server. Counters that an earlier release got wrong are repaired before the database begins to check them. */
@Tag("both-databases")
class CounterMigrationIT {

    private static final String COUNTERS =
            "select modseq, unread_count, undelivered_count, total_count, archived_count,"
                    + " snoozed_count, read_all_modseq, reset_modseq from inbox order by id";

    @Test
    void wrongCountersAreCountedAgainAndRightOnesStay() throws SQLException {
        var url = database();
        migrate(url, "10");
        try (var connection = DriverManager.getConnection(url)) {
            fill(connection);
            migrate(url, "11");

            assertThat(inboxes(connection)).containsExactly("12 3 2 6 1 1 1 12", "1 1 1 1 0 0 0 0", "6 0 0 0 0 0 0 6");
            assertThatThrownBy(() -> execute(connection, "update inbox set unread_count = -1 where id = 1"))
                    .isInstanceOf(SQLException.class)
                    .message()
                    .containsIgnoringCase("inbox_counters");
        }
    }

    private static String database() {
        return switch (TestEnvironment.database()) {
            case POSTGRESQL -> TestEnvironment.freshDatabase().get("BELFRY_DB_URL") + "?user=postgres";
            case DERBY -> {
                System.setProperty(
                        "derby.stream.error.file",
                        TestEnvironment.folder("tmp").resolve("derby.log").toString());
                yield "jdbc:derby:memory:counters;create=true";
            }
        };
    }

    private static void migrate(String url, String version) {
        var isDerby = TestEnvironment.database() == TestEnvironment.Database.DERBY;
        Flyway.configure()
                .dataSource(url, null, null)
                .locations(
                        "classpath:db/migration/common", "classpath:db/migration/" + (isDerby ? "derby" : "postgresql"))
                .placeholders(Map.of("text", isDerby ? "clob" : "text"))
                .target(MigrationVersion.fromVersion(version))
                .load()
                .migrate();
    }

    private static void fill(Connection connection) throws SQLException {
        execute(
                connection,
                "insert into organization (id, code, name, ad_hoc_types, created_at) values (1, 'o', 'o', true, 1)");
        execute(
                connection,
                "insert into event (id, organization_id, producer, type, category, priority, title, created_at)"
                        + " values (1, 1, 'p', 't', 'c', 'low', 't', 1)");
        for (var id = 1; id <= 3; id++) {
            execute(
                    connection,
                    "insert into recipient (id, organization_id, name, kind, enabled, created_at)" + " values (" + id
                            + ", 1, 'r" + id + "', 'user', true, 1)");
        }
        execute(
                connection,
                "insert into inbox (id, modseq, unread_count, undelivered_count, total_count, archived_count,"
                        + " snoozed_count, read_all_modseq) values (1, 11, -24, -24, -16, -1, 3, 1)");
        execute(
                connection,
                "insert into inbox (id, modseq, unread_count, undelivered_count, total_count) values (2, 1, 1, 1, 1)");
        execute(connection, "insert into inbox (id, modseq, total_count) values (3, 5, -2)");
        notification(connection, 1, 1, "null, null, null, null");
        notification(connection, 1, 2, "null, null, null, null");
        notification(connection, 1, 3, "null, null, null, null");
        notification(connection, 1, 4, "9, null, null, null");
        notification(connection, 1, 5, "9, 9, 9, null");
        notification(connection, 1, 6, "9, 9, null, 99");
        notification(connection, 2, 1, "null, null, null, null");
    }

    /** @param times of delivery, reading and archiving, and the one until which it is snoozed */
    private static void notification(Connection connection, int inbox, int modseq, String times) throws SQLException {
        execute(
                connection,
                "insert into notification (id, event_id, inbox_id, type, category, modseq, occurrences, decisions,"
                        + " created_at, delivered_at, read_at, archived_at, snoozed_until) values ("
                        + (inbox * 100 + modseq)
                        + ", 1, " + inbox + ", 't', 'c', " + modseq + ", 1, '', 1, " + times + ")");
    }

    private static void execute(Connection connection, String statement) throws SQLException {
        try (var prepared = connection.prepareStatement(statement)) {
            prepared.executeUpdate();
        }
    }

    private static ArrayList<String> inboxes(Connection connection) throws SQLException {
        var inboxes = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(COUNTERS)) {
            while (rows.next()) {
                var row = new ArrayList<String>();
                for (var column = 1; column <= 8; column++) {
                    row.add(rows.getString(column));
                }
                inboxes.add(String.join(" ", row));
            }
        }
        return inboxes;
    }
}
