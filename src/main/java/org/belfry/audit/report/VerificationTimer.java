package org.belfry.audit.report;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.belfry.audit.ChainSealer;

/** Verifies each chain once a day, on whichever node comes to it first. */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
public class VerificationTimer {

    private static final Logger LOG = Logger.getLogger(VerificationTimer.class.getName());

    @Inject
    private AuditChains auditChains;

    @Inject
    private Verifier verifier;

    @Inject
    private ChainSealer sealer;

    @Schedule(hour = "*", minute = "*", second = "5/10", persistent = false)
    public void poll() {
        try {
            auditChains.withoutEnd().forEach(sealer::seal);
            for (var organization : auditChains.due()) {
                if (auditChains.claim(organization)) {
                    auditChains.note(organization, verifier.verify(organization, null));
                }
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The audit log could not be verified; that is tried again on the next day", e);
        }
    }
}
