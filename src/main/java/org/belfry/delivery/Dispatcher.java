package org.belfry.delivery;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import org.belfry.platform.Background;
import org.belfry.platform.Worker;

/** Empties the outbox: one run at a time on a node, woken after commits and by a timer. */
@ApplicationScoped
public class Dispatcher {

    @Inject
    @Any
    private Instance<ChannelSender> senders;

    @Inject
    private Outbox outbox;

    @Inject
    private Background background;

    private Worker worker;

    @PostConstruct
    void begin() {
        worker = new Worker(background, "Emptying the outbox", () -> senders.forEach(this::dispatch));
    }

    void onDue(@Observes(during = TransactionPhase.AFTER_SUCCESS) DeliveriesDue due) {
        wake();
    }

    /** Returns at once; what is due is sent in the background. */
    public void wake() {
        worker.wake();
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
