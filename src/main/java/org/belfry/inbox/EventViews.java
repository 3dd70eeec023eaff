package org.belfry.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.belfry.platform.Batches;

/**
 * What notifications show of their events, with the sources as they are now: one statement for a page, not one a row. It is no
 * outer join of the page's own statement, as Derby would look through all events for that.
 */
@ApplicationScoped
@Transactional
public class EventViews {

    @PersistenceContext
    private EntityManager entities;

    /**
     * What is said to somebody.
     *
     * @param textId null for what the event says itself
     */
    public record TextRef(long eventId, Long textId) {}

    /** By the notifications' ids; the events have been fetched. */
    public Map<Long, EventView> of(Collection<Notification> notifications) {
        var events = new HashMap<Long, Event>();
        notifications.forEach(notification -> events.put(notification.event().id(), notification.event()));
        var views = views(events, notifications.stream().map(EventViews::said).toList());
        var byNotification = new HashMap<Long, EventView>();
        notifications.forEach(notification -> byNotification.put(notification.id(), views.get(said(notification))));
        return byNotification;
    }

    private static TextRef said(Notification notification) {
        return new TextRef(notification.event().id(), notification.textId());
    }

    /** Of events that are read for it. */
    public Map<TextRef, EventView> of(List<TextRef> ref) {
        var events = new HashMap<Long, Event>();
        var ids = ref.stream().map(TextRef::eventId).collect(Collectors.toCollection(TreeSet::new));
        for (var some : Batches.of(ids)) {
            entities.createQuery("select e from Event e where e.id in :ids", Event.class)
                    .setParameter("ids", some)
                    .getResultList()
                    .forEach(event -> events.put(event.id(), event));
        }
        return views(events, ref);
    }

    private Map<TextRef, EventView> views(Map<Long, Event> events, Collection<TextRef> ref) {
        var reports = reports(events.values());
        var texts = texts(ref);
        var views = new HashMap<TextRef, EventView>();
        for (var one : ref) {
            views.computeIfAbsent(one, shown -> {
                var event = events.get(shown.eventId());
                return EventView.of(event, texts.get(shown.textId()), reports.get(event.sourceRef()));
            });
        }
        return views;
    }

    /** Most events say the same to everybody: then there is nothing to look for. */
    private Map<Long, EventText> texts(Collection<TextRef> ref) {
        var ids = new TreeSet<Long>();
        ref.stream().map(TextRef::textId).filter(Objects::nonNull).forEach(ids::add);
        var texts = new HashMap<Long, EventText>();
        for (var some : Batches.of(ids)) {
            entities.createQuery("select t from EventText t where t.id in :ids", EventText.class)
                    .setParameter("ids", some)
                    .getResultList()
                    .forEach(text -> texts.put(text.id(), text));
        }
        return texts;
    }

    private Map<Long, SourceReport> reports(Collection<Event> events) {
        var ids = new TreeSet<Long>();
        events.stream().map(Event::sourceRef).filter(Objects::nonNull).forEach(ids::add);
        var reports = new HashMap<Long, SourceReport>();
        for (var some : Batches.of(ids)) {
            entities.createQuery("select s from Source s where s.id in :ids", Source.class)
                    .setParameter("ids", some)
                    .getResultList()
                    .forEach(source -> reports.put(source.id(), source.report()));
        }
        return reports;
    }
}
