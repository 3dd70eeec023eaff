package org.belfry.inbox;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.List;

/** Brings back notifications whose snooze has ended: inbox by inbox, on the first node that gets there. */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
public class WakeTimer {

    private static final int STEPS_A_RUN = 100;

    @Inject
    private Inboxes inboxes;

    @Inject
    private InboxChanges changes;

    @Schedule(hour = "*", minute = "*", second = "*/2", persistent = false)
    public void wake() {
        for (var step = 0; step < STEPS_A_RUN; step++) {
            var due = inboxes.dueToWake();
            due.forEach(inbox -> changes.wakeDue(List.of(inbox)));
            if (due.isEmpty()) {
                return;
            }
        }
    }
}
