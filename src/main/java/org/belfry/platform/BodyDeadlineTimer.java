package org.belfry.platform;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/** Ends the bodies that do not come in time. */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class BodyDeadlineTimer {

    @Inject
    private PendingBodies bodies;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    public void giveUpLate() {
        bodies.giveUpLate();
    }
}
