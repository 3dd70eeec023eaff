package org.belfry.delivery;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import org.belfry.platform.Database;

/** Looks after what no commit wakes the dispatcher for: retries that come due, and leases of nodes that are gone. */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
public class DispatchTimer {

    @Inject
    private Outbox outbox;

    @Inject
    private Dispatcher dispatcher;

    @Inject
    private Database database;

    @PostConstruct
    void start() {
        if (database.isOfOneNode()) {
            outbox.endAllLeases();
        }
    }

    @Schedule(hour = "*", minute = "*", second = "*/2", persistent = false)
    public void look() {
        outbox.takeOver();
        dispatcher.wake();
    }
}
