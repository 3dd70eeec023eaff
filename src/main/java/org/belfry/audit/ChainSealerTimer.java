package org.belfry.audit;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Seals what is new in the audit log, on whichever node comes to it first. */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
public class ChainSealerTimer {

    private static final Logger LOG = Logger.getLogger(ChainSealerTimer.class.getName());

    @Inject
    private ChainSealer sealer;

    @Schedule(hour = "*", minute = "*", second = "*/2", persistent = false)
    public void poll() {
        try {
            sealer.unsealed().forEach(this::seal);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The audit log could not be sealed; it is tried again", e);
        }
    }

    private void seal(long organizationId) {
        while (sealer.seal(organizationId) == ChainSealer.STEP) {
            // Each step is a transaction of its own, so that the chain is never held for long.
        }
    }
}
