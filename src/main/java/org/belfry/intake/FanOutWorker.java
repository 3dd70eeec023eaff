package org.belfry.intake;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.belfry.platform.BackgroundExecutor;
import org.belfry.platform.CoalescingWorker;

/**
 * Tells many in the background, on one thread of a node: a step of each event in turn, so that a small one does not wait for a
 * big one. While others post, its steps are small, and it rests twice as long as it works.
 */
@ApplicationScoped
public class FanOutWorker {

    /** An event is to be told in the background. Fired in the transaction that stores it: observe it AFTER_SUCCESS. */
    record Accepted() {}

    private static final Logger LOG = Logger.getLogger(FanOutWorker.class.getName());

    /** Most recipients in a step. */
    private static final int STEP = 100;

    /** The same while others post: they wait for the disk, and perhaps for a row, no longer than for each other. */
    private static final int STEP_BESIDE_POSTS = 20;

    private static final int REST = 2;
    private static final long LONGEST_REST_NANOS = 500_000_000L;

    @Inject
    private FanOutStore store;

    @Inject
    private PostCounter postCounter;

    @Inject
    private BackgroundExecutor background;

    private CoalescingWorker worker;

    /** As they were counted before the step before. Only the one thread looks at it. */
    private volatile long postsBefore;

    @PostConstruct
    void begin() {
        worker = new CoalescingWorker(background, "Telling many", this::processAll);
    }

    void onAccepted(@Observes(during = TransactionPhase.AFTER_SUCCESS) Accepted accepted) {
        wake();
    }

    /** Returns at once. */
    void wake() {
        worker.wake();
    }

    /** One that fails does not keep the others waiting; the timer tries it again. */
    private void processAll() {
        var failed = new HashSet<Long>();
        for (var claimed = store.claim(); !failed.containsAll(claimed); claimed = store.claim()) {
            for (var eventId : claimed) {
                try {
                    if (!failed.contains(eventId)) {
                        step(eventId);
                    }
                } catch (RuntimeException e) {
                    failed.add(eventId);
                    LOG.log(Level.WARNING, e, () -> "The fan-out of event " + eventId + " failed and will be retried");
                }
            }
        }
    }

    private void step(long eventId) {
        var posts = postCounter.posts();
        var beside = posts != postsBefore;
        postsBefore = posts;
        var started = System.nanoTime();
        store.step(eventId, beside ? STEP_BESIDE_POSTS : STEP);
        if (beside) {
            LockSupport.parkNanos(Math.min(LONGEST_REST_NANOS, REST * (System.nanoTime() - started)));
        }
    }
}
