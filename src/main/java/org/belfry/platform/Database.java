package org.belfry.platform;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.belfry.platform.Migrations.DatabaseMigrated;

/** The database behind {@code jdbc/belfry}: which product it is, and whether it answers. */
@ApplicationScoped
public class Database {

    /** The products that Belfry has SQL for. */
    public enum Product {
        DERBY("clob", ""),
        POSTGRESQL("text", " for update of %s skip locked");

        private final String textType;
        private final String skippingLocked;

        Product(String textType, String skippingLocked) {
            this.textType = textType;
            this.skippingLocked = skippingLocked;
        }

        /**
         * The end of a query that locks the rows it finds, and finds none that others have locked. Of one node it is empty: there
         * is nobody to skip.
         *
         * @param alias of the table
         */
        public String skippingLocked(String alias) {
            return String.format(Locale.ROOT, skippingLocked, alias);
        }

        /** Values of the placeholders in the common migrations. */
        Map<String, String> placeholders() {
            return Map.of("text", textType);
        }

        /** The folder of the migrations that only this product gets. */
        String folder() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Resource(lookup = "jdbc/belfry")
    private DataSource dataSource;

    private Product product;
    private volatile boolean migrated;

    @PostConstruct
    void recognise() {
        try (var connection = dataSource.getConnection()) {
            var name = connection.getMetaData().getDatabaseProductName();
            product = switch (name) {
                case "Apache Derby" -> {
                    DataFolder.close(connection.getMetaData().getURL());
                    yield Product.DERBY;
                }
                case "PostgreSQL" -> Product.POSTGRESQL;
                default ->
                    throw new IllegalStateException(
                            "BELFRY_DB_URL names " + name + "; Belfry runs on PostgreSQL and on embedded Derby");
            };
        } catch (SQLException e) {
            throw new IllegalStateException("The database cannot be reached: " + e.getMessage(), e);
        }
    }

    public Product product() {
        return product;
    }

    /** True for an embedded database, which a second node could not open: whatever a former run left behind is ours. */
    public boolean isOfOneNode() {
        return product == Product.DERBY;
    }

    void onMigrated(@Observes DatabaseMigrated done) {
        migrated = true;
    }

    /** Whether the schema is current; false while the application starts. */
    public boolean isMigrated() {
        return migrated;
    }

    /** True when a connection can be had and the database answers within two seconds. */
    public boolean answers() {
        try (var connection = dataSource.getConnection()) {
            return connection.isValid(2);
        } catch (SQLException e) {
            return false;
        }
    }

    /**
     * What the database's clock shows, in milliseconds since 1970. An embedded one has the clock of its node.
     *
     * @param own what the node's clock shows
     */
    long millis(EntityManager entities, long own) {
        return switch (product) {
            case DERBY -> own;
            case POSTGRESQL ->
                ((Number) entities.createNativeQuery(
                                        "select cast(extract(epoch from clock_timestamp()) * 1000 as bigint)")
                                .getSingleResult())
                        .longValue();
        };
    }

    DataSource dataSource() {
        return dataSource;
    }
}
