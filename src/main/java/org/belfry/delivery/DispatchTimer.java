package org.belfry.delivery;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import org.belfry.platform.Database;

/** Looks after what no commit wakes the dispatcher for: retries that come due, and leases of nodes that are gone. */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
public class DispatchTimer {

    @Inject
    private Outbox outbox;

    @Inject
    private Dispatcher dispatcher;

    @Inject
    private Circuits circuits;

    @Inject
    private ChannelSenders senders;

    @Inject
    private Database database;

    @PostConstruct
    void start() {
        outbox.checkSettings();
        circuits.checkSettings();
        if (database.isOfOneNode()) {
            outbox.endAllLeases();
        }
    }

    @Schedule(hour = "*", minute = "*", second = "*/2", persistent = false)
    public void poll() {
        var more = true;
        while (more) {
            more = outbox.takeOver();
        }
        dispatcher.wake();
    }

    @Schedule(hour = "*", minute = "*", second = "41", persistent = false)
    public void giveUp() {
        for (var sender : senders.all()) {
            var more = true;
            while (more) {
                more = outbox.expire(sender.channel());
            }
        }
    }
}
