package org.belfry.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/** MicroProfile Health: started when the migrations have run, ready while the database answers. */
class DatabaseReady {

    @Readiness
    @ApplicationScoped
    static class Ready implements HealthCheck {

        @Inject
        private Database database;

        @Override
        public HealthCheckResponse call() {
            return HealthCheckResponse.named("database")
                    .status(database.isMigrated() && database.answers())
                    .build();
        }
    }

    @Startup
    @ApplicationScoped
    static class Started implements HealthCheck {

        @Inject
        private Database database;

        @Override
        public HealthCheckResponse call() {
            return HealthCheckResponse.named("migrations")
                    .status(database.isMigrated())
                    .build();
        }
    }

    @Liveness
    @ApplicationScoped
    static class Alive implements HealthCheck {

        @Override
        public HealthCheckResponse call() {
            return HealthCheckResponse.up("belfry");
        }
    }

    private DatabaseReady() {}
}
