package org.belfry.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.belfry.catalog.Channel;
import org.belfry.inbox.Event;
import org.belfry.platform.Batches;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.UnixTime;

/** Tells what became of deliveries. */
@ApplicationScoped
@Transactional
public class DeliveryReports {

    /** A delivery with the attempts at it, oldest first, and the recipient's name. */
    public record Report(Delivery delivery, String recipient, String type, List<DeliveryAttempt> attempts) {}

    private static final String FROM = " from Delivery d join d.event e join Recipient r on r.id = d.recipientId";
    private static final String SELECT = "select d, r.name, e.type" + FROM;

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private Senders senders;

    @Inject
    private Circuits circuits;

    @Inject
    private UnixTime time;

    /** The deliveries of an event to these recipients, by recipient. */
    public Map<Long, List<Report>> of(Event event, Collection<Long> recipientIds) {
        var byRecipient = new HashMap<Long, List<Report>>();
        for (var some : Batches.of(recipientIds)) {
            var rows = entities.createQuery(
                            SELECT + " where d.event = :event and d.recipientId in :ids order by d.id", Object[].class)
                    .setParameter("event", event)
                    .setParameter("ids", some)
                    .getResultList();
            for (var report : reports(rows)) {
                byRecipient
                        .computeIfAbsent(report.delivery().recipientId(), any -> new ArrayList<>())
                        .add(report);
            }
        }
        return byRecipient;
    }

    /** The deliveries of one of an organization's events to one of its recipients. */
    public List<Report> of(long organizationId, long eventId, long recipientId) {
        return reports(entities.createQuery(
                        SELECT + " where d.eventId = :event and d.recipientId = :recipient"
                                + " and d.organizationId = :organization order by d.id",
                        Object[].class)
                .setParameter("event", eventId)
                .setParameter("recipient", recipientId)
                .setParameter("organization", organizationId)
                .getResultList());
    }

    /** The newest deliveries of an organization that pass the filter, from below {@code before} on; at most so many. */
    public List<Report> list(long organizationId, DeliveryFilter filter, long before, int most) {
        return reports(query(SELECT, organizationId, filter, "d.id < :bound order by d.id desc", before, Object[].class)
                .setMaxResults(most)
                .getResultList());
    }

    /** The ids of those that pass the filter, in their order, from above {@code after} on; at most so many. */
    public List<Long> ids(long organizationId, DeliveryFilter filter, long after, int most) {
        return query("select d.id" + FROM, organizationId, filter, "d.id > :bound order by d.id", after, Long.class)
                .setMaxResults(most)
                .getResultList();
    }

    /** One of an organization's deliveries; empty where it has none of that id. */
    public Optional<Report> find(long organizationId, long id) {
        var rows = entities.createQuery(
                        SELECT + " where d.id = :id and d.organizationId = :organization", Object[].class)
                .setParameter("id", id)
                .setParameter("organization", organizationId)
                .getResultList();
        return reports(rows).stream().findFirst();
    }

    private <T> TypedQuery<T> query(
            String select, long organizationId, DeliveryFilter filter, String rest, long bound, Class<T> type) {
        var conditions = filter.conditions();
        var where = new StringBuilder(" where d.organizationId = :organization and ");
        conditions.keySet().forEach(condition -> where.append(condition).append(" and "));
        var query = entities.createQuery(select + where + rest, type)
                .setParameter("organization", organizationId)
                .setParameter("bound", bound);
        conditions.forEach((condition, value) -> {
            if (value != null) {
                query.setParameter(condition.substring(condition.indexOf(':') + 1), value);
            }
        });
        return query;
    }

    private List<Report> reports(List<Object[]> rows) {
        var attempts = new HashMap<Long, List<DeliveryAttempt>>();
        if (!rows.isEmpty()) {
            entities.createQuery(
                            "select a from DeliveryAttempt a where a.deliveryId in :ids order by a.attempt",
                            DeliveryAttempt.class)
                    .setParameter(
                            "ids",
                            rows.stream().map(row -> ((Delivery) row[0]).id()).toList())
                    .getResultList()
                    .forEach(attempt -> attempts.computeIfAbsent(attempt.deliveryId(), any -> new ArrayList<>())
                            .add(attempt));
        }
        return rows.stream()
                .map(row -> new Report(
                        (Delivery) row[0],
                        (String) row[1],
                        (String) row[2],
                        attempts.getOrDefault(((Delivery) row[0]).id(), List.of())))
                .toList();
    }

    /** Where a delivery stands, in a sentence. */
    public String explain(Delivery delivery) {
        return switch (delivery.state()) {
            case PENDING ->
                unavailable(delivery)
                        .map(why -> "waits in the outbox: " + why)
                        .orElseGet(() -> delivery.attempts() == 0
                                ? delivery.nextAttemptAt() > delivery.createdAt()
                                        ? "waits in the outbox for its time"
                                        : "waits in the outbox, and is about to be sent"
                                : "is tried again after " + delivery.attempts()
                                        + " failed attempts; the last answer was: " + delivery.reason());
            case SENDING -> "is being sent";
            case SENT -> "was sent: " + delivery.reason();
            case DEAD -> "was given up: " + delivery.reason();
            case UNCERTAIN -> "may or may not have arrived: " + delivery.reason();
            case SUPPRESSED -> "was not sent: " + delivery.reason();
        };
    }

    /** Why a waiting one is not tried at present; empty when it is. */
    private Optional<String> unavailable(Delivery delivery) {
        return senders.of(Channel.of(delivery.channel())).unavailable().or(() -> stopped(delivery.target()));
    }

    private Optional<String> stopped(String target) {
        var circuit = circuits.known().get(target);
        if (circuit == null) {
            return Optional.empty();
        }
        return switch (circuit.state(time.now())) {
            case CLOSED -> Optional.empty();
            case PAUSED -> Optional.of("the provider wants a pause: " + circuit.reason());
            case OPEN -> Optional.of("nothing is sent there until it works again: " + circuit.reason());
            case BROKEN -> Optional.of("nothing is sent there until somebody has mended it: " + circuit.reason());
        };
    }

    /** The wire's form; {@code reason} of a waiting one says what it waits for. */
    public JsonObjectBuilder json(Report report) {
        var delivery = report.delivery();
        var attempts = JsonOutput.array();
        report.attempts()
                .forEach(attempt -> attempts.add(JsonOutput.object()
                        .add("attempt", attempt.attempt())
                        .add("started_at", attempt.startedAt())
                        .add("finished_at", attempt.finishedAt())
                        .add("outcome", attempt.outcome())
                        .add("answer", JsonOutput.of(attempt.answer()))
                        .add("node", attempt.node())));
        var pending = delivery.state() == DeliveryState.PENDING;
        var reason = pending ? unavailable(delivery).orElse(delivery.reason()) : delivery.reason();
        return JsonOutput.object()
                .add("id", delivery.id())
                .add("notification_id", JsonOutput.of(delivery.notificationId()))
                .add("recipient", report.recipient())
                .add("type", report.type())
                .add("channel", delivery.channel())
                .add("address", delivery.address())
                .add("endpoint_id", JsonOutput.of(delivery.endpointId()))
                .add("digest", delivery.digest())
                .add("state", delivery.state().code())
                .add("reason", JsonOutput.of(reason))
                .add("created_at", delivery.createdAt())
                .add("next_attempt_at", JsonOutput.of(pending ? delivery.nextAttemptAt() : null))
                .add("settled_at", JsonOutput.of(delivery.settledAt()))
                .add("attempts", attempts);
    }
}
