package org.belfry.stream;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import org.belfry.platform.ClusterBus;

/** Lets the hub look for changes that nobody told it of, and after its sessions. */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
public class StreamSweepTimer {

    private static final int CALLS_A_SWEEP = 5;

    @Inject
    private StreamHub hub;

    @Inject
    private ClusterBus cluster;

    @Inject
    private StreamTickets tickets;

    private int calls;

    /** Every time where this node does not hear the others. Else only now and then, as there is next to nothing to find. */
    @Schedule(hour = "*", minute = "*", second = "*/2", persistent = false)
    public void sweep() {
        if (!cluster.isListening() || ++calls % CALLS_A_SWEEP == 0) {
            hub.sweep();
        }
    }

    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
    public void checkLives() {
        hub.checkLives();
    }

    @Schedule(hour = "*", minute = "*/5", persistent = false)
    public void removeExpiredTickets() {
        tickets.removeExpired();
    }
}
