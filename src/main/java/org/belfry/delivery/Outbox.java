package org.belfry.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.belfry.audit.Action;
import org.belfry.audit.Audit;
import org.belfry.catalog.Channel;
import org.belfry.platform.Batches;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.Node;
import org.belfry.platform.RetryOnConflict;
import org.belfry.platform.UnixTime;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What has to be sent. A delivery is leased before it is sent, and each step asks whether the lease still holds: so two
 * dispatchers never send the same one, and what a dead node leased is taken over.
 */
@ApplicationScoped
@Transactional
public class Outbox {

    private static final int STEP = 200;

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private DueDeliveries due;

    @Inject
    private ChannelSenders senders;

    @Inject
    private Audit audit;

    @Inject
    private UnixTime time;

    @Inject
    private Node node;

    @Inject
    private Event<DeliveriesDue> wake;

    @Inject
    private Event<DeliveryDeadLettered> deadLettered;

    /** Seconds in which a sender must have come as far as handing the text over, and then the provider's answer must be there. */
    @Inject
    @ConfigProperty(name = "belfry.delivery.lease", defaultValue = "60")
    private long lease;

    /** @throws IllegalStateException where it is configured to what makes no sense */
    void checkSettings() {
        if (lease < 5 || lease > 3600) {
            throw new IllegalStateException("BELFRY_DELIVERY_LEASE must be from 5 to 3600: " + lease);
        }
    }

    /** Adds a delivery to the caller's transaction; it is tried as soon as that is committed. */
    @Transactional(TxType.MANDATORY)
    public void enqueue(OutboundMessage message) {
        var worth = senders.of(message.channel()).retries().timeToLive();
        entities.persist(new Delivery(message, time.now(), worth));
        wake.fire(new DeliveriesDue(message.channel()));
    }

    /**
     * Leases deliveries that are due to this node, the longest due first.
     *
     * @param most how many at most
     * @param mostOfTarget of one target
     * @param notTo endpoints to which nothing can be sent now
     */
    @RetryOnConflict
    public List<LeasedMessage> lease(Channel channel, int most, int mostOfTarget, Collection<Long> notTo) {
        var now = time.now();
        var some = due.upTo(most, mostOfTarget, due.find(channel, most, null, notTo, now));
        return lease(some, now, false);
    }

    /**
     * Leases one delivery to see whether a target works again; none where nothing is due, or another node is at it.
     *
     * @param endpointId null for the mail provider
     */
    @RetryOnConflict
    public List<LeasedMessage> leaseProbe(Channel channel, String target, Long endpointId) {
        var now = time.now();
        var circuit = entities.find(Circuit.class, target, LockModeType.PESSIMISTIC_WRITE);
        if (circuit == null || !circuit.mayProbe(now)) {
            return List.of();
        }
        var leased = lease(due.find(channel, 1, endpointId, List.of(), now), now, true);
        if (!leased.isEmpty()) {
            circuit.probed(now, 2 * lease);
        }
        return leased;
    }

    private List<LeasedMessage> lease(List<Delivery> candidates, long now, boolean probe) {
        var messages = new ArrayList<List<Delivery>>();
        for (var first : candidates) {
            if (first.state() == DeliveryState.PENDING) {
                var together = first.digest() ? due.together(first, now) : List.of(first);
                var uncounted = probe
                        && !senders.of(Channel.of(first.channel())).retries().published();
                for (var one : together) {
                    one.lease(node.name(), now + lease, uncounted);
                    if (first.digest()) {
                        one.joinBatch(first.id());
                    }
                }
                messages.add(together);
            }
        }
        return due.read(messages, now);
    }

    /**
     * Says, in the last moment, that the text is about to be handed to the provider.
     *
     * @return false where this node does not hold the lease any more: then it must not send
     */
    @RetryOnConflict
    public boolean handOver(LeasedMessage leased) {
        var deliveries = locked(leased);
        if (deliveries.size() < leased.items().size()
                || !deliveries.stream()
                        .allMatch(one -> one.state() == DeliveryState.SENDING && one.isLeasedBy(node.name()))) {
            return false;
        }
        deliveries.forEach(one -> one.handOver(time.now(), time.now() + lease));
        return true;
    }

    /** Records how an attempt ended, and what follows from it. */
    @RetryOnConflict
    public void settle(LeasedMessage leased, Outcome outcome, RetryPolicy policy) {
        if (outcome.result() == Outcome.Result.LOST_LEASE) {
            return;
        }
        var now = time.now();
        var chance = ThreadLocalRandom.current().nextDouble();
        for (var delivery : locked(leased)) {
            if (!delivery.isLeasedBy(node.name())) {
                continue;
            }
            entities.persist(new DeliveryAttempt(delivery, outcome, leased.startedAt(), now, node.name()));
            if (delivery.state() == DeliveryState.UNCERTAIN && outcome.result() == Outcome.Result.UNCERTAIN) {
                continue;
            }
            delivery.settle(outcome, policy, now, chance);
            fireIfDead(delivery);
        }
    }

    private void fireIfDead(Delivery delivery) {
        if (delivery.state() == DeliveryState.DEAD) {
            var event = delivery.event();
            deadLettered.fire(new DeliveryDeadLettered(
                    delivery.id(),
                    delivery.channel(),
                    delivery.endpointId(),
                    delivery.address(),
                    event.organizationId(),
                    delivery.recipientId(),
                    event.content().type(),
                    delivery.reason()));
        }
    }

    /**
     * Takes over what nodes that are gone had leased: leases that have run out.
     *
     * @return whether there may be more
     */
    @RetryOnConflict
    public boolean takeOver() {
        var now = time.now();
        var abandoned = entities.createQuery(
                        "select d.id, d.batchId from Delivery d where d.state = 'sending' and d.leaseUntil < :now"
                                + " order by d.id",
                        Object[].class)
                .setParameter("now", now)
                .setMaxResults(STEP)
                .getResultList();
        var ids = new LinkedHashSet<Long>();
        for (var row : abandoned) {
            ids.add((Long) row[0]);
            if (row[1] != null) {
                ids.addAll(entities.createQuery("select d.id from Delivery d where d.batchId = :batch", Long.class)
                        .setParameter("batch", row[1])
                        .getResultList());
            }
        }
        for (var id : ids.stream().sorted().toList()) {
            var delivery = locked(id);
            if (delivery != null && delivery.isAbandoned(now)) {
                delivery.takeOver(senders.of(Channel.of(delivery.channel())).retries(), now);
            }
        }
        return abandoned.size() == STEP;
    }

    /**
     * Gives up what has waited for longer than it is worth.
     *
     * @return whether there may be more
     */
    @RetryOnConflict
    public boolean expire(Channel channel) {
        var now = time.now();
        var old = entities.createQuery(
                        "select d.id from Delivery d where d.state = 'pending' and d.channel = :channel"
                                + " and d.nextAttemptAt <= :now and d.expiresAt <= :now order by d.nextAttemptAt",
                        Long.class)
                .setParameter("channel", channel.code())
                .setParameter("now", now)
                .setMaxResults(STEP)
                .getResultList();
        for (var id : old.stream().sorted().toList()) {
            var delivery = locked(id);
            if (delivery != null && delivery.isExpired(now)) {
                var last = delivery.reason();
                delivery.expire(
                        "it could not be sent in time" + (last == null ? "" : "; the last response was: " + last), now);
                fireIfDead(delivery);
            }
        }
        return old.size() == STEP;
    }

    /**
     * At the start of the only node there can be, every lease is one of a former run.
     *
     * @return how many leases that were
     */
    public int endAllLeases() {
        return entities.createQuery("update Delivery d set d.leaseUntil = 0 where d.state = 'sending'")
                .executeUpdate();
    }

    /**
     * Tries a delivery again that is dead, or uncertain.
     *
     * @return false where it is neither, or gone
     */
    @RetryOnConflict
    public boolean retry(long organizationId, long deliveryId) {
        var delivery = locked(deliveryId);
        if (delivery == null || !delivery.state().mayBeTriedAgain()) {
            return false;
        }
        retry(delivery);
        audit.record(organizationId, Action.DELIVERY_RETRIED, String.valueOf(deliveryId));
        return true;
    }

    /** Tries those of the deliveries again that are dead; answers how many. */
    @RetryOnConflict
    public int retryDead(long organizationId, Collection<Long> ids) {
        var retried = 0;
        for (var id : ids.stream().sorted().toList()) {
            var delivery = locked(id);
            if (delivery != null && delivery.state() == DeliveryState.DEAD) {
                retry(delivery);
                retried++;
            }
        }
        if (retried > 0) {
            audit.record(
                    organizationId,
                    Action.DELIVERY_RETRIED,
                    null,
                    null,
                    JsonOutput.object().add("count", retried).build());
        }
        return retried;
    }

    private void retry(Delivery delivery) {
        var channel = Channel.of(delivery.channel());
        delivery.retry(time.now(), senders.of(channel).retries().timeToLive());
        wake.fire(new DeliveriesDue(channel));
    }

    private List<Delivery> locked(LeasedMessage leased) {
        var deliveries = new ArrayList<Delivery>();
        for (var some : Batches.of(
                leased.items().stream().map(LeasedMessage.Item::deliveryId).toList())) {
            deliveries.addAll(entities.createQuery("select d from Delivery d where d.id in :ids", Delivery.class)
                    .setParameter("ids", some)
                    .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                    .getResultList());
        }
        return deliveries;
    }

    private Delivery locked(long deliveryId) {
        return entities.find(Delivery.class, deliveryId, LockModeType.PESSIMISTIC_WRITE);
    }
}
