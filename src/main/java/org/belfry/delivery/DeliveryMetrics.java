package org.belfry.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.belfry.catalog.Channel;
import org.belfry.platform.Migrations.DatabaseMigrated;
import org.belfry.platform.UnixTime;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** What {@code /metrics} says of deliveries: counters of this node, and the outbox that all nodes have in common. */
@ApplicationScoped
public class DeliveryMetrics {

    private static final Logger LOG = Logger.getLogger(DeliveryMetrics.class.getName());

    private static final Metadata ATTEMPTS = Metadata.builder()
            .withName("belfry_delivery_attempts")
            .withDescription("Attempts to deliver, by channel and by how they ended")
            .build();

    private static final Metadata DURATION = Metadata.builder()
            .withName("belfry_delivery_attempt_duration")
            .withDescription("How long an attempt took, until the provider had answered")
            .build();

    private static final Metadata DELAY = Metadata.builder()
            .withName("belfry_delivery_delay")
            .withDescription("How long it took from the event to the provider's acceptance")
            .build();

    private static final Metadata PENDING = Metadata.builder()
            .withName("belfry_outbox_pending")
            .withDescription("Deliveries that wait in the outbox, of all nodes")
            .build();

    private static final Metadata OLDEST_DUE = Metadata.builder()
            .withName("belfry_outbox_oldest_due_seconds")
            .withDescription("For how long the oldest delivery has been due, of all nodes")
            .withUnit("seconds")
            .build();

    @Inject
    private MetricRegistry registry;

    @Inject
    private OutboxDepth depth;

    @Inject
    private ChannelSenders senders;

    @Inject
    private UnixTime time;

    /** All of them, while there is one thread: two that make the first timer at once end in an exception on Payara. */
    void register(@Observes DatabaseMigrated migrated) {
        for (var sender : senders.all()) {
            var tag = tag(sender.channel());
            registry.gauge(PENDING, () -> depth.of(sender.channel()).pending(), tag);
            registry.gauge(OLDEST_DUE, () -> depth.of(sender.channel()).oldestDue(), tag);
            registry.timer(DURATION, tag);
            registry.timer(DELAY, tag);
            for (var result : Outcome.Result.values()) {
                registry.counter(ATTEMPTS, tag, tag(result));
            }
        }
    }

    /**
     * Never keeps anybody from noting how the attempt ended.
     *
     * @param nanos how long it took
     */
    void attempted(LeasedMessage delivery, Channel channel, Outcome outcome, long nanos) {
        try {
            measure(delivery, channel, outcome, nanos);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "An attempt was not counted", e);
        }
    }

    private void measure(LeasedMessage delivery, Channel channel, Outcome outcome, long nanos) {
        var tag = tag(channel);
        registry.counter(ATTEMPTS, tag, tag(outcome.result())).inc();
        registry.timer(DURATION, tag).update(Duration.ofNanos(nanos));
        if (outcome.result() == Outcome.Result.SENT) {
            var delay = registry.timer(DELAY, tag);
            delivery.items()
                    .forEach(item -> delay.update(Duration.ofSeconds(Math.max(0, time.now() - item.createdAt()))));
        }
    }

    private static Tag tag(Channel channel) {
        return new Tag("channel", channel.code());
    }

    private static Tag tag(Outcome.Result result) {
        return new Tag("outcome", result.code());
    }
}
