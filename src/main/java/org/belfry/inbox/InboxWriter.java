package org.belfry.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.belfry.audit.Action;
import org.belfry.inbox.InboxesChanged.Change;
import org.belfry.inbox.InboxesChanged.Kind;
import org.belfry.inbox.Notification.State;
import org.belfry.platform.Batches;
import org.belfry.platform.Retried;
import org.belfry.platform.UnixTime;

/** Every change of an inbox. Each takes the inbox's lock, keeps its counters, and gives the change its modseq. */
@ApplicationScoped
public class InboxWriter {

    /**
     * One who is told of an event.
     *
     * @param inboxId the recipient's id, which is the inbox's too
     * @param text what the event says to the recipient; null for what it says itself
     * @param decisions encoded
     * @param inApp whether it is put into the inbox; else it only opens a collapse window, or falls into one
     */
    public record Addressee(long inboxId, String recipient, EventText text, String decisions, boolean inApp) {}

    /**
     * What became of an event in an inbox.
     *
     * @param notificationId of its notification, or of the earlier one in which it is counted; null where there is none
     * @param collapsed whether it fell into the collapse window of an earlier event
     */
    public record Arrival(Long notificationId, boolean collapsed) {}

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
    private InboxLog log;

    @Inject
    private UnixTime time;

    @Inject
    private jakarta.enterprise.event.Event<InboxesChanged> changed;

    /**
     * Stores an event. Flushed at once: where this happening was reported before, it fails on the unique key before any
     * inbox is locked.
     *
     * @param happening see {@link Event#happening}, or null
     * @param source what is said of the event's source, or null
     * @param reportsSources whether what is said of a source that is known already holds from now on
     * @param writing is given what is known of the source, or null, and answers what the event says
     */
    @Transactional(TxType.MANDATORY)
    public Event store(
            long organizationId,
            String happening,
            SourceReport source,
            boolean reportsSources,
            Function<SourceReport, Event.Content> writing) {
        var known = source == null ? null : sources.report(organizationId, source, reportsSources);
        var content = writing.apply(known == null ? null : known.report());
        var event = new Event(organizationId, happening, content, known, time.now());
        entities.persist(event);
        entities.flush();
        return event;
    }

    /**
     * Puts an event into inboxes, or counts it in the notifications that stand for its {@code dedup_key} there.
     *
     * @param window seconds in which events of one key are one notification; null for none
     * @return in the order of the addressees
     */
    @Transactional(TxType.MANDATORY)
    public List<Arrival> deliver(Event event, List<Addressee> addressees, Long window) {
        if (window != null && event.content().dedupKey() != null && !addressees.isEmpty()) {
            return collapse(event, addressees, window);
        }
        var notifications =
                arrive(event, addressees.stream().filter(Addressee::inApp).toList());
        return addressees.stream()
                .map(addressee -> new Arrival(notifications.get(addressee.inboxId()), false))
                .toList();
    }

    /** Adds a notification to each inbox; answers their ids, by inbox. */
    private Map<Long, Long> arrive(Event event, List<Addressee> addressees) {
        if (addressees.isEmpty()) {
            return Map.of();
        }
        var counted =
                counters.arrive(addressees.stream().map(Addressee::inboxId).toList());
        var arriving = new Arriving(event);
        for (var addressee : addressees) {
            var inbox = counted.get(addressee.inboxId());
            arriving.add(addressee, inbox.modseq(), inbox.unreadCount());
        }
        changed.fire(new InboxesChanged(arriving.changes));
        return arriving.ids;
    }

    /** The notifications of one event, as they are added to one inbox after the other. */
    private final class Arriving {

        private final Event event;
        private final Map<EventText, EventView> views = new HashMap<>();
        private final Map<Long, Long> ids = new HashMap<>();
        private final List<Change> changes = new ArrayList<>();

        Arriving(Event event) {
            this.event = event;
        }

        long add(Addressee addressee, long modseq, long unreadCount) {
            var notification = new Notification(
                    event, addressee.text(), addressee.inboxId(), modseq, addressee.decisions(), time.now());
            entities.persist(notification);
            var view = views.computeIfAbsent(addressee.text(), text -> EventView.of(event, text));
            ids.put(addressee.inboxId(), notification.id());
            changes.add(new Change(
                    addressee.inboxId(),
                    Kind.NOTIFICATION,
                    modseq,
                    unreadCount,
                    NotificationView.of(notification, view, addressee.recipient())));
            return notification.id();
        }
    }

    private List<Arrival> collapse(Event event, List<Addressee> addressees, long window) {
        var now = time.now();
        var hash = Collapse.keyHash(event.content());
        var inboxes =
                counters.lockAll(addressees.stream().map(Addressee::inboxId).toList());
        var windows = windows(inboxes.keySet(), hash);
        var earlier = earlier(windows.values());
        var arriving = new Arriving(event);
        var again = new ArrayList<Again>();
        var arrivals = new ArrayList<Arrival>();
        for (var addressee : addressees) {
            var inbox = inboxes.get(addressee.inboxId());
            var open = windows.get(inbox.id());
            var standing = open == null ? null : earlier.get(open.notificationId());
            var counts = open != null && open.isOpen(now);
            if (counts && !addressee.inApp()) {
                arrivals.add(new Arrival(null, true));
            } else if (counts && standing != null) {
                happenedAgain(inbox, standing);
                again.add(new Again(inbox, standing, addressee.recipient()));
                arrivals.add(new Arrival(standing.id(), true));
            } else {
                Long first = null;
                if (addressee.inApp()) {
                    inbox.arrived();
                    first = arriving.add(addressee, inbox.modseq(), inbox.unreadCount());
                }
                begin(open, inbox.id(), hash, first, now + window);
                arrivals.add(new Arrival(first, false));
            }
        }
        arriving.changes.addAll(changes(again));
        changed.fire(new InboxesChanged(arriving.changes));
        return arrivals;
    }

    private record Again(Inbox inbox, Notification notification, String recipient) {}

    private List<Change> changes(List<Again> again) {
        var views = eventViews.of(again.stream().map(Again::notification).toList());
        return again.stream()
                .map(one -> new Change(
                        one.inbox().id(),
                        Kind.NOTIFICATION,
                        one.notification().modseq(),
                        one.inbox().unreadCount(),
                        NotificationView.of(
                                one.notification(), views.get(one.notification().id()), one.recipient())))
                .toList();
    }

    private Map<Long, Collapse> windows(Collection<Long> inboxIds, String hash) {
        var windows = new HashMap<Long, Collapse>();
        for (var some : Batches.of(inboxIds)) {
            entities.createQuery(
                            "select c from Collapse c where c.key.inboxId in :ids and c.key.keyHash = :hash",
                            Collapse.class)
                    .setParameter("ids", some)
                    .setParameter("hash", hash)
                    .getResultList()
                    .forEach(window -> windows.put(window.inboxId(), window));
        }
        return windows;
    }

    /** The notifications that stand for windows, as far as they have not been removed. */
    private Map<Long, Notification> earlier(Collection<Collapse> windows) {
        var earlier = new HashMap<Long, Notification>();
        load(windows.stream()
                        .map(Collapse::notificationId)
                        .filter(Objects::nonNull)
                        .toList())
                .forEach(notification -> earlier.put(notification.id(), notification));
        return earlier;
    }

    private void begin(Collapse window, long inboxId, String hash, Long first, long end) {
        var begun = window;
        if (begun == null) {
            begun = new Collapse(new Collapse.Key(inboxId, hash));
            entities.persist(begun);
        }
        begun.begin(first, end);
    }

    /** What was read or archived is news again; what was put aside until later stays there until then. */
    private void happenedAgain(Inbox inbox, Notification notification) {
        if (notification.isUnread(inbox) || notification.state() == State.SNOOZED) {
            notification.again(inbox.nextModseq());
        } else {
            notification.markUnread(readAt(notification), inbox.unread(notification.state()));
            notification.again(notification.modseq());
        }
    }

    /** Forgets collapse windows that have ended; answers how many there were. */
    @Transactional
    @Retried
    public int forgetEndedWindows() {
        return entities.createQuery("delete from Collapse c where c.endsAt < :now")
                .setParameter("now", time.now())
                .executeUpdate();
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
        return change(Action.NOTIFICATION_READ, targets, (inbox, notification) -> {
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
        return change(Action.NOTIFICATION_UNREAD, targets, (inbox, notification) -> {
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
        return change(Action.NOTIFICATION_ARCHIVED, targets, (inbox, notification) -> {
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
        return change(Action.NOTIFICATION_UNARCHIVED, targets, (inbox, notification) -> {
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
        return change(Action.NOTIFICATION_SNOOZED, targets, (inbox, notification) -> {
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
        return change(Action.NOTIFICATION_UNSNOOZED, targets, (inbox, notification) -> {
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
            var delivered = new ArrayList<Long>();
            for (var notification : load(target.ids())) {
                if (notification.isUnread(inbox) && !notification.isDelivered()) {
                    notification.markDelivered(time.now());
                    delivered.add(notification.id());
                }
            }
            log.record(target, Action.NOTIFICATION_DELIVERED, delivered);
            if (!delivered.isEmpty()) {
                inbox.delivered(delivered.size());
                changed.fire(new InboxesChanged(List.of(change(inbox, Kind.SILENT))));
            }
        }
    }

    /**
     * Marks all that is unread in an inbox; answers how many that were. One row, whatever their number.
     *
     * @param owner whose inbox it is; the ids do not matter
     */
    @Transactional
    @Retried
    public long markAllRead(Targets owner) {
        var inboxId = owner.inboxId();
        var inbox = counters.lock(inboxId);
        var count = inbox.unreadCount();
        if (count > 0) {
            inbox.readAll();
            entities.persist(new ReadMark(inboxId, inbox.modseq(), time.now()));
            changed.fire(new InboxesChanged(List.of(change(inbox, Kind.READ_ALL))));
            log.recordAll(owner, Action.NOTIFICATION_READ, count);
        }
        return count;
    }

    /**
     * The heartbeat: claims the oldest undelivered notifications, each for exactly one call.
     *
     * @param owner whose inbox it is; the ids do not matter
     */
    @Transactional
    @Retried
    public Claimed claimUndelivered(Targets owner, int limit) {
        var inboxId = owner.inboxId();
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
        log.record(owner, Action.NOTIFICATION_CLAIMED, ids(claimed));
        changed.fire(new InboxesChanged(List.of(change(inbox, Kind.SILENT))));
        return new Claimed(
                claimed.stream()
                        .map(notification ->
                                NotificationView.of(notification, events.get(notification.id()), owner.recipient()))
                        .toList(),
                inbox.undeliveredCount());
    }

    /** Removes notifications; answers how many there were. */
    @Transactional
    @Retried
    public int remove(Collection<Targets> targets) {
        var removed = 0;
        for (var target : inOrder(targets)) {
            var found = load(target.ids());
            removed += remove(counters.lock(target.inboxId()), found);
            log.record(target, Action.NOTIFICATION_REMOVED, ids(found));
        }
        return removed;
    }

    /**
     * Removes the oldest {@value #REMOVAL_STEP} notifications created before a second.
     *
     * @param owner whose inbox it is; the ids do not matter
     * @return how many there were
     */
    @Transactional
    @Retried
    public int removeOlder(Targets owner, long before) {
        var inboxId = owner.inboxId();
        var inbox = counters.lock(inboxId);
        var old = entities.createQuery(
                        "select n from Notification n where n.inboxId = :inbox and n.createdAt < :before"
                                + " order by n.createdAt, n.id",
                        Notification.class)
                .setParameter("inbox", inboxId)
                .setParameter("before", before)
                .setMaxResults(REMOVAL_STEP)
                .getResultList();
        log.record(owner, Action.NOTIFICATION_REMOVED, ids(old));
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

    /**
     * What is to be done with some notifications of one inbox.
     *
     * @param organizationId the recipient's; null for what Belfry does by itself, of which there are no entries in the audit log
     */
    public record Targets(Long organizationId, long inboxId, String recipient, List<Long> ids) {

        /** What Belfry does by itself. */
        public Targets(long inboxId, String recipient, List<Long> ids) {
            this(null, inboxId, recipient, ids);
        }
    }

    private interface SingleChange {
        /** True where the notification changed, with a modseq of its own. */
        boolean apply(Inbox inbox, Notification notification);
    }

    private int change(Action action, Collection<Targets> targets, SingleChange single) {
        var changes = new ArrayList<Change>();
        for (var target : inOrder(targets)) {
            var inbox = counters.lock(target.inboxId());
            var notifications = load(target.ids());
            var events = eventViews.of(notifications);
            var done = new ArrayList<Long>();
            for (var notification : notifications) {
                if (single.apply(inbox, notification)) {
                    done.add(notification.id());
                    var view = NotificationView.of(notification, events.get(notification.id()), target.recipient());
                    changes.add(new Change(
                            inbox.id(), Kind.NOTIFICATION, notification.modseq(), inbox.unreadCount(), view));
                }
            }
            log.record(target, action, done);
        }
        if (!changes.isEmpty()) {
            changed.fire(new InboxesChanged(changes));
        }
        return changes.size();
    }

    private static List<Long> ids(List<Notification> notifications) {
        return notifications.stream().map(Notification::id).toList();
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
