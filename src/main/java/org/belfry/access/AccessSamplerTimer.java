package org.belfry.access;

import jakarta.annotation.PreDestroy;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.belfry.audit.AuditSampler.SampleCount;

/** Writes {@link AccessSampler} into the audit log. */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
public class AccessSamplerTimer {

    private static final Logger LOG = Logger.getLogger(AccessSamplerTimer.class.getName());

    @Inject
    private AccessSampler sampler;

    @Schedule(hour = "*", minute = "*", second = "*/2", persistent = false)
    public void write() {
        write(sampler.take());
    }

    /** Called when the server stops. */
    @PreDestroy
    void writeAll() {
        write(sampler.takeAll());
    }

    private void write(List<SampleCount> sampleCount) {
        if (sampleCount.isEmpty()) {
            return;
        }
        try {
            sampler.write(sampleCount);
        } catch (RuntimeException e) {
            sampler.putBack(sampleCount);
            LOG.log(Level.WARNING, "Refusals could not be written into the audit log; it is tried again", e);
        }
    }
}
