package org.belfry.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.belfry.platform.Background;

/** Empties the outbox: one run at a time on a node, woken after commits and by a timer. */
@ApplicationScoped
public class Dispatcher {

    private static final Logger LOG = Logger.getLogger(Dispatcher.class.getName());

    @Inject
    @Any
    private Instance<ChannelSender> senders;

    @Inject
    private Outbox outbox;

    @Inject
    private Background background;

    /** How often somebody woke the dispatcher since its last run began; 0 while it sleeps. */
    private final AtomicInteger wakeUps = new AtomicInteger();

    void onDue(@Observes(during = TransactionPhase.AFTER_SUCCESS) DeliveriesDue due) {
        wake();
    }

    /** Returns at once; what is due is sent in the background. */
    public void wake() {
        if (wakeUps.getAndIncrement() == 0) {
            try {
                background.execute(this::run);
            } catch (RuntimeException e) {
                wakeUps.set(0);
                LOG.log(Level.FINE, "No thread to send on; the timer tries again", e);
            }
        }
    }

    private void run() {
        int seen;
        do {
            seen = wakeUps.get();
            try {
                senders.forEach(this::dispatch);
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "The outbox could not be emptied; the timer tries again", e);
            } catch (Error e) {
                // Whatever it was, the next to wake the dispatcher must find it asleep.
                wakeUps.set(0);
                throw e;
            }
        } while (wakeUps.addAndGet(-seen) > 0);
    }

    private void dispatch(ChannelSender sender) {
        if (sender.unavailable().isPresent()) {
            return;
        }
        int sent;
        do {
            sent = 0;
            for (var id : outbox.candidates(sender.channel())) {
                var leased = outbox.lease(id);
                if (leased.isPresent()) {
                    var delivery = leased.get();
                    outbox.settle(delivery, sender.send(delivery, () -> outbox.handOver(delivery.deliveryId())));
                    sent++;
                }
            }
        } while (sent > 0);
    }
}
