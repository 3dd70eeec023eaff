package org.belfry.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.belfry.audience.Decision;
import org.belfry.audience.Recipient;
import org.belfry.audience.Recipients;
import org.belfry.catalog.Channel;
import org.belfry.catalog.EventType;
import org.belfry.delivery.Outbox;
import org.belfry.inbox.Event;
import org.belfry.inbox.InboxWriter;
import org.belfry.inbox.InboxWriter.Addressee;
import org.belfry.inbox.SourceReport;
import org.belfry.platform.JsonBodies;
import org.belfry.platform.JsonOutput;

/** Writes an event and all that follows from it in one transaction, and finds what was written. */
@ApplicationScoped
@Transactional
public class EventStore {

    /**
     * What is to be written.
     *
     * @param happening under which it is known whether this was written before; null for an event like no other
     * @param source what the event is about, or null
     * @param reportsSources whether what it says of a source that is known already holds from now on
     * @param recipients their names
     */
    public record Post(
            long organizationId,
            String happening,
            EventType type,
            Event.Content content,
            SourceReport source,
            boolean reportsSources,
            List<String> recipients) {}

    /** An event as it was told to one recipient. */
    public record Told(String recipient, long notificationId, List<Decision> decisions) {}

    private static final String DISABLED = "recipient_disabled";

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private Recipients recipients;

    @Inject
    private InboxWriter inboxes;

    @Inject
    private Outbox outbox;

    /**
     * One transaction: the event, its notifications with modseq and counters, and the outbox. A happening that was reported
     * before is answered as it was then.
     *
     * @return empty, with nothing written, where a recipient does not exist yet
     */
    public Optional<Receipt> write(Post post) {
        var before = reportedBefore(post);
        if (before.isPresent()) {
            return before;
        }
        var known = recipients.byName(post.organizationId(), post.recipients());
        if (known.size() < post.recipients().size()) {
            return Optional.empty();
        }
        var told = new ArrayList<Recipient>();
        var refused = new ArrayList<String>();
        for (var name : post.recipients()) {
            var recipient = known.get(name);
            if (recipient.enabled()) {
                told.add(recipient);
            } else {
                refused.add(name);
            }
        }
        var event = inboxes.store(
                post.organizationId(),
                post.happening(),
                post.content(),
                post.source(),
                post.reportsSources(),
                refused.isEmpty() ? null : encode(refused));
        var outcomes = new ArrayList<>(tell(event, post.type(), told));
        refused.forEach(name -> outcomes.add(Receipt.Outcome.refused(name, DISABLED)));
        entities.flush();
        return Optional.of(new Receipt(event.id(), false, outcomes));
    }

    private List<Receipt.Outcome> tell(Event event, EventType type, List<Recipient> told) {
        var decisions = told.stream().map(one -> Decision.decide(type, one)).toList();
        var addressees = new ArrayList<Addressee>();
        for (var i = 0; i < told.size(); i++) {
            addressees.add(new Addressee(told.get(i).id(), told.get(i).name(), Decision.encode(decisions.get(i))));
        }
        var notifications = inboxes.deliver(event, addressees);
        var outcomes = new ArrayList<Receipt.Outcome>();
        for (var i = 0; i < told.size(); i++) {
            var notification = notifications.get(i);
            if (isTold(decisions.get(i), Channel.EMAIL)) {
                outbox.enqueue(notification.id(), Channel.EMAIL, told.get(i).email());
            }
            outcomes.add(
                    Receipt.Outcome.notified(notification.recipient(), notification.id(), channels(decisions.get(i))));
        }
        return outcomes;
    }

    /** A producer that names the happening is told of a duplicate; a retry gets the answer that got lost. */
    private Optional<Receipt> reportedBefore(Post post) {
        if (post.happening() == null) {
            return Optional.empty();
        }
        return entities.createQuery(
                        "select e from Event e where e.organizationId = :organization and e.happening = :happening",
                        Event.class)
                .setParameter("organization", post.organizationId())
                .setParameter("happening", post.happening())
                .getResultStream()
                .findFirst()
                .map(event -> new Receipt(event.id(), post.content().producerEventId() != null, outcomes(event)));
    }

    /** One event of the organization. */
    public Optional<Event> find(long organizationId, long id) {
        return Optional.ofNullable(entities.find(Event.class, id))
                .filter(event -> event.organizationId() == organizationId);
    }

    /** Who was told of it, in the order in which they were named. */
    public List<Told> told(Event event) {
        return entities.createQuery(
                        "select r.name, n.id, n.decisions from Notification n join Recipient r on r.id = n.inboxId"
                                + " where n.event = :event order by n.id",
                        Object[].class)
                .setParameter("event", event)
                .getResultStream()
                .map(row -> new Told((String) row[0], (Long) row[1], Decision.decode((String) row[2])))
                .toList();
    }

    /** Who was named and not told at all, and why. */
    public List<Receipt.Outcome> refused(Event event) {
        if (event.refused() == null) {
            return List.of();
        }
        return JsonBodies.parse(event.refused()).getJsonArray("refused").getValuesAs(JsonObject.class).stream()
                .map(one -> Receipt.Outcome.refused(one.getString("recipient"), one.getString("reason")))
                .toList();
    }

    private List<Receipt.Outcome> outcomes(Event event) {
        var outcomes = new ArrayList<Receipt.Outcome>();
        told(event)
                .forEach(one -> outcomes.add(
                        Receipt.Outcome.notified(one.recipient(), one.notificationId(), channels(one.decisions()))));
        outcomes.addAll(refused(event));
        return outcomes;
    }

    private static String encode(List<String> names) {
        var list = JsonOutput.array();
        names.forEach(
                name -> list.add(JsonOutput.object().add("recipient", name).add("reason", DISABLED)));
        return JsonOutput.object().add("refused", list).build().toString();
    }

    private static List<String> channels(List<Decision> decisions) {
        return decisions.stream()
                .filter(Decision::told)
                .map(decision -> decision.channel().code())
                .toList();
    }

    private static boolean isTold(List<Decision> decisions, Channel channel) {
        return decisions.stream().anyMatch(decision -> decision.told() && decision.channel() == channel);
    }
}
