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
public class CollapseTimer {

    @Inject
    private InboxWriter inboxes;

    @Schedule(hour = "*", minute = "*", second = "45", persistent = false)
    public void forget() {
        inboxes.forgetEndedWindows();
    }
}
