package org.belfry.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.belfry.platform.Background;

/**
 * Tells many in the background, on one thread of a node: a step of each event in turn, so that a small one does not wait for a
 * big one. While others post, it rests twice as long as it works.
 */
@ApplicationScoped
public class FanOuts {

    /** An event is to be told in the background. Fired in the transaction that stores it: observe it AFTER_SUCCESS. */
    record Accepted() {}

    private static final Logger LOG = Logger.getLogger(FanOuts.class.getName());
    private static final int REST = 2;
    private static final long LONGEST_REST_NANOS = 500_000_000L;

    @Inject
    private FanOutStore store;

    @Inject
    private Traffic traffic;

    @Inject
    private Background background;

    /** How often somebody woke it since its last run began; 0 while it sleeps. */
    private final AtomicInteger wakeUps = new AtomicInteger();

    void onAccepted(@Observes(during = TransactionPhase.AFTER_SUCCESS) Accepted accepted) {
        wake();
    }

    /** Returns at once. */
    void wake() {
        if (wakeUps.getAndIncrement() == 0) {
            try {
                background.execute(this::run);
            } catch (RuntimeException e) {
                wakeUps.set(0);
                LOG.log(Level.FINE, "No thread to tell many on; the timer tries again", e);
            }
        }
    }

    private void run() {
        int seen;
        do {
            seen = wakeUps.get();
            try {
                tellAll();
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "Not everybody could be told yet; the timer tries again", e);
            } catch (Error e) {
                // Whatever it was, the next to wake this must find it asleep.
                wakeUps.set(0);
                throw e;
            }
        } while (wakeUps.addAndGet(-seen) > 0);
    }

    private void tellAll() {
        var claimed = store.claim();
        while (!claimed.isEmpty()) {
            for (var eventId : claimed) {
                step(eventId);
            }
            claimed = store.claim();
        }
    }

    private void step(long eventId) {
        var before = traffic.posts();
        var started = System.nanoTime();
        store.step(eventId);
        if (traffic.posts() != before) {
            LockSupport.parkNanos(Math.min(LONGEST_REST_NANOS, REST * (System.nanoTime() - started)));
        }
    }
}
