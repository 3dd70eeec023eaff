package org.belfry.schedule;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import org.belfry.platform.Database;

/** Looks every second for what is due. */
@Singleton
@Startup
@DependsOn({"Migrations", "NodeUptimeTimer"})
@TransactionManagement(TransactionManagementType.BEAN)
public class ScheduleTimer {

    @Inject
    private ScheduleRunner runner;

    @Inject
    private ScheduleRuns runs;

    @Inject
    private Database database;

    @PostConstruct
    void start() {
        if (database.isOfOneNode()) {
            runs.endAllLeases();
        }
    }

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    public void poll() {
        runner.poll();
    }
}
