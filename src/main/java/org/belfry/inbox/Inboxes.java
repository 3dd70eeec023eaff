package org.belfry.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
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
import java.util.function.Predicate;
import org.belfry.access.Caller;
import org.belfry.inbox.Notification.State;
import org.belfry.platform.Batches;
import org.belfry.platform.PageCursor;
import org.belfry.platform.RetryOnConflict;
import org.belfry.platform.UnixTime;

/** Looks into inboxes; changes nothing. */
@ApplicationScoped
@Transactional
@RetryOnConflict
public class Inboxes {

    /** Notifications with their events; {@link EventViews} has the sources. */
    static final String SHOWN = "select n from Notification n join fetch n.event";

    private static final int DUE_AT_ONCE = 500;

    /**
     * What is asked of an inbox.
     *
     * @param type only this one, or null
     * @param category only this one, or null
     * @param state only what lies there; null for all
     * @param limit 1 to 500
     * @param after list what comes after this position; null to go by {@code offset}
     */
    public record NotificationQuery(
            boolean unreadOnly, String type, String category, State state, int limit, long offset, PageCursor after) {

        boolean matchesAll() {
            return type == null && category == null;
        }
    }

    /**
     * One page, newest first.
     *
     * @param total how many match, on all pages
     * @param unreadCount of the inbox, whatever the query
     * @param next where the next page begins, or null on the last
     */
    public record NotificationPage(
            List<NotificationView> notifications, long total, long unreadCount, PageCursor next, long modseq) {}

    /** What changed in an inbox since a modseq, in order; {@code upTo} is how far that reaches. */
    public record Changes(List<InboxesChanged.InboxChange> changes, long upTo, boolean complete) {}

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private EventViews eventViews;

    @Inject
    private ReadMarks readMarks;

    @Inject
    private UnixTime time;

    /**
     * An inbox, and all that what it shows depends on.
     *
     * @param sourcesRevision goes up whenever a source of the organization is reported differently
     */
    public record InboxSnapshot(Inbox inbox, long sourcesRevision) {}

    /** One statement; empty where the organization has no such recipient (yet). */
    public Optional<InboxSnapshot> snapshot(long organizationId, String recipient) {
        return entities
                .createQuery(
                        "select i, (select sum(v.revision) from SourceRevision v where v.key.organizationId = :organization)"
                                + " from Recipient r join Inbox i on i.id = r.id"
                                + " where r.organizationId = :organization and r.name = :name",
                        Object[].class)
                .setParameter("organization", organizationId)
                .setParameter("name", recipient)
                .getResultList()
                .stream()
                .findFirst()
                .map(row -> new InboxSnapshot((Inbox) row[0], row[1] == null ? 0 : ((Number) row[1]).longValue()));
    }

    /** The state of an inbox; empty where the organization has no such recipient (yet). One statement. */
    public Optional<Inbox> of(long organizationId, String recipient) {
        return entities
                .createQuery(
                        "select i from Recipient r join Inbox i on i.id = r.id"
                                + " where r.organizationId = :organization and r.name = :name",
                        Inbox.class)
                .setParameter("organization", organizationId)
                .setParameter("name", recipient)
                .getResultList()
                .stream()
                .findFirst();
    }

    /** The state of those of an organization's inboxes that exist, by the recipient's name. One statement for each five hundred. */
    public Map<String, Inbox> byName(long organizationId, Collection<String> recipients) {
        var byName = new HashMap<String, Inbox>();
        for (var some : Batches.of(recipients)) {
            entities.createQuery(
                            "select r.name, i from Recipient r join Inbox i on i.id = r.id"
                                    + " where r.organizationId = :organization and r.name in :names",
                            Object[].class)
                    .setParameter("organization", organizationId)
                    .setParameter("names", some)
                    .getResultList()
                    .forEach(row -> byName.put((String) row[0], (Inbox) row[1]));
        }
        return byName;
    }

    /** The state of an inbox; null where it was removed. */
    public Inbox state(long inboxId) {
        return entities.find(Inbox.class, inboxId);
    }

    /** The state of each of these inboxes that is there, by id. One statement; for a page of them. */
    public Map<Long, Inbox> states(Collection<Long> ids) {
        var states = new HashMap<Long, Inbox>();
        if (!ids.isEmpty()) {
            entities.createQuery("select i from Inbox i where i.id in :ids", Inbox.class)
                    .setParameter("ids", ids)
                    .getResultList()
                    .forEach(inbox -> states.put(inbox.id(), inbox));
        }
        return states;
    }

    /** The present modseq of each of these inboxes. */
    public Map<Long, Long> modseqs(Collection<Long> inboxIds) {
        var modseqs = new HashMap<Long, Long>();
        for (var some : Batches.of(inboxIds)) {
            entities.createQuery("select i.id, i.modseq from Inbox i where i.id in :ids", Object[].class)
                    .setParameter("ids", some)
                    .getResultList()
                    .forEach(row -> modseqs.put((Long) row[0], (Long) row[1]));
        }
        return modseqs;
    }

    /** A page of an inbox. Two statements, or three where the query names a type or a category. */
    public NotificationPage list(Inbox inbox, String recipient, NotificationQuery query) {
        var rows = matching(
                        SHOWN, inbox, query, query.after(), " order by n.createdAt desc, n.id desc", Notification.class)
                .setFirstResult(query.after() == null ? (int) query.offset() : 0)
                .setMaxResults(query.limit() + 1)
                .getResultList();
        var shown = rows.subList(0, Math.min(rows.size(), query.limit()));
        var last = rows.size() > query.limit() ? shown.get(shown.size() - 1) : null;
        return new NotificationPage(
                views(inbox, shown, recipient),
                total(inbox, query),
                inbox.unreadCount(),
                last == null ? null : new PageCursor(last.createdAt(), last.id()),
                inbox.modseq());
    }

    /** One notification that the caller may see. */
    public Optional<NotificationView> find(Caller caller, long id) {
        return select(caller, List.of(id), caller::mayRead).stream().findFirst().flatMap(this::show);
    }

    /** The one notification that is meant; empty where it has gone. */
    public Optional<NotificationView> show(NotificationSelection selection) {
        var inbox = state(selection.inboxId());
        var found = entities.createQuery(SHOWN + " where n.id in :ids", Notification.class)
                .setParameter("ids", selection.ids())
                .getResultList();
        return views(inbox, found, selection.recipient()).stream().findFirst();
    }

    /** Those of the ids that are in the caller's organization and in an inbox that passes, by inbox. */
    public Collection<NotificationSelection> select(Caller caller, Collection<Long> ids, Predicate<String> recipient) {
        var found = new ArrayList<Object[]>();
        for (var some : Batches.of(ids)) {
            found.addAll(entities.createQuery(
                            "select n.id, r.id, r.name from Notification n join Recipient r on r.id = n.inboxId"
                                    + " where n.id in :ids and r.organizationId = :organization",
                            Object[].class)
                    .setParameter("ids", some)
                    .setParameter("organization", caller.organizationId())
                    .getResultList());
        }
        found.removeIf(row -> !recipient.test((String) row[2]));
        return byInbox(found, caller.organizationId());
    }

    /** Some of what was put aside until now at the latest, by inbox; empty when nothing is due. */
    public Collection<NotificationSelection> dueToWake() {
        return byInbox(
                entities.createQuery(
                                "select n.id, r.id, r.name from Notification n join Recipient r on r.id = n.inboxId"
                                        + " where n.snoozedUntil <= :now order by n.snoozedUntil",
                                Object[].class)
                        .setParameter("now", time.now())
                        .setMaxResults(DUE_AT_ONCE)
                        .getResultList(),
                null);
    }

    private static Collection<NotificationSelection> byInbox(List<Object[]> rows, Long organizationId) {
        var byInbox = new HashMap<Long, NotificationSelection>();
        rows.forEach(row -> byInbox.computeIfAbsent(
                        (Long) row[1],
                        inbox -> new NotificationSelection(organizationId, inbox, (String) row[2], new ArrayList<>()))
                .ids()
                .add((Long) row[0]));
        return byInbox.values();
    }

    /**
     * Every change after a modseq, in order: the notifications as they are now, each at its latest change, and between
     * them the last "all read" and the last removal.
     *
     * @param limit most notifications to read at once; {@code complete} is false where there are more
     */
    public Changes changesAfter(long inboxId, String recipient, long modseq, int limit) {
        var inbox = state(inboxId);
        if (inbox == null || inbox.modseq() <= modseq) {
            return new Changes(List.of(), modseq, true);
        }
        var rows = entities.createQuery(
                        SHOWN + " where n.inboxId = :inbox and n.modseq > :after and n.modseq <= :upTo"
                                + " order by n.modseq",
                        Notification.class)
                .setParameter("inbox", inboxId)
                .setParameter("after", modseq)
                .setParameter("upTo", inbox.modseq())
                .setMaxResults(limit)
                .getResultList();
        var complete = rows.size() < limit;
        var upTo = complete ? inbox.modseq() : rows.get(rows.size() - 1).modseq();
        var changes = new ArrayList<InboxesChanged.InboxChange>();
        for (var view : views(inbox, rows, recipient)) {
            changes.add(change(inbox, InboxesChanged.Kind.NOTIFICATION, view.modseq(), view));
        }
        if (inbox.readAllModseq() > modseq && inbox.readAllModseq() <= upTo) {
            changes.add(change(inbox, InboxesChanged.Kind.READ_ALL, inbox.readAllModseq(), null));
        }
        if (inbox.resetModseq() > modseq && inbox.resetModseq() <= upTo) {
            changes.add(change(inbox, InboxesChanged.Kind.RESET, inbox.resetModseq(), null));
        }
        changes.sort((one, other) -> Long.compare(one.modseq(), other.modseq()));
        return new Changes(changes, upTo, complete);
    }

    private static InboxesChanged.InboxChange change(
            Inbox inbox, InboxesChanged.Kind kind, long modseq, NotificationView view) {
        return new InboxesChanged.InboxChange(inbox.id(), kind, modseq, inbox.unreadCount(), view);
    }

    private long total(Inbox inbox, NotificationQuery query) {
        if (!query.matchesAll()) {
            return matching("select count(n) from Notification n", inbox, query, null, "", Long.class)
                    .getSingleResult();
        }
        if (query.unreadOnly()) {
            return query.state() == null || query.state() == State.INBOX ? inbox.unreadCount() : 0;
        }
        return query.state() == null ? inbox.totalCount() : inbox.count(query.state());
    }

    private <T> TypedQuery<T> matching(
            String select, Inbox inbox, NotificationQuery query, PageCursor after, String order, Class<T> type) {
        var parameters = new HashMap<String, Object>();
        var where = new StringBuilder(" where n.inboxId = :inbox");
        parameters.put("inbox", inbox.id());
        if (query.unreadOnly()) {
            where.append(" and ").append(Unread.JPQL);
            parameters.put("readAll", inbox.readAllModseq());
        }
        if (query.state() != null) {
            where.append(
                    switch (query.state()) {
                        case INBOX -> " and n.archivedAt is null and n.snoozedUntil is null";
                        case ARCHIVED -> " and n.archivedAt is not null";
                        case SNOOZED -> " and n.snoozedUntil is not null";
                    });
        }
        if (query.type() != null) {
            where.append(" and n.type = :type");
            parameters.put("type", query.type());
        }
        if (query.category() != null) {
            where.append(" and n.category = :category");
            parameters.put("category", query.category());
        }
        if (after != null) {
            where.append(" and n.createdAt <= :createdAt and (n.createdAt < :createdAt or n.id < :id)");
            parameters.put("createdAt", after.time());
            parameters.put("id", after.id());
        }
        var typed = entities.createQuery(select + where + order, type);
        parameters.forEach(typed::setParameter);
        return typed;
    }

    /** Shows notifications of one inbox, together with what was marked read all at once. */
    private List<NotificationView> views(Inbox inbox, List<Notification> notifications, String recipient) {
        var covered = notifications.stream().anyMatch(notification -> notification.isCovered(inbox));
        var marks = covered ? readMarks.of(inbox.id()) : List.<ReadMark>of();
        var events = eventViews.of(notifications);
        return notifications.stream()
                .map(notification -> NotificationView.of(
                        notification, events.get(notification.id()), recipient, markedAt(inbox, notification, marks)))
                .toList();
    }

    /**
     * When it was read together with all others; null for one that has a state of its own. The first mark at or after its
     * last change is the one that read it. Without such a mark, the mark has been written into the row since that was read.
     */
    private Long markedAt(Inbox inbox, Notification notification, List<ReadMark> marks) {
        if (!notification.isCovered(inbox)) {
            return null;
        }
        return marks.stream()
                .filter(mark -> mark.modseq() >= notification.modseq())
                .map(ReadMark::readAt)
                .findFirst()
                .orElseGet(() -> {
                    entities.refresh(notification);
                    return notification.readAt();
                });
    }
}
