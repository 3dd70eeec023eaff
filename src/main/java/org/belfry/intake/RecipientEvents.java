package org.belfry.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.belfry.audience.Decision;
import org.belfry.catalog.Channel;
import org.belfry.delivery.DeliveryState;
import org.belfry.inbox.Event;
import org.belfry.intake.EventOutcome.Outcome;
import org.belfry.platform.Batches;
import org.belfry.platform.PageRequest;
import org.belfry.platform.Problem;
import org.belfry.platform.QueryParameters;
import org.belfry.platform.RetryOnConflict;

/** Lists the events that were for somebody, whether that one was told of them or not. */
@ApplicationScoped
@Transactional
@RetryOnConflict
public class RecipientEvents {

    /**
     * Which events; null for any.
     *
     * @param from Unix seconds, the first that counts
     * @param until Unix seconds, the first that does not count any more
     */
    public record Filter(String type, Long from, Long until) {

        /**
         * Of a query; null or empty for any.
         *
         * @throws Problem 400 for a time that is none
         */
        public static Filter read(String type, String from, String until) {
            return new Filter(QueryParameters.text("type", type), second("from", from), second("until", until));
        }

        private static Long second(String field, String value) {
            var second = QueryParameters.integer(field, value, -1, 0);
            return second < 0 ? null : second;
        }
    }

    /**
     * An event.
     *
     * @param at Unix seconds
     * @param outcome see {@link EventOutcome.Outcome}, in lower case
     * @param decisions one for each channel
     * @param deliveries the states of the deliveries on each channel that has any
     */
    public record EventLine(
            long eventId,
            long at,
            String type,
            String title,
            String outcome,
            List<Decision> decisions,
            Map<Channel, List<DeliveryState>> deliveries) {}

    /** Of which event, when, and what became of it. */
    private record EventMatch(long eventId, long at, String outcome, String decisions) {}

    @PersistenceContext
    private EntityManager entities;

    /** A page of them, newest first. */
    public List<EventLine> page(long recipientId, Filter filter, PageRequest page) {
        var most = page.offset() + page.limit();
        var merged = merged(notified(recipientId, filter, most), others(recipientId, filter, most), most);
        return lines(recipientId, merged.subList(Math.min(page.offset(), merged.size()), merged.size()));
    }

    /** How many there are; at most so many are counted. */
    public int count(long recipientId, Filter filter, int most) {
        return Math.min(
                most,
                notified(recipientId, filter, most).size()
                        + others(recipientId, filter, most).size());
    }

    private List<EventMatch> notified(long recipientId, Filter filter, int most) {
        var text = "select n.event.id, n.createdAt, n.decisions from Notification n where n.inboxId = :recipient"
                + (filter.type() == null ? "" : " and n.type = :type")
                + (filter.from() == null ? "" : " and n.createdAt >= :from")
                + (filter.until() == null ? "" : " and n.createdAt < :until")
                + " order by n.createdAt desc, n.id desc";
        return query(text, recipientId, filter, most).getResultList().stream()
                .map(row -> new EventMatch((Long) row[0], (Long) row[1], Outcome.NOTIFIED.code(), (String) row[2]))
                .toList();
    }

    /** Those without a notification, in the order in which the events came in. */
    private List<EventMatch> others(long recipientId, Filter filter, int most) {
        var text = "select e.id, e.createdAt, o.decisions, o.outcome from EventOutcome o"
                + " join Event e on e.id = o.key.eventId where o.key.recipientId = :recipient"
                + (filter.type() == null ? "" : " and e.type = :type")
                + (filter.from() == null ? "" : " and e.createdAt >= :from")
                + (filter.until() == null ? "" : " and e.createdAt < :until")
                + " order by o.key.eventId desc";
        return query(text, recipientId, filter, most).getResultList().stream()
                .map(row -> new EventMatch((Long) row[0], (Long) row[1], (String) row[3], (String) row[2]))
                .toList();
    }

    private TypedQuery<Object[]> query(String text, long recipientId, Filter filter, int most) {
        var query = entities.createQuery(text, Object[].class).setParameter("recipient", recipientId);
        if (filter.type() != null) {
            query.setParameter("type", filter.type());
        }
        if (filter.from() != null) {
            query.setParameter("from", filter.from());
        }
        if (filter.until() != null) {
            query.setParameter("until", filter.until());
        }
        return query.setMaxResults(most);
    }

    /** Of two lists that are newest first one that is, too. */
    private static List<EventMatch> merged(List<EventMatch> some, List<EventMatch> others, int most) {
        var merged = new ArrayList<EventMatch>();
        var one = 0;
        var other = 0;
        while (merged.size() < most && (one < some.size() || other < others.size())) {
            var takesOne = other == others.size()
                    || one < some.size()
                            && some.get(one).at() >= others.get(other).at();
            merged.add(takesOne ? some.get(one++) : others.get(other++));
        }
        return merged;
    }

    private List<EventLine> lines(long recipientId, List<EventMatch> page) {
        var ids = page.stream().map(EventMatch::eventId).toList();
        var events = new HashMap<Long, Event>();
        var deliveries = new HashMap<Long, Map<Channel, List<DeliveryState>>>();
        for (var some : Batches.of(ids)) {
            entities.createQuery("select e from Event e where e.id in :ids", Event.class)
                    .setParameter("ids", some)
                    .getResultList()
                    .forEach(event -> events.put(event.id(), event));
            entities.createQuery(
                            "select d.eventId, d.channel, d.state from Delivery d"
                                    + " where d.recipientId = :recipient and d.eventId in :ids order by d.id",
                            Object[].class)
                    .setParameter("recipient", recipientId)
                    .setParameter("ids", some)
                    .getResultList()
                    .forEach(row -> deliveries
                            .computeIfAbsent((Long) row[0], any -> new HashMap<>())
                            .computeIfAbsent(Channel.of((String) row[1]), any -> new ArrayList<>())
                            .add(DeliveryState.of((String) row[2])));
        }
        return page.stream()
                .map(match -> new EventLine(
                        match.eventId(),
                        match.at(),
                        events.get(match.eventId()).content().type(),
                        events.get(match.eventId()).content().title(),
                        match.outcome(),
                        Decision.decode(match.decisions()),
                        deliveries.getOrDefault(match.eventId(), Map.of())))
                .toList();
    }
}
