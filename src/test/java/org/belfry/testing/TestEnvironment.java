package org.belfry.testing;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * What the server under test needs, started before Arquillian starts the server and stopped after the last test: a mail
 * server, an identity provider and, where the run is on PostgreSQL, a database. The build sets the ports and the server's environment
 * variables (see the Failsafe plugin); in a unit test run it sets none, and nothing is started.
 */
public final class TestEnvironment implements LauncherSessionListener {
    public enum Server {
        PAYARA,
        LIBERTY
    }

    public enum Database {
        DERBY,
        POSTGRESQL
    }

    private static final Logger LOG = Logger.getLogger(TestEnvironment.class.getName());
    private static final int FIRST_PORT = 20_000;
    private static final int LAST_PORT = 29_999;

    /** For whatever waits without saying how long: a machine with much else to do can take ten seconds for anything. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final AtomicInteger NEXT_PORT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT));

    private static GreenMail mail;
    private static IdentityProvider identityProvider;
    private static EmbeddedPostgres postgresql;

    /** The server this run tests. */
    public static Server server() {
        return Server.valueOf(property("belfry.it.server"));
    }

    /** The database this run tests on. */
    public static Database database() {
        return Database.valueOf(property("belfry.it.database"));
    }

    /** The mail server to which the server under test, and every {@link ServerProcess}, sends. */
    public static GreenMail mail() {
        if (mail == null) {
            throw new IllegalStateException("No mail server: this is not a run of the integration tests.");
        }
        return mail;
    }

    /** The identity provider whose tokens the server under test, and every {@link ServerProcess}, takes. */
    public static IdentityProvider identityProvider() {
        if (identityProvider == null) {
            throw new IllegalStateException("No identity provider: this is not a run of the integration tests.");
        }
        return identityProvider;
    }

    /**
     * The environment of a server with a database of its own: on PostgreSQL a new, empty one; on Derby nothing, for
     * there the data folder decides.
     */
    public static Map<String, String> freshDatabase() {
        if (database() == Database.DERBY) {
            return Map.of();
        }
        String name = "belfry_" + DATABASES.incrementAndGet();
        createDatabase(name);
        return Map.of("BELFRY_DB_URL", "jdbc:postgresql://localhost:" + postgresql.getPort() + "/" + name);
    }

    /** The database of the server under test, to look into; only on PostgreSQL, as Derby is inside of the server. */
    public static DataSource postgresql() {
        return postgresql.getDatabase("postgres", "belfry");
    }

    /** A folder of this run below the build's output, made if it is not there. */
    public static Path folder(String name) {
        try {
            return Files.createDirectories(Path.of(property("belfry.it.folder"), name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A port nobody listens on, other than those handed out last. It lies below those that the system gives to connections by
     * itself, so that it is still free when somebody begins to listen on it, and when he listens again.
     */
    public static int freePort() {
        while (true) {
            var port = NEXT_PORT.getAndUpdate(last -> last == LAST_PORT ? FIRST_PORT : last + 1);
            try (var socket = new ServerSocket(port)) {
                return socket.getLocalPort();
            } catch (BindException e) {
                LOG.log(Level.FINE, e, () -> "Port " + port + " is taken");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** What the build says. */
    public static String property(String name) {
        String value = System.getProperty(name);
        if (value == null) {
            throw new IllegalStateException("The build sets " + name + " for the integration tests; it is not set.");
        }
        return value;
    }

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Awaitility.setDefaultTimeout(PATIENCE);
        if (System.getProperty("belfry.it.server") == null) {
            return;
        }
        clear(Path.of(property("belfry.it.folder")));
        folder("tmp");
        mail = new GreenMail(
                new ServerSetup(Integer.getInteger("belfry.it.smtp.port"), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        identityProvider = new IdentityProvider(Integer.getInteger("belfry.it.jwks.port"));
        if (database() == Database.POSTGRESQL) {
            startPostgresql();
        }
        if (server() == Server.LIBERTY) {
            LibertyServer.create(property("belfry.it.name"));
        }
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        SuiteDeployment.end();
        if (mail != null) {
            mail.stop();
        }
        if (identityProvider != null) {
            identityProvider.close();
        }
        if (postgresql != null) {
            try {
                postgresql.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A run finds nothing of an earlier one, also without "mvn clean". */
    private static void clear(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void startPostgresql() {
        try {
            // The role's password is asked for, so that the way of an awkward one through the servers is proven too.
            Path access = Files.write(
                    folder("postgresql").resolve("pg_hba.conf").toAbsolutePath(),
                    List.of("host all postgres 127.0.0.1/32 trust", "host all all 127.0.0.1/32 scram-sha-256"));
            var builder = EmbeddedPostgres.builder()
                    .setPort(Integer.getInteger("belfry.it.postgresql.port"))
                    .setOverrideWorkingDirectory(folder("postgresql").toFile())
                    .setServerConfig("hba_file", access.toString());
            if (Boolean.getBoolean("belfry.it.postgresql.watched")) {
                watched().forEach(builder::setServerConfig);
            }
            postgresql = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        execute("create role " + System.getenv("BELFRY_DB_USER") + " login password '"
                + System.getenv("BELFRY_DB_PASSWORD") + "'");
        createDatabase("belfry");
    }

    /**
     * For the benchmarks: commits reach the disk, as they do in production, and a database can be told to say which
     * statements it is sent, and how it plans them.
     */
    private static Map<String, String> watched() {
        return Map.of(
                "fsync", "on",
                "synchronous_commit", "on",
                "shared_preload_libraries", "pg_stat_statements,auto_explain",
                "pg_stat_statements.track", "none",
                "logging_collector", "on",
                "log_destination", "jsonlog",
                "log_rotation_size", "0");
    }

    private static void createDatabase(String name) {
        execute("create database " + name + " owner " + System.getenv("BELFRY_DB_USER"));
    }

    private static void execute(String sql) {
        try (var connection = postgresql.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
