package org.belfry.platform;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;

/**
 * Brings the schema up to date before anything else uses the database, then says {@link DatabaseMigrated}. What needs
 * the tables at start is {@code @DependsOn("Migrations")} or observes that event.
 */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class Migrations {

    /** The schema is current: fired once a start, synchronously, before the first request. */
    public record DatabaseMigrated() {}

    private static final Logger LOG = Logger.getLogger(Migrations.class.getName());

    @Inject
    private Database database;

    @Inject
    private Event<DatabaseMigrated> migrated;

    @PostConstruct
    void migrate() {
        // Flyway tells each of its steps; only what it warns of is news.
        Logger.getLogger("org.flywaydb").setLevel(Level.WARNING);
        var flyway = Flyway.configure(getClass().getClassLoader())
                .dataSource(database.dataSource())
                .locations(
                        "db/migration/common",
                        "db/migration/" + database.product().folder())
                .failOnMissingLocations(true)
                // A schema that a later release has migrated is not ours to write into.
                .ignoreMigrationPatterns(new String[0])
                .placeholders(database.product().placeholders())
                .load();
        flyway.migrate();
        var current = flyway.info().current();
        if (current == null) {
            throw new IllegalStateException("The migrations were not found in the application");
        }
        LOG.info(() -> "Database: " + database.product() + ", schema version " + current.getVersion());
        migrated.fire(new DatabaseMigrated());
    }
}
