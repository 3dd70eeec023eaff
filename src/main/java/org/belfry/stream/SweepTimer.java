package org.belfry.stream;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/** Lets the hub look for changes that nobody told it of. */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
public class SweepTimer {

    @Inject
    private Hub hub;

    @Inject
    private StreamTickets tickets;

    @Schedule(hour = "*", minute = "*", second = "*/2", persistent = false)
    public void sweep() {
        hub.sweep();
    }

    @Schedule(hour = "*", minute = "*/5", persistent = false)
    public void removeExpiredTickets() {
        tickets.removeExpired();
    }
}
