package org.belfry.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.belfry.platform.Batches;

/**
 * What notifications show of their events, with the sources as they are now: one statement for a page, not one a row. It is no
 * outer join of the page's own statement, as Derby would look through all events for that.
 */
@ApplicationScoped
@Transactional
class EventViews {

    @PersistenceContext
    private EntityManager entities;

    /** By the notifications' ids; the events have been fetched. */
    public Map<Long, EventView> of(Collection<Notification> notifications) {
        var reports = reports(notifications);
        var texts = texts(notifications);
        var written = new HashMap<Shown, EventView>();
        var views = new HashMap<Long, EventView>();
        for (var notification : notifications) {
            var event = notification.event();
            views.put(
                    notification.id(),
                    written.computeIfAbsent(
                            new Shown(event.id(), notification.textId()),
                            shown -> EventView.of(event, texts.get(shown.textId()), reports.get(event.sourceRef()))));
        }
        return views;
    }

    private record Shown(long eventId, Long textId) {}

    /** Most events say the same to everybody: then there is nothing to look for. */
    private Map<Long, EventText> texts(Collection<Notification> notifications) {
        var ids = new TreeSet<Long>();
        notifications.stream()
                .map(Notification::textId)
                .filter(Objects::nonNull)
                .forEach(ids::add);
        var texts = new HashMap<Long, EventText>();
        for (var some : Batches.of(ids)) {
            entities.createQuery("select t from EventText t where t.id in :ids", EventText.class)
                    .setParameter("ids", some)
                    .getResultList()
                    .forEach(text -> texts.put(text.id(), text));
        }
        return texts;
    }

    private Map<Long, SourceReport> reports(Collection<Notification> notifications) {
        var ids = new TreeSet<Long>();
        notifications.stream()
                .map(notification -> notification.event().sourceRef())
                .filter(Objects::nonNull)
                .forEach(ids::add);
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
