package org.belfry.platform;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Notes every few seconds that this node is up, and at the end that it is no more. */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
public class NodeUptimeTimer {

    private static final Logger LOG = Logger.getLogger(NodeUptimeTimer.class.getName());

    @Inject
    private NodeUptime uptime;

    @PostConstruct
    void start() {
        uptime.recordUp();
    }

    @Schedule(hour = "*", minute = "*", second = "*/" + NodeUptime.EVERY, persistent = false)
    public void recordUp() {
        uptime.recordUp();
    }

    @PreDestroy
    void stop() {
        try {
            uptime.stop();
        } catch (RuntimeException e) {
            LOG.log(Level.FINE, "The shutdown of this node was not recorded", e);
        }
    }
}
