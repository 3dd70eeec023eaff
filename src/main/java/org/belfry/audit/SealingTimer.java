package org.belfry.audit;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/** Seals what is new in the audit log, on whichever node comes to it first. */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
public class SealingTimer {

    @Inject
    private Sealing sealing;

    @Schedule(hour = "*", minute = "*", second = "*/2", persistent = false)
    public void look() {
        for (var organization : sealing.unsealed()) {
            while (sealing.seal(organization) == Sealing.STEP) {
                // Each step is a transaction of its own, so that the chain is never held for long.
            }
        }
    }
}
