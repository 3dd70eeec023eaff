package org.belfry.encryption;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.belfry.platform.Database;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready where another node has given the database a key that this one does not have. */
@Readiness
@ApplicationScoped
class EncryptionKeyReadiness implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(EncryptionKeyReadiness.class.getName());

    @Inject
    private Database database;

    @Inject
    private KeyCheck check;

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("secrets").status(isReady()).build();
    }

    private boolean isReady() {
        try {
            return database.isMigrated() && check.isCurrent();
        } catch (RuntimeException e) {
            LOG.log(Level.FINE, "The key of the database cannot be read", e);
            return false;
        }
    }
}
