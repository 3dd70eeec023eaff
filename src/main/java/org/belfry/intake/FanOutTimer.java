package org.belfry.intake;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import org.belfry.platform.Database;

/** Looks for events that were left half told: by a former run of this node, or by one that is gone. */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
public class FanOutTimer {

    @Inject
    private FanOutStore store;

    @Inject
    private FanOutWorker fanOutWorker;

    @Inject
    private Database database;

    @PostConstruct
    void start() {
        if (database.isOfOneNode()) {
            store.endAllLeases();
        }
    }

    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
    public void poll() {
        fanOutWorker.wake();
    }
}
