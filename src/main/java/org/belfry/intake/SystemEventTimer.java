package org.belfry.intake;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/** Tells what a node that is gone has left untold, on whichever node comes to it first. */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
public class SystemEventTimer {

    @Inject
    private SystemEventPublisher publisher;

    @Schedule(hour = "*", minute = "*", second = "*/3", persistent = false)
    public void poll() {
        publisher.wake();
    }
}
