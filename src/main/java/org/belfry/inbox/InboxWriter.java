package org.belfry.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.belfry.inbox.InboxesChanged.Change;
import org.belfry.inbox.InboxesChanged.Kind;
import org.belfry.inbox.Notification.State;
import org.belfry.platform.Batches;
import org.belfry.platform.Retried;
import org.belfry.platform.UnixTime;

/** Every change of an inbox. Each takes the inbox's lock, keeps its counters, and gives the change its modseq. */
@ApplicationScoped
public class InboxWriter {

    /** One who is told of an event: the recipient's id (the inbox's too) and name, and the encoded decisions. */
    public record Addressee(long inboxId, String recipient, String decisions) {}

    /**
     * What a heartbeat claimed.
     *
     * @param remaining how many still wait
     */
    public record Claimed(List<NotificationView> notifications, long remaining) {}

    /** Most notifications that one transaction removes. */
    static final int REMOVAL_STEP = 10_000;

    private static final int SETTLING_STEP = 1000;

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private InboxCounters counters;

    @Inject
    private EventViews eventViews;

    @Inject
    private Sources sources;

    @Inject
    private UnixTime time;

    @Inject
    private jakarta.enterprise.event.Event<InboxesChanged> changed;

    /**
     * Stores an event. Flushed at once: where this happening was reported before, it fails on the unique key before any
     * inbox is locked.
     *
     * @param happening see {@link Event#happening}, or null
     * @param reportsSources whether what is said of a source that is known already holds from now on
     */
    @Transactional(TxType.MANDATORY)
    public Event store(
            long organizationId,
            String happening,
            Event.Content content,
            SourceReport source,
            boolean reportsSources,
            String refused) {
        var reported = source == null ? null : sources.report(organizationId, source, reportsSources);
        var event = new Event(organizationId, happening, content, reported, refused, time.now());
        entities.persist(event);
        entities.flush();
        return event;
    }

    /** Puts an event into inboxes; the answer is in the order of the addressees. */
    @Transactional(TxType.MANDATORY)
    public List<NotificationView> deliver(Event event, List<Addressee> addressees) {
        if (addressees.isEmpty()) {
            return List.of();
        }
        var counted =
                counters.arrive(addressees.stream().map(Addressee::inboxId).toList());
        var view = EventView.of(event);
        var notifications = new ArrayList<NotificationView>();
        var changes = new ArrayList<Change>();
        for (var addressee : addressees) {
            var inbox = counted.get(addressee.inboxId());
            var notification = new Notification(
                    event, addressee.inboxId(), inbox.modseq(), addressee.decisions(), event.createdAt());
            entities.persist(notification);
            var shown = NotificationView.of(notification, view, addressee.recipient());
            notifications.add(shown);
            changes.add(new Change(addressee.inboxId(), Kind.NOTIFICATION, inbox.modseq(), inbox.unreadCount(), shown));
        }
        changed.fire(new InboxesChanged(changes));
        return notifications;
    }

    /**
     * Marks notifications read. Those that are read already keep their time and their modseq.
     *
     * @param targets by inbox: the recipient's name and the ids in that inbox
     * @return how many became read
     */
    @Transactional
    @Retried
    public int markRead(Collection<Targets> targets) {
        return change(targets, (inbox, notification) -> {
            if (!notification.isUnread(inbox)) {
                return false;
            }
            inbox.read(notification.isDelivered());
            notification.markRead(time.now(), inbox.nextModseq());
            return true;
        });
    }

    /** Marks notifications unread again; answers how many became so. */
    @Transactional
    @Retried
    public int markUnread(Collection<Targets> targets) {
        return change(targets, (inbox, notification) -> {
            if (notification.isUnread(inbox)) {
                return false;
            }
            notification.markUnread(readAt(notification), inbox.unread(notification.state()));
            return true;
        });
    }

    /** Puts notifications into the archive, read; answers how many were elsewhere. */
    @Transactional
    @Retried
    public int archive(Collection<Targets> targets) {
        return change(targets, (inbox, notification) -> {
            var from = notification.state();
            if (from == State.ARCHIVED) {
                return false;
            }
            dealtWith(inbox, notification);
            notification.archive(time.now(), inbox.moved(from, State.ARCHIVED));
            return true;
        });
    }

    /** Takes notifications out of the archive; they stay read. Answers how many were in it. */
    @Transactional
    @Retried
    public int unarchive(Collection<Targets> targets) {
        return change(targets, (inbox, notification) -> {
            if (notification.state() != State.ARCHIVED) {
                return false;
            }
            notification.takeBack(inbox.moved(State.ARCHIVED, State.INBOX));
            return true;
        });
    }

    /**
     * Puts notifications aside until a second (Unix time), at which they come back unread.
     *
     * @return how many were not yet put aside until then
     */
    @Transactional
    @Retried
    public int snooze(Collection<Targets> targets, long until) {
        return change(targets, (inbox, notification) -> {
            if (Objects.equals(notification.snoozedUntil(), until)) {
                return false;
            }
            var from = notification.state();
            dealtWith(inbox, notification);
            notification.snooze(until, inbox.moved(from, State.SNOOZED));
            return true;
        });
    }

    /** Brings back, unread, what was put aside; answers how many were. */
    @Transactional
    @Retried
    public int unsnooze(Collection<Targets> targets) {
        return wake(targets, Long.MAX_VALUE);
    }

    /** {@link #unsnooze} for what was put aside until now at the latest. */
    @Transactional
    @Retried
    public int wakeDue(Collection<Targets> targets) {
        return wake(targets, time.now());
    }

    private int wake(Collection<Targets> targets, long dueAt) {
        return change(targets, (inbox, notification) -> {
            var until = notification.snoozedUntil();
            if (until == null || until > dueAt) {
                return false;
            }
            notification.markUnread(readAt(notification), inbox.unread(State.SNOOZED));
            return true;
        });
    }

    /** What is put aside is read. */
    private void dealtWith(Inbox inbox, Notification notification) {
        if (notification.isUnread(inbox)) {
            inbox.read(notification.isDelivered());
            notification.settleRead(time.now());
        } else if (notification.readAt() == null) {
            notification.settleRead(readAt(notification));
        }
    }

    /**
     * Notes receipts of single notifications; what was delivered before keeps its time. One modseq for each inbox, and no
     * news to anybody.
     */
    @Transactional
    @Retried
    public void markDelivered(Collection<Targets> targets) {
        for (var target : inOrder(targets)) {
            var inbox = counters.lock(target.inboxId());
            var count = 0;
            for (var notification : load(target.ids())) {
                if (notification.isUnread(inbox) && !notification.isDelivered()) {
                    notification.markDelivered(time.now());
                    count++;
                }
            }
            if (count > 0) {
                inbox.delivered(count);
                changed.fire(new InboxesChanged(List.of(change(inbox, Kind.SILENT))));
            }
        }
    }

    /** Marks all that is unread in an inbox; answers how many that were. One row, whatever their number. */
    @Transactional
    @Retried
    public long markAllRead(long inboxId) {
        var inbox = counters.lock(inboxId);
        var count = inbox.unreadCount();
        if (count > 0) {
            inbox.readAll();
            entities.persist(new ReadMark(inboxId, inbox.modseq(), time.now()));
            changed.fire(new InboxesChanged(List.of(change(inbox, Kind.READ_ALL))));
        }
        return count;
    }

    /** The heartbeat: claims the oldest undelivered notifications, each for exactly one call. */
    @Transactional
    @Retried
    public Claimed claimUndelivered(long inboxId, String recipient, int limit) {
        var inbox = counters.lock(inboxId);
        if (inbox.undeliveredCount() == 0) {
            return new Claimed(List.of(), 0);
        }
        var claimed = entities.createQuery(
                        Inboxes.SHOWN
                                + " where n.inboxId = :inbox and n.deliveredAt is null and n.readAt is null"
                                + " and n.modseq > :readAll order by n.createdAt, n.id",
                        Notification.class)
                .setParameter("inbox", inboxId)
                .setParameter("readAll", inbox.readAllModseq())
                .setMaxResults(limit)
                .getResultList();
        var events = eventViews.of(claimed);
        claimed.forEach(notification -> notification.markDelivered(time.now()));
        inbox.delivered(claimed.size());
        changed.fire(new InboxesChanged(List.of(change(inbox, Kind.SILENT))));
        return new Claimed(
                claimed.stream()
                        .map(notification -> NotificationView.of(
                                notification, events.get(notification.event().id()), recipient))
                        .toList(),
                inbox.undeliveredCount());
    }

    /** Removes notifications; answers how many there were. */
    @Transactional
    @Retried
    public int remove(Collection<Targets> targets) {
        var removed = 0;
        for (var target : inOrder(targets)) {
            removed += remove(counters.lock(target.inboxId()), load(target.ids()));
        }
        return removed;
    }

    /** Removes the oldest {@value #REMOVAL_STEP} notifications created before a second; answers how many there were. */
    @Transactional
    @Retried
    public int removeOlder(long inboxId, long before) {
        var inbox = counters.lock(inboxId);
        var old = entities.createQuery(
                        "select n from Notification n where n.inboxId = :inbox and n.createdAt < :before"
                                + " order by n.createdAt, n.id",
                        Notification.class)
                .setParameter("inbox", inboxId)
                .setParameter("before", before)
                .setMaxResults(REMOVAL_STEP)
                .getResultList();
        return remove(inbox, old);
    }

    /** Writes a part of the oldest mark into its notifications; false when there is nothing left to write anywhere. */
    @Transactional
    @Retried
    public boolean settleReadMarks() {
        var oldest = entities.createQuery("select m from ReadMark m order by m.readAt, m.modseq", ReadMark.class)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
        oldest.ifPresent(this::settle);
        return oldest.isPresent();
    }

    private long readAt(Notification notification) {
        if (notification.readAt() != null) {
            return notification.readAt();
        }
        return entities.createQuery(
                        "select min(m.readAt) from ReadMark m where m.inboxId = :inbox and m.modseq >= :modseq",
                        Long.class)
                .setParameter("inbox", notification.inboxId())
                .setParameter("modseq", notification.modseq())
                .getSingleResult();
    }

    private void settle(ReadMark mark) {
        counters.lock(mark.inboxId());
        // In the order of the index of what is unread: what an earlier step has written is not looked at again.
        var ids = entities.createQuery(
                        "select n.id from Notification n where n.inboxId = :inbox and n.readAt is null"
                                + " and n.modseq <= :modseq order by n.createdAt, n.id",
                        Long.class)
                .setParameter("inbox", mark.inboxId())
                .setParameter("modseq", mark.modseq())
                .setMaxResults(SETTLING_STEP)
                .getResultList();
        for (var some : Batches.of(ids)) {
            entities.createQuery("update Notification n set n.readAt = :at,"
                            + " n.deliveredAt = coalesce(n.deliveredAt, :at)" + " where n.id in :ids")
                    .setParameter("at", mark.readAt())
                    .setParameter("ids", some)
                    .executeUpdate();
        }
        if (ids.size() < SETTLING_STEP) {
            entities.remove(mark);
        }
    }

    private int remove(Inbox inbox, List<Notification> notifications) {
        if (notifications.isEmpty()) {
            return 0;
        }
        for (var some : Batches.of(notifications.stream().map(Notification::id).toList())) {
            entities.createQuery("delete from Notification n where n.id in :ids")
                    .setParameter("ids", some)
                    .executeUpdate();
        }
        inbox.removed(notifications);
        changed.fire(new InboxesChanged(List.of(change(inbox, Kind.RESET))));
        return notifications.size();
    }

    /** What is to be done with some notifications of one inbox. */
    public record Targets(long inboxId, String recipient, List<Long> ids) {}

    private interface SingleChange {
        /** True where the notification changed, with a modseq of its own. */
        boolean apply(Inbox inbox, Notification notification);
    }

    private int change(Collection<Targets> targets, SingleChange single) {
        var changes = new ArrayList<Change>();
        for (var target : inOrder(targets)) {
            var inbox = counters.lock(target.inboxId());
            var notifications = load(target.ids());
            var events = eventViews.of(notifications);
            for (var notification : notifications) {
                if (single.apply(inbox, notification)) {
                    var view = NotificationView.of(
                            notification, events.get(notification.event().id()), target.recipient());
                    changes.add(new Change(
                            inbox.id(), Kind.NOTIFICATION, notification.modseq(), inbox.unreadCount(), view));
                }
            }
        }
        if (!changes.isEmpty()) {
            changed.fire(new InboxesChanged(changes));
        }
        return changes.size();
    }

    private List<Notification> load(List<Long> ids) {
        var loaded = new ArrayList<Notification>();
        for (var some : Batches.of(ids.stream().sorted().toList())) {
            loaded.addAll(entities.createQuery(Inboxes.SHOWN + " where n.id in :ids order by n.id", Notification.class)
                    .setParameter("ids", some)
                    .getResultList());
        }
        return loaded;
    }

    private static Change change(Inbox inbox, Kind kind) {
        return new Change(inbox.id(), kind, inbox.modseq(), inbox.unreadCount(), null);
    }

    /** Two transactions that change the same inboxes take them in the same order. */
    private static Collection<Targets> inOrder(Collection<Targets> targets) {
        var ordered = new TreeMap<Long, Targets>();
        targets.forEach(target -> ordered.put(target.inboxId(), target));
        return ordered.values();
    }
}
