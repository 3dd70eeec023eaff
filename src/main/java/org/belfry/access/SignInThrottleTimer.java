package org.belfry.access;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/** Removes what is left of old attempts to sign in, a step a transaction. Several nodes may do it at once. */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
public class SignInThrottleTimer {

    private static final int STEPS_A_RUN = 1000;

    @Inject
    private SignInThrottles throttles;

    @Schedule(hour = "*", minute = "*/5", persistent = false)
    public void removeExpired() {
        for (var step = 0; step < STEPS_A_RUN && throttles.removeExpired(); step++) {
            // Each step is a transaction of its own, so that no sign-in waits long.
        }
    }
}
