package org.belfry.threshold;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.List;
import org.belfry.platform.BackgroundExecutor;
import org.belfry.platform.CoalescingWorker;
import org.belfry.threshold.ThresholdRaised.Key;

/** Looks at what counts as soon as it is committed. */
@ApplicationScoped
public class ThresholdEvaluationWorker {

    @Inject
    private ThresholdEvaluator evaluator;

    @Inject
    private BackgroundExecutor background;

    private CoalescingWorker worker;

    @PostConstruct
    void begin() {
        worker = new CoalescingWorker(background, "Looking at thresholds", this::evaluateAll);
    }

    void onCounted(@Observes(during = TransactionPhase.AFTER_SUCCESS) HitRecorder.HitRecorded hitRecorded) {
        wake();
    }

    /** Returns at once. */
    void wake() {
        worker.wake();
    }

    private void evaluateAll() {
        List<Key> keys;
        do {
            keys = evaluator.pending();
            keys.forEach(evaluator::evaluate);
        } while (!keys.isEmpty());
    }
}
