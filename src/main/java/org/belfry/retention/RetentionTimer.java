package org.belfry.retention;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import org.belfry.platform.Database;

/** Looks again and again for runs that are due, were missed, or were left by a node that is gone. */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
public class RetentionTimer {

    @Inject
    private RetentionWorker worker;

    @Inject
    private RetentionRuns runs;

    @Inject
    private Database database;

    @PostConstruct
    void start() {
        if (database.isOfOneNode()) {
            runs.endAllLeases();
        }
    }

    @Schedule(hour = "*", minute = "*", second = "*/15", persistent = false)
    public void poll() {
        worker.startDue();
        worker.wake();
    }
}
