package org.belfry.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.belfry.access.Organization;
import org.belfry.audience.Recipient;
import org.belfry.catalog.Channel;
import org.belfry.inbox.EventText;
import org.belfry.inbox.EventView;
import org.belfry.platform.Retried;
import org.belfry.platform.UnixTime;

/**
 * What has to be sent. A delivery is leased before it is sent, and each step asks whether the lease still holds: so two
 * dispatchers never send the same one, and what a dead node leased is taken over.
 */
@ApplicationScoped
@Transactional
public class Outbox {

    /** Seconds in which a sender must have come as far as handing the text over. */
    private static final long LEASE = 60;

    /** Seconds in which the provider must have answered the text. */
    private static final long ANSWER_WITHIN = 300;

    private static final int CANDIDATES = 20;

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private UnixTime time;

    @Inject
    private Node node;

    @Inject
    private Event<DeliveriesDue> due;

    private final long worth = 259_200;

    /** Adds a delivery to the caller's transaction; it is tried as soon as that is committed. */
    @Transactional(TxType.MANDATORY)
    public void enqueue(Message message) {
        entities.persist(new Delivery(message, time.now(), worth));
        due.fire(new DeliveriesDue());
    }

    /** Deliveries that are due now, the longest due first: candidates for {@link #lease}. */
    public List<Long> candidates(Channel channel) {
        return entities.createQuery(
                        "select d.id from Delivery d where d.state = :pending and d.channel = :channel"
                                + " and d.nextAttemptAt <= :now order by d.nextAttemptAt, d.id",
                        Long.class)
                .setParameter("pending", DeliveryState.PENDING.code())
                .setParameter("channel", channel.code())
                .setParameter("now", time.now())
                .setMaxResults(CANDIDATES)
                .getResultList();
    }

    /** Leases a delivery to this node; empty where somebody else was faster, or it is due no longer. */
    @Retried
    public Optional<Leased> lease(long deliveryId) {
        var now = time.now();
        var delivery = locked(deliveryId);
        if (delivery == null || delivery.state() != DeliveryState.PENDING || delivery.nextAttemptAt() > now) {
            return Optional.empty();
        }
        delivery.lease(node.name(), now + LEASE, false);
        var row = entities.createQuery(
                        "select r, o from Recipient r join Organization o on o.id = r.organizationId where r.id = :id",
                        Object[].class)
                .setParameter("id", delivery.recipientId())
                .getSingleResult();
        var recipient = (Recipient) row[0];
        var organization = (Organization) row[1];
        var text = delivery.textId() == null ? null : entities.find(EventText.class, delivery.textId());
        var locale = recipient.locale() != null
                ? recipient.locale()
                : organization.locale() == null ? Locale.ENGLISH : Locale.forLanguageTag(organization.locale());
        return Optional.of(new Leased(
                deliveryId,
                delivery.channel(),
                null,
                delivery.attempts(),
                delivery.address(),
                new Leased.To(recipient.id(), recipient.name(), locale, recipient.timeZone()),
                new Leased.Of(organization.id(), organization.code(), organization.name(), organization.sender()),
                false,
                List.of(new Leased.Item(
                        deliveryId,
                        delivery.notificationId(),
                        EventView.of(delivery.event(), text),
                        delivery.createdAt())),
                now));
    }

    /**
     * Says, in the last moment, that the text is about to be handed to the provider.
     *
     * @return false where this node does not hold the lease any more: then it must not send
     */
    @Retried
    public boolean handOver(long deliveryId) {
        var delivery = locked(deliveryId);
        if (delivery == null || delivery.state() != DeliveryState.SENDING || !delivery.isLeasedBy(node.name())) {
            return false;
        }
        delivery.handOver(time.now(), time.now() + ANSWER_WITHIN);
        return true;
    }

    /** Records how an attempt ended, and what follows from it. */
    @Retried
    public void settle(Leased leased, Outcome outcome) {
        var delivery = locked(leased.deliveryId());
        if (delivery == null || outcome.result() == Outcome.Result.LOST_LEASE || !delivery.isLeasedBy(node.name())) {
            return;
        }
        var now = time.now();
        entities.persist(new DeliveryAttempt(delivery, outcome, leased.startedAt(), now, node.name()));
        if (delivery.state() == DeliveryState.UNCERTAIN && outcome.result() == Outcome.Result.UNCERTAIN) {
            return;
        }
        delivery.settle(
                outcome,
                RetryPolicy.doubling(24, 0),
                now,
                ThreadLocalRandom.current().nextDouble());
    }

    /** Takes over what nodes that are gone had leased: leases that have run out. */
    @Retried
    public void takeOver() {
        var now = time.now();
        var abandoned = entities.createQuery(
                        "select d.id from Delivery d where d.state = :sending and d.leaseUntil < :now order by d.id",
                        Long.class)
                .setParameter("sending", DeliveryState.SENDING.code())
                .setParameter("now", now)
                .setMaxResults(CANDIDATES)
                .getResultList();
        for (var id : abandoned) {
            var delivery = locked(id);
            if (delivery != null && delivery.isAbandoned(now)) {
                delivery.takeOver(RetryPolicy.doubling(24, 0), now);
            }
        }
    }

    /**
     * At the start of the only node there can be, every lease is one of a former run.
     *
     * @return how many leases that were
     */
    public int endAllLeases() {
        return entities.createQuery("update Delivery d set d.leaseUntil = 0 where d.state = :sending")
                .setParameter("sending", DeliveryState.SENDING.code())
                .executeUpdate();
    }

    private Delivery locked(long deliveryId) {
        return entities.find(Delivery.class, deliveryId, LockModeType.PESSIMISTIC_WRITE);
    }
}
