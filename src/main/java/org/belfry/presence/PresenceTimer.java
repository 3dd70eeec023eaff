package org.belfry.presence;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/** Looks for agents that have fallen silent, on all nodes; whichever comes first to one tells it. */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
public class PresenceTimer {

    private static final int ROUNDS = 100;

    @Inject
    private AgentPresences presences;

    @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false)
    public void poll() {
        for (var round = 0; round < ROUNDS; round++) {
            // Once its state is changed nobody finds an agent again.
            var silent = presences.silent();
            silent.forEach(presences::markOffline);
            if (silent.size() < AgentPresences.SILENT_AT_ONCE) {
                return;
            }
        }
    }
}
