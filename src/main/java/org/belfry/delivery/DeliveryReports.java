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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.belfry.audience.Recipient;
import org.belfry.audience.Recipients;
import org.belfry.catalog.Channel;
import org.belfry.delivery.Outcome.Result;
import org.belfry.inbox.Event;
import org.belfry.platform.Batches;
import org.belfry.platform.PageRequest;
import org.belfry.platform.RetryOnConflict;
import org.belfry.platform.Sentence;
import org.belfry.platform.Sentences;
import org.belfry.platform.UnixTime;

/** Tells what became of deliveries. */
@ApplicationScoped
@Transactional
@RetryOnConflict
public class DeliveryReports {

    /**
     * A delivery with the attempts at it, oldest first.
     *
     * @param recipient the name
     * @param type the event's
     * @param title the event's
     */
    public record DeliveryReport(
            Delivery delivery, String recipient, String type, String title, List<DeliveryAttempt> attempts) {}

    private static final String FROM = " from Delivery d join d.event e join Recipient r on r.id = d.recipientId";
    private static final String NEWEST = " order by d.id desc";
    private static final String SELECT = "select d, r.name, e.type, e.title" + FROM;

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private ChannelSenders senders;

    @Inject
    private Circuits circuits;

    @Inject
    private Recipients recipients;

    @Inject
    private UnixTime time;

    /** The deliveries of an event to these recipients, by recipient. */
    public Map<Long, List<DeliveryReport>> of(Event event, Collection<Long> recipientIds) {
        var byRecipient = new HashMap<Long, List<DeliveryReport>>();
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
    public List<DeliveryReport> of(long organizationId, long eventId, long recipientId) {
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
    public List<DeliveryReport> list(long organizationId, DeliveryFilter filter, long before, int most) {
        return load(ids(organizationId, filter, " and d.id < :bound" + NEWEST)
                .setParameter("bound", before)
                .setMaxResults(most)
                .getResultList());
    }

    /** A page of the deliveries of an organization that pass the filter, newest first. */
    public List<DeliveryReport> page(long organizationId, DeliveryFilter filter, PageRequest page) {
        return load(ids(organizationId, filter, NEWEST)
                .setFirstResult(page.offset())
                .setMaxResults(page.limit())
                .getResultList());
    }

    /** How many pass the filter; at most so many are counted. */
    public int count(long organizationId, DeliveryFilter filter, int most) {
        return ids(organizationId, filter, "")
                .setMaxResults(most)
                .getResultList()
                .size();
    }

    /** The ids of those that pass the filter, in their order, from above {@code after} on; at most so many. */
    List<Long> ids(long organizationId, DeliveryFilter filter, long after, int most) {
        return ids(organizationId, filter, " and d.id > :bound order by d.id")
                .setParameter("bound", after)
                .setMaxResults(most)
                .getResultList();
    }

    /** One of an organization's deliveries; empty where it has none of that id. */
    public Optional<DeliveryReport> find(long organizationId, long id) {
        var rows = entities.createQuery(
                        SELECT + " where d.id = :id and d.organizationId = :organization", Object[].class)
                .setParameter("id", id)
                .setParameter("organization", organizationId)
                .getResultList();
        return reports(rows).stream().findFirst();
    }

    /** Ids alone: what is passed over and what is counted costs no look at other tables, where the filter needs none. */
    private TypedQuery<Long> ids(long organizationId, DeliveryFilter filter, String rest) {
        var conditions =
                filter.conditions(filter.recipient() == null ? 0 : recipient(organizationId, filter.recipient()));
        var text = new StringBuilder("select d.id from Delivery d")
                .append(filter.type() == null ? "" : " join d.event e")
                .append(" where d.organizationId = :organization");
        conditions.keySet().forEach(condition -> text.append(" and ").append(condition));
        var query = entities.createQuery(text + rest, Long.class).setParameter("organization", organizationId);
        conditions.forEach((condition, value) -> {
            if (value != null) {
                query.setParameter(condition.substring(condition.indexOf(':') + 1), value);
            }
        });
        return query;
    }

    /** That of nobody where there is none of that name. */
    private long recipient(long organizationId, String name) {
        return recipients.find(organizationId, name).map(Recipient::id).orElse(-1L);
    }

    /** @param ids newest first */
    private List<DeliveryReport> load(List<Long> ids) {
        var found = new ArrayList<DeliveryReport>();
        for (var some : Batches.of(ids)) {
            found.addAll(reports(entities.createQuery(SELECT + " where d.id in :ids" + NEWEST, Object[].class)
                    .setParameter("ids", some)
                    .getResultList()));
        }
        return found;
    }

    private List<DeliveryReport> reports(List<Object[]> rows) {
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
                .map(row -> new DeliveryReport(
                        (Delivery) row[0],
                        (String) row[1],
                        (String) row[2],
                        (String) row[3],
                        attempts.getOrDefault(((Delivery) row[0]).id(), List.of())))
                .toList();
    }

    /**
     * The status of a delivery, as far as a caller may see it: the sentence that follows its one-word state.
     *
     * @param language of the sentence; a provider's answer is quoted as received
     */
    public String explain(DeliveryReport report, DeliveryView view, Locale language) {
        if (view == DeliveryView.ADMIN) {
            return explain(report.delivery(), language);
        }
        var sentences = new Sentences("org.belfry.delivery.sentences", language);
        var delivery = report.delivery();
        var reason = plainReason(report);
        if (delivery.state() != DeliveryState.PENDING) {
            return sentences.of(delivery.state().code(), reason == null ? null : reason.in(language));
        }
        if (reason != null) {
            return sentences.of("pending.why", reason.in(language));
        }
        return sentences.of(delivery.nextAttemptAt() > delivery.createdAt() ? "pending.time" : "pending");
    }

    /**
     * Where a delivery stands: what follows on the one word that stands for it, in a sentence.
     *
     * @param language of the sentence; a provider's answer is quoted as received
     */
    public String explain(Delivery delivery, Locale language) {
        var sentences = new Sentences("org.belfry.delivery.sentences", language);
        var state = delivery.state();
        if (state != DeliveryState.PENDING) {
            return sentences.of(state.code(), delivery.reason());
        }
        return unavailable(delivery)
                .map(why -> sentences.of("pending.why", why.in(language)))
                .orElseGet(() -> {
                    if (delivery.attempts() > 0) {
                        return sentences.of("pending.again", delivery.attempts(), delivery.reason());
                    }
                    return sentences.of(delivery.nextAttemptAt() > delivery.createdAt() ? "pending.time" : "pending");
                });
    }

    /** The last answer, or what a waiting one waits for; null where there is nothing to say. */
    public Sentence reason(Delivery delivery) {
        var last = delivery.reason() == null ? null : Sentence.asIs(delivery.reason());
        return delivery.state() == DeliveryState.PENDING ? unavailable(delivery).orElse(last) : last;
    }

    /** Why a waiting one is not tried at present; empty when it is. */
    private Optional<Sentence> unavailable(Delivery delivery) {
        return senders.of(Channel.of(delivery.channel())).unavailable().or(() -> stopped(delivery.target()));
    }

    private Optional<Sentence> stopped(String target) {
        var circuit = circuits.known().get(target);
        if (circuit == null) {
            return Optional.empty();
        }
        return switch (circuit.state(time.now())) {
            case CLOSED -> Optional.empty();
            case PAUSED -> Optional.of(Sentence.of("the provider requested a pause: %s", circuit.reason()));
            case OPEN ->
                Optional.of(Sentence.of("sending is paused until the destination works again: %s", circuit.reason()));
            case SUSPENDED ->
                Optional.of(Sentence.of("sending is paused until an administrator resumes it: %s", circuit.reason()));
        };
    }

    /** The wire's form for admins; {@code reason} of a waiting delivery says what it waits for. */
    public JsonObjectBuilder json(DeliveryReport report) {
        return json(report, DeliveryView.ADMIN);
    }

    /** The same, as far as a caller may see it. */
    public JsonObjectBuilder json(DeliveryReport report, DeliveryView view) {
        return view.json(report, view == DeliveryView.ADMIN ? reason(report.delivery()) : plainReason(report));
    }

    /** The reason without a provider's answer; null if the state is enough. */
    private Sentence plainReason(DeliveryReport report) {
        var delivery = report.delivery();
        return switch (delivery.state()) {
            case PENDING -> waiting(delivery);
            case SENDING -> null;
            case SENT -> Sentence.of("it was accepted");
            case DEAD -> Sentence.of(isRefused(report) ? "it was refused" : "it could not be delivered in time");
            case UNCERTAIN -> Sentence.of("the connection broke while it was being sent");
            case SUPPRESSED -> Sentence.of("it was no longer wanted");
        };
    }

    private Sentence waiting(Delivery delivery) {
        var unavailable = senders.of(Channel.of(delivery.channel())).unavailable();
        if (unavailable.isPresent()) {
            return unavailable.get();
        }
        if (stopped(delivery.target()).isPresent()) {
            return Sentence.of("sending is currently paused");
        }
        return delivery.attempts() > 0 ? Sentence.of("the last attempt failed") : null;
    }

    private static boolean isRefused(DeliveryReport report) {
        var attempts = report.attempts();
        return !attempts.isEmpty()
                && attempts.get(attempts.size() - 1).outcome().equals(Result.REFUSED.code());
    }
}
