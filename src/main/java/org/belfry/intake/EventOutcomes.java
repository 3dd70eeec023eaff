package org.belfry.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.belfry.audience.Decision;
import org.belfry.inbox.Event;
import org.belfry.intake.EventOutcome.Outcome;
import org.belfry.platform.Characters;
import org.belfry.platform.RetryOnConflict;

/** Reads what became of an event for its recipients. */
@ApplicationScoped
@Transactional
@RetryOnConflict
public class EventOutcomes {

    /**
     * Where a page begins: those with a notification come first, by its id, then all others, by the recipient's.
     *
     * @param others whether it is among the others
     * @param after the id before it
     */
    public record Position(boolean others, long after) {

        static final Position START = new Position(false, 0);

        /** Where the page after this one begins. */
        static Position after(RecipientOutcome last) {
            return last.outcome() == Outcome.NOTIFIED && last.notificationId() != null
                    ? new Position(false, last.notificationId())
                    : new Position(true, last.recipientId());
        }

        String encode() {
            return (others ? "o" : "n") + after;
        }

        /** Null for what is no position. */
        static Position decode(String text) {
            return text.length() > 1 && "no".indexOf(text.charAt(0)) >= 0 && Characters.areDigits(text.substring(1), 18)
                    ? new Position(text.charAt(0) == 'o', Long.parseLong(text.substring(1)))
                    : null;
        }
    }

    /** @param next where the next page begins, or null on the last */
    record Page(List<RecipientOutcome> results, Position next) {}

    @PersistenceContext
    private EntityManager entities;

    /** All of them, of an event that was told at once. */
    List<RecipientOutcome> all(Event event) {
        return page(event, null, Position.START, Integer.MAX_VALUE - 1).results();
    }

    /** @param recipient only this one, or null */
    Page page(Event event, String recipient, Position start, int limit) {
        var results = new ArrayList<RecipientOutcome>();
        if (!start.others()) {
            results.addAll(notified(event, recipient, start.after(), limit + 1));
        }
        if (results.size() <= limit) {
            results.addAll(others(event, recipient, start.others() ? start.after() : 0, limit + 1 - results.size()));
        }
        return results.size() <= limit
                ? new Page(results, null)
                : new Page(results.subList(0, limit), Position.after(results.get(limit - 1)));
    }

    private List<RecipientOutcome> notified(Event event, String recipient, long after, int limit) {
        return query(
                        "select r.id, r.name, n.id, n.decisions from Notification n join Recipient r on r.id = n.inboxId"
                                + " where n.event = :event and n.id > :after",
                        recipient,
                        " order by n.id")
                .setParameter("event", event)
                .setParameter("after", after)
                .setMaxResults(limit)
                .getResultList()
                .stream()
                .map(row -> new RecipientOutcome(
                        (Long) row[0], (String) row[1], Outcome.NOTIFIED, (Long) row[2], Decision.decode((String)
                                row[3])))
                .toList();
    }

    private List<RecipientOutcome> others(Event event, String recipient, long after, int limit) {
        return query(
                        "select r.id, r.name, o.outcome, o.notificationId, o.decisions from EventOutcome o"
                                + " join Recipient r on r.id = o.key.recipientId"
                                + " where o.key.eventId = :event and r.id > :after",
                        recipient,
                        " order by r.id")
                .setParameter("event", event.id())
                .setParameter("after", after)
                .setMaxResults(limit)
                .getResultList()
                .stream()
                .map(row -> new RecipientOutcome(
                        (Long) row[0],
                        (String) row[1],
                        Outcome.valueOf(((String) row[2]).toUpperCase(Locale.ROOT)),
                        (Long) row[3],
                        Decision.decode((String) row[4])))
                .toList();
    }

    private TypedQuery<Object[]> query(String what, String recipient, String order) {
        if (recipient == null) {
            return entities.createQuery(what + order, Object[].class);
        }
        return entities.createQuery(what + " and r.name = :recipient" + order, Object[].class)
                .setParameter("recipient", recipient);
    }
}
