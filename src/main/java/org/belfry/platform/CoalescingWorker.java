package org.belfry.platform;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Something that is done in the background, once at a time on a node, whenever somebody wakes it. Who wakes it while it runs makes
 * it run once more, so that nothing is overlooked.
 */
public final class CoalescingWorker {

    private static final Logger LOG = Logger.getLogger(CoalescingWorker.class.getName());

    private final BackgroundExecutor background;
    private final String name;
    private final Runnable work;

    /** How often somebody woke it since its last run began; 0 while it sleeps. */
    private final AtomicInteger wakeUps = new AtomicInteger();

    /**
     * @param name what it does, for the log
     * @param work what it does; a timer is to wake it again where it fails
     */
    public CoalescingWorker(BackgroundExecutor background, String name, Runnable work) {
        this.background = background;
        this.name = name;
        this.work = work;
    }

    /** Returns at once. */
    public void wake() {
        if (wakeUps.getAndIncrement() == 0) {
            try {
                background.execute(this::run);
            } catch (RuntimeException e) {
                wakeUps.set(0);
                LOG.log(Level.FINE, e, () -> "No thread for " + name + "; the timer tries again");
            }
        }
    }

    private void run() {
        int seen;
        do {
            seen = wakeUps.get();
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, e, () -> name + " was broken off; the timer tries again");
            } catch (Error e) {
                // Whatever it was, the next to wake it must find it asleep.
                wakeUps.set(0);
                throw e;
            }
        } while (wakeUps.addAndGet(-seen) > 0);
    }
}
