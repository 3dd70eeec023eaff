package org.belfry.delivery;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.belfry.catalog.Channel;
import org.belfry.platform.BackgroundExecutor;
import org.belfry.platform.CoalescingWorker;
import org.belfry.platform.UnixTime;

/**
 * Empties the outbox: on each channel as many at a time as that allows, and to each target as many as that allows. It is woken after
 * commits, whenever a delivery has ended, and by a timer. Nothing is tried where a circuit breaker is open but its probes.
 */
@ApplicationScoped
public class Dispatcher {

    private static final Logger LOG = Logger.getLogger(Dispatcher.class.getName());

    /** Most deliveries that are leased in one transaction. */
    private static final int BATCH = 20;

    @Inject
    private ChannelSenders senders;

    @Inject
    private Outbox outbox;

    @Inject
    private Circuits circuits;

    @Inject
    private DeliveryMetrics metrics;

    @Inject
    private BackgroundExecutor background;

    @Inject
    private UnixTime time;

    private final Map<Channel, CoalescingWorker> workers = new EnumMap<>(Channel.class);

    @PostConstruct
    void begin() {
        for (var sender : senders.all()) {
            var limiter = new ConcurrencyLimiter(sender.concurrency(), sender.concurrencyOfTarget());
            workers.put(
                    sender.channel(),
                    new CoalescingWorker(
                            background, "Emptying the outbox of " + sender.channel(), () -> dispatch(sender, limiter)));
        }
    }

    void onDue(@Observes(during = TransactionPhase.AFTER_SUCCESS) DeliveriesDue due) {
        workers.get(due.channel()).wake();
    }

    /** Returns at once; what is due is sent in the background. */
    public void wake() {
        workers.values().forEach(CoalescingWorker::wake);
    }

    private void dispatch(ChannelSender sender, ConcurrencyLimiter limiter) {
        if (sender.unavailable().isPresent()) {
            return;
        }
        int begun;
        do {
            var known = circuits.load();
            begun = probe(sender, limiter, known) + fill(sender, limiter, known);
        } while (begun > 0);
    }

    private int probe(ChannelSender sender, ConcurrencyLimiter limiter, Map<String, Circuit> known) {
        var begun = 0;
        for (var circuit : known.values()) {
            if (isOf(circuit, sender.channel())
                    && circuit.isOf(sender.settings())
                    && circuit.mayProbe(time.now())
                    && limiter.free() > 0) {
                begun += begin(
                        sender,
                        limiter,
                        outbox.leaseProbe(sender.channel(), circuit.target(), endpoint(circuit.target())));
            }
        }
        return begun;
    }

    private int fill(ChannelSender sender, ConcurrencyLimiter limiter, Map<String, Circuit> known) {
        var closed = new TreeSet<Long>();
        for (var circuit : known.values()) {
            if (isOf(circuit, sender.channel()) && circuit.isOf(sender.settings()) && !circuit.mayTry(time.now())) {
                if (endpoint(circuit.target()) == null) {
                    return 0;
                }
                closed.add(endpoint(circuit.target()));
            }
        }
        for (var target : limiter.busy()) {
            if (endpoint(target) == null) {
                return 0;
            }
            closed.add(endpoint(target));
        }
        var most = Math.min(BATCH, limiter.free());
        return most <= 0
                ? 0
                : begin(sender, limiter, outbox.lease(sender.channel(), most, limiter.freeOfTarget(), closed));
    }

    private static boolean isOf(Circuit circuit, Channel channel) {
        return circuit.target().equals(channel.code()) || circuit.target().startsWith(channel.code() + ":");
    }

    /** Null for what is no endpoint but the whole channel. */
    private static Long endpoint(String target) {
        var colon = target.indexOf(':');
        return colon < 0 ? null : Long.valueOf(target.substring(colon + 1));
    }

    private int begin(ChannelSender sender, ConcurrencyLimiter limiter, List<LeasedMessage> leased) {
        for (var delivery : leased) {
            limiter.begin(delivery.target());
            try {
                background.call(() -> {
                    try {
                        deliver(sender, delivery);
                    } finally {
                        limiter.end(delivery.target());
                        workers.get(sender.channel()).wake();
                    }
                });
            } catch (RuntimeException e) {
                // The server goes down; the lease runs out, and another node takes over.
                limiter.end(delivery.target());
                throw e;
            }
        }
        return leased.size();
    }

    private void deliver(ChannelSender sender, LeasedMessage delivery) {
        var started = System.nanoTime();
        var outcome = attempt(sender, delivery);
        metrics.attempted(delivery, sender.channel(), outcome, System.nanoTime() - started);
        try {
            outbox.settle(delivery, outcome, sender.retries());
            if (isNews(delivery, outcome)) {
                circuits.learn(delivery, sender, outcome);
            }
        } catch (RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    e,
                    () -> "The outcome of delivery " + delivery.deliveryId() + " cannot be recorded: "
                            + outcome.result());
        }
    }

    /** Most deliveries succeed where nothing was wrong: there is nothing to learn of them. */
    private boolean isNews(LeasedMessage delivery, Outcome outcome) {
        return outcome.result().concernsTarget() || circuits.known().containsKey(delivery.target());
    }

    private Outcome attempt(ChannelSender sender, LeasedMessage delivery) {
        var handedOver = new AtomicBoolean();
        try {
            return sender.send(delivery, () -> {
                handedOver.set(outbox.handOver(delivery));
                return handedOver.get();
            });
        } catch (RuntimeException e) {
            // A mistake of ours, or our database, and not of the world outside.
            LOG.log(Level.SEVERE, e, () -> "Delivery " + delivery.deliveryId() + " failed unexpectedly");
            return Outcome.of(
                    handedOver.get() ? Outcome.Result.UNCERTAIN : Outcome.Result.RETRY,
                    "internal error in Belfry: " + e.getClass().getSimpleName());
        }
    }
}
