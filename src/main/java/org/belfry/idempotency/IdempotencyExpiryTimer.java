package org.belfry.idempotency;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import org.belfry.platform.Database;

/** Removes answers that are older than a day, a step a transaction, on whichever node comes to it first. */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
public class IdempotencyExpiryTimer {

    private static final int STEPS_A_RUN = 1000;

    @Inject
    private IdempotentCalls calls;

    @Inject
    private Database database;

    @PostConstruct
    void start() {
        if (database.isOfOneNode()) {
            calls.releaseAll();
        }
    }

    @Schedule(hour = "*", minute = "*/5", persistent = false)
    public void removeExpired() {
        for (var step = 0; step < STEPS_A_RUN && calls.removeExpired() > 0; step++) {
            // Each step is a transaction of its own, so that nobody waits long for its rows.
        }
    }
}
