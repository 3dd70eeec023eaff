package org.belfry.inbox;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/** Writes "all read" into the notifications, a step a transaction, on whichever node comes to it first. */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
public class ReadMarkTimer {

    private static final int STEPS_A_RUN = 1000;

    @Inject
    private ReadMarks marks;

    @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false)
    public void settle() {
        for (var step = 0; step < STEPS_A_RUN && marks.settle(); step++) {
            // Each step is a transaction of its own, so that nobody waits long for its rows.
        }
    }
}
