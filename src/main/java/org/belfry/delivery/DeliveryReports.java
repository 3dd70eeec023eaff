package org.belfry.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
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

/** Tells what became of deliveries. */
@ApplicationScoped
@Transactional
public class DeliveryReports {

    /** A delivery with the attempts at it, oldest first, and the recipient's name. */
    public record Report(Delivery delivery, String recipient, String type, List<DeliveryAttempt> attempts) {}

    /** What to list; null for any. */
    public record Filter(DeliveryState state, Channel channel, String recipient, String type, int limit, long before) {}

    private static final String SELECT =
            "select d, r.name, e.type from Delivery d join d.event e join Recipient r on r.id = d.recipientId";

    @PersistenceContext
    private EntityManager entities;

    @Inject
    @Any
    private Instance<ChannelSender> senders;

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

    /** The newest deliveries of an organization that pass the filter, from below {@code before} on. */
    public List<Report> list(long organizationId, Filter filter) {
        var parameters = new HashMap<String, Object>();
        var where = new StringBuilder(" where r.organizationId = :organization and d.id < :before");
        parameters.put("organization", organizationId);
        parameters.put("before", filter.before());
        if (filter.state() != null) {
            where.append(" and d.state = :state");
            parameters.put("state", filter.state().code());
        }
        if (filter.channel() != null) {
            where.append(" and d.channel = :channel");
            parameters.put("channel", filter.channel().code());
        }
        if (filter.recipient() != null) {
            where.append(" and r.name = :recipient");
            parameters.put("recipient", filter.recipient());
        }
        if (filter.type() != null) {
            where.append(" and e.type = :type");
            parameters.put("type", filter.type());
        }
        var query = entities.createQuery(SELECT + where + " order by d.id desc", Object[].class);
        parameters.forEach(query::setParameter);
        return reports(query.setMaxResults(filter.limit()).getResultList());
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

    private Optional<String> unavailable(Delivery delivery) {
        return senders.stream()
                .filter(sender -> sender.channel().code().equals(delivery.channel()))
                .findFirst()
                .flatMap(ChannelSender::unavailable);
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
                .add("state", delivery.state().code())
                .add("reason", JsonOutput.of(reason))
                .add("created_at", delivery.createdAt())
                .add("next_attempt_at", JsonOutput.of(pending ? delivery.nextAttemptAt() : null))
                .add("settled_at", JsonOutput.of(delivery.settledAt()))
                .add("attempts", attempts);
    }
}
