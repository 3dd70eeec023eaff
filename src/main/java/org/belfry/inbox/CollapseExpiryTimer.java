package org.belfry.inbox;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/** Forgets collapse windows that have ended, once a minute. */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
public class CollapseExpiryTimer {

    private static final int STEPS_A_RUN = 1000;

    @Inject
    private InboxDelivery inboxes;

    @Schedule(hour = "*", minute = "*", second = "45", persistent = false)
    public void forget() {
        for (var step = 0; step < STEPS_A_RUN && inboxes.forgetEndedWindows() > 0; step++) {
            // Each step is a separate transaction, so no post waits long for its locks.
        }
    }
}
