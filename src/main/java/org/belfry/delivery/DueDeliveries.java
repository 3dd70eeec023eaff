package org.belfry.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.belfry.access.Organization;
import org.belfry.audience.Preference;
import org.belfry.audience.Recipient;
import org.belfry.catalog.Catalog;
import org.belfry.catalog.Channel;
import org.belfry.inbox.EventViews;
import org.belfry.inbox.EventViews.TextRef;
import org.belfry.platform.Batches;
import org.belfry.platform.Database;

/** Finds what is due, and reads all that a sender needs: a few statements, however many deliveries it is. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class DueDeliveries {

    /** Most notifications in one digest; what is more goes into the next. */
    private static final int MOST_OF_A_DIGEST = 200;

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private Database database;

    @Inject
    private EventViews views;

    @Inject
    private Catalog catalog;

    /**
     * Deliveries that are due, the longest due first; locked, so that on PostgreSQL no other node waits for them. Of a digest only
     * the first.
     *
     * @param onlyTo null for all endpoints, and for e-mail
     * @param notTo endpoints that are left out
     */
    public List<Delivery> find(Channel channel, int most, Long onlyTo, Collection<Long> notTo, long now) {
        var sql = new StringBuilder("select d.id from delivery d where d.state = 'pending' and d.channel = ?1"
                + " and d.next_attempt_at <= ?2 and (d.batch_id is null or d.batch_id = d.id)"
                + " and (d.digest = false or d.batch_id is not null or not exists (select 1 from delivery o"
                + " where o.recipient_id = d.recipient_id and o.channel = d.channel and o.state = 'pending'"
                + " and o.digest = true and o.batch_id is null and o.next_attempt_at <= ?2 and o.id < d.id))");
        if (onlyTo != null) {
            sql.append(" and d.endpoint_id = ").append(onlyTo.longValue());
        }
        if (!notTo.isEmpty()) {
            sql.append(" and (d.endpoint_id is null or d.endpoint_id not in (")
                    .append(notTo.stream().map(String::valueOf).collect(Collectors.joining(", ")))
                    .append("))");
        }
        sql.append(" order by d.next_attempt_at, d.id fetch first ")
                .append(most)
                .append(" rows only")
                .append(database.product().skippingLocked("d"));
        var ids = new TreeSet<Long>();
        for (var id : entities.createNativeQuery(sql.toString())
                .setParameter(1, channel.code())
                .setParameter(2, now)
                .getResultList()) {
            ids.add(((Number) id).longValue());
        }
        return locked(ids);
    }

    private List<Delivery> locked(Collection<Long> ids) {
        var deliveries = new ArrayList<Delivery>();
        for (var some : Batches.of(ids)) {
            deliveries.addAll(entities.createQuery("select d from Delivery d where d.id in :ids", Delivery.class)
                    .setParameter("ids", some)
                    .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                    .getResultList());
        }
        return deliveries;
    }

    /** As many of them as there may be at a time, in all and to each target. */
    public List<Delivery> upTo(int most, int mostOfTarget, List<Delivery> found) {
        var byTarget = new HashMap<String, Integer>();
        return found.stream()
                .filter(one -> byTarget.merge(one.target(), 1, Integer::sum) <= mostOfTarget)
                .limit(most)
                .toList();
    }

    /** What is sent in one message with the first of a digest, which is among them. */
    public List<Delivery> together(Delivery first, long now) {
        var query = first.batchId() == null
                ? entities.createQuery(
                                "select d.id from Delivery d where d.recipientId = :recipient and d.channel = :channel"
                                        + " and d.address = :address and d.state = 'pending' and d.digest = true"
                                        + " and d.batchId is null and d.nextAttemptAt <= :now order by d.id",
                                Long.class)
                        .setParameter("recipient", first.recipientId())
                        .setParameter("channel", first.channel())
                        .setParameter("address", first.address())
                        .setParameter("now", now)
                : entities.createQuery(
                                "select d.id from Delivery d where d.batchId = :batch and d.state = 'pending'"
                                        + " order by d.id",
                                Long.class)
                        .setParameter("batch", first.batchId());
        var ids = new TreeSet<>(query.setMaxResults(MOST_OF_A_DIGEST).getResultList());
        ids.add(first.id());
        return locked(ids).stream()
                .filter(one -> one.state() == DeliveryState.PENDING)
                .sorted((one, other) -> Long.compare(one.id(), other.id()))
                .toList();
    }

    /** Reads what the messages say, and to whom; those that are not to be sent any more are suppressed instead. */
    public List<LeasedMessage> read(List<List<Delivery>> messages, long now) {
        if (messages.isEmpty()) {
            return List.of();
        }
        var all = messages.stream().flatMap(List::stream).toList();
        var ref = views.of(all.stream()
                .map(one -> new TextRef(one.eventId(), one.textId()))
                .distinct()
                .toList());
        var recipients = recipients(all);
        var switchedOff = switchedOff(all);
        var endpoints = endpoints(all);
        var leased = new ArrayList<LeasedMessage>();
        for (var message : messages) {
            var first = message.get(0);
            var to = recipients.get(first.recipientId());
            var items = new ArrayList<LeasedMessage.Item>();
            for (var one : message) {
                var view = ref.get(new TextRef(one.eventId(), one.textId()));
                var why = whyNot(one, to, switchedOff, endpoints, view.content().type());
                if (why != null) {
                    one.unlease();
                    one.suppress(why, now);
                } else if (Boolean.FALSE.equals(endpoints.get(one.endpointId()))) {
                    // Dead, and not suppressed: whoever switches the endpoint on again may want it after all.
                    one.unlease();
                    one.expire("the endpoint is disabled", now);
                } else {
                    items.add(new LeasedMessage.Item(one.id(), one.notificationId(), view, one.createdAt()));
                }
            }
            if (!items.isEmpty()) {
                leased.add(new LeasedMessage(
                        first.id(),
                        first.target(),
                        first.endpointId(),
                        first.attempts(),
                        first.address(),
                        to.recipient(),
                        to.organization(),
                        first.digest(),
                        items,
                        now));
            }
        }
        return leased;
    }

    private static String whyNot(
            Delivery one, Addressee to, Set<Muted> switchedOff, Map<Long, Boolean> endpoints, String type) {
        if (!to.enabled()) {
            return "the recipient is disabled";
        }
        if (one.endpointId() != null && !endpoints.containsKey(one.endpointId())) {
            return "the endpoint was removed";
        }
        return one.hasWaited() && switchedOff.contains(new Muted(one.recipientId(), type))
                ? "the recipient has since turned it off"
                : null;
    }

    private record Addressee(
            LeasedMessage.Recipient recipient, LeasedMessage.Organization organization, boolean enabled) {}

    private Map<Long, Addressee> recipients(List<Delivery> deliveries) {
        var found = new HashMap<Long, Addressee>();
        var ids = deliveries.stream().map(Delivery::recipientId).collect(Collectors.toCollection(TreeSet::new));
        for (var some : Batches.of(ids)) {
            entities.createQuery(
                            "select r, o from Recipient r join Organization o on o.id = r.organizationId"
                                    + " where r.id in :ids",
                            Object[].class)
                    .setParameter("ids", some)
                    .getResultList()
                    .forEach(row -> {
                        var recipient = (Recipient) row[0];
                        var organization = (Organization) row[1];
                        var locale = recipient.locale() != null
                                ? recipient.locale()
                                : organization.locale() == null
                                        ? Locale.ENGLISH
                                        : Locale.forLanguageTag(organization.locale());
                        found.put(
                                recipient.id(),
                                new Addressee(
                                        new LeasedMessage.Recipient(
                                                recipient.id(), recipient.name(), locale, recipient.timeZone()),
                                        new LeasedMessage.Organization(
                                                organization.id(),
                                                organization.code(),
                                                organization.name(),
                                                organization.sender()),
                                        recipient.enabled()));
                    });
        }
        return found;
    }

    /** The endpoints that there still are, and whether they are switched on. */
    private Map<Long, Boolean> endpoints(List<Delivery> deliveries) {
        var ids = deliveries.stream()
                .map(Delivery::endpointId)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
        var found = new HashMap<Long, Boolean>();
        for (var some : Batches.of(ids)) {
            var keys = some.stream().map(String::valueOf).collect(Collectors.joining(", "));
            for (var row : entities.createNativeQuery(
                            "select id, enabled from webhook_endpoint where id in (" + keys + ")")
                    .getResultList()) {
                var columns = (Object[]) row;
                found.put(((Number) columns[0]).longValue(), (Boolean) columns[1]);
            }
        }
        return found;
    }

    private record Muted(long recipientId, String type) {}

    /** What recipients switched off after it was decided to tell them, where it had to wait: of a digest, or in quiet hours. */
    private Set<Muted> switchedOff(List<Delivery> deliveries) {
        var waited = deliveries.stream()
                .filter(Delivery::hasWaited)
                .filter(one -> one.channel().equals(Channel.EMAIL.code()))
                .collect(Collectors.toMap(Delivery::recipientId, Function.identity(), (one, other) -> one));
        if (waited.isEmpty()) {
            return Set.of();
        }
        return entities
                .createQuery("select p from Preference p where p.key.recipientId in :ids", Preference.class)
                .setParameter("ids", waited.keySet())
                .getResultList()
                .stream()
                .filter(preference -> Boolean.FALSE.equals(preference.of(Channel.EMAIL)))
                .filter(preference -> canBeSwitchedOff(
                        waited.get(preference.recipientId()).event().organizationId(), preference.type()))
                .map(preference -> new Muted(preference.recipientId(), preference.type()))
                .collect(Collectors.toSet());
    }

    private boolean canBeSwitchedOff(long organizationId, String type) {
        return catalog.find(organizationId, type)
                .map(found -> !found.type().mandatory())
                .orElse(true);
    }
}
