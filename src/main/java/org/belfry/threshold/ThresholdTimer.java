package org.belfry.threshold;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/** Looks at what a node that is gone has left, and whether it is calm again. Several nodes may do it at once. */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
public class ThresholdTimer {

    @Inject
    private ThresholdEvaluationWorker worker;

    @Inject
    private ThresholdEvaluator evaluator;

    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
    public void poll() {
        worker.wake();
        evaluator.calm().forEach(evaluator::clear);
    }

    @Schedule(hour = "*", minute = "*", persistent = false)
    public void removeOld() {
        evaluator.all().forEach(evaluator::removeOld);
    }
}
