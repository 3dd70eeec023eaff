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
import java.util.function.Function;
import org.belfry.inbox.InboxesChanged.InboxChange;
import org.belfry.inbox.InboxesChanged.Kind;
import org.belfry.platform.Batches;
import org.belfry.platform.RetryOnConflict;
import org.belfry.platform.UnixTime;

/** Stores events and puts them into inboxes, or counts them in earlier notifications while a collapse window is open. */
@ApplicationScoped
public class InboxDelivery {

    /**
     * A recipient of an event.
     *
     * @param inboxId the recipient's id, which is the inbox's too
     * @param text the text for this recipient; null for the event's own text
     * @param decisions encoded
     * @param inApp whether it is put into the inbox; else it only opens a collapse window, or falls into one
     */
    public record Addressee(long inboxId, String recipient, EventText text, String decisions, boolean inApp) {}

    /**
     * The result of an event in an inbox.
     *
     * @param notificationId of its notification, or of the earlier one in which it is counted; null if there is none
     * @param collapsed whether it fell into the collapse window of an earlier event
     */
    public record Arrival(Long notificationId, boolean collapsed) {}

    private static final int FORGETTING_STEP = 200;

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private InboxLocks locks;

    @Inject
    private ReadMarks readMarks;

    @Inject
    private EventViews eventViews;

    @Inject
    private Sources sources;

    @Inject
    private UnixTime time;

    @Inject
    private jakarta.enterprise.event.Event<InboxesChanged> changed;

    /**
     * Stores an event. Flushed immediately: if it was stored before, this fails on the unique key before any inbox is
     * locked.
     *
     * @param eventKey see {@link Event#eventKey}, or null
     * @param source what is said of the event's source, or null
     * @param reportsSources whether what is said of a source that is known already holds from now on
     * @param writing is given what is known of the source, or null, and answers what the event says
     */
    @Transactional(TxType.MANDATORY)
    public Event store(
            long organizationId,
            String eventKey,
            SourceReport source,
            boolean reportsSources,
            Function<SourceReport, Event.Content> writing) {
        var known = source == null ? null : sources.report(organizationId, source, reportsSources);
        var content = writing.apply(known == null ? null : known.report());
        var event = new Event(organizationId, eventKey, content, known, time.now());
        entities.persist(event);
        entities.flush();
        return event;
    }

    /**
     * Puts an event into inboxes, or counts it in the notifications that have its {@code dedup_key} there.
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

    /** Adds a notification to each inbox; returns their ids, by inbox. */
    private Map<Long, Long> arrive(Event event, List<Addressee> addressees) {
        if (addressees.isEmpty()) {
            return Map.of();
        }
        var places = locks.arrive(addressees.stream().map(Addressee::inboxId).toList());
        var arriving = new Arriving(event);
        for (var addressee : addressees) {
            arriving.add(addressee, places.get(addressee.inboxId()));
        }
        changed.fire(new InboxesChanged(arriving.changes));
        return arriving.ids;
    }

    /** The notifications of one event, as they are added to one inbox after the other. */
    private final class Arriving {

        private final Event event;
        private final Map<EventText, EventView> views = new HashMap<>();
        private final Map<Long, Long> ids = new HashMap<>();
        private final List<InboxChange> changes = new ArrayList<>();

        Arriving(Event event) {
            this.event = event;
        }

        long add(Addressee addressee, NotificationSlot place) {
            var notification = new Notification(event, addressee.text(), place, addressee.decisions(), time.now());
            entities.persist(notification);
            var view = views.computeIfAbsent(addressee.text(), text -> EventView.of(event, text));
            ids.put(place.inboxId(), notification.id());
            changes.add(new InboxChange(
                    place.inboxId(),
                    Kind.NOTIFICATION,
                    place.modseq(),
                    place.unreadCount(),
                    NotificationView.of(notification, view, addressee.recipient())));
            return notification.id();
        }
    }

    private List<Arrival> collapse(Event event, List<Addressee> addressees, long window) {
        var now = time.now();
        var hash = Collapse.keyHash(event.content());
        var inboxes = locks.lockAll(addressees.stream().map(Addressee::inboxId).toList());
        var windows = windows(inboxes.keySet(), hash);
        var counting = counting(inboxes, windows.values());
        var arriving = new Arriving(event);
        var recurring = new ArrayList<Recurring>();
        var arrivals = new ArrayList<Arrival>();
        for (var addressee : addressees) {
            var inbox = inboxes.get(addressee.inboxId());
            var last = windows.get(inbox.id());
            var earlier = last == null ? null : counting.get(last.notificationId());
            var open = last != null && last.isOpen(now);
            if (open && !addressee.inApp()) {
                arrivals.add(new Arrival(null, true));
            } else if (open && earlier != null) {
                earlier.recordOccurrence(readMarks::readTime);
                recurring.add(new Recurring(earlier, addressee.recipient()));
                arrivals.add(new Arrival(earlier.id(), true));
            } else {
                var first = addressee.inApp() ? arriving.add(addressee, inbox.arrive()) : null;
                begin(last, inbox.id(), hash, first, now + window);
                arrivals.add(new Arrival(first, false));
            }
        }
        arriving.changes.addAll(changes(recurring));
        changed.fire(new InboxesChanged(arriving.changes));
        return arrivals;
    }

    private record Recurring(LockedNotification locked, String recipient) {

        Notification notification() {
            return locked.notification();
        }
    }

    private List<InboxChange> changes(List<Recurring> recurring) {
        var views =
                eventViews.of(recurring.stream().map(Recurring::notification).toList());
        return recurring.stream()
                .map(one -> new InboxChange(
                        one.notification().inboxId(),
                        Kind.NOTIFICATION,
                        one.notification().modseq(),
                        one.locked().owner().state().unreadCount(),
                        NotificationView.of(
                                one.notification(), views.get(one.notification().id()), one.recipient())))
                .toList();
    }

    /** The last window of a key in each of the inboxes, which are locked. */
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

    /** The notifications in which the events of windows are counted, as far as they have not been removed. */
    private Map<Long, LockedNotification> counting(Map<Long, LockedInbox> inboxes, Collection<Collapse> windows) {
        var ids = windows.stream()
                .map(Collapse::notificationId)
                .filter(Objects::nonNull)
                .toList();
        var counting = new HashMap<Long, LockedNotification>();
        locks.load(inboxes, ids).forEach(notification -> counting.put(notification.id(), notification));
        return counting;
    }

    private void begin(Collapse window, long inboxId, String hash, Long first, long end) {
        var begun = window;
        if (begun == null) {
            begun = new Collapse(new Collapse.Key(inboxId, hash));
            entities.persist(begun);
        }
        begun.begin(first, end);
    }

    /**
     * Forgets the collapse windows that have ended in some inboxes, under their locks: a window that begins again must not be
     * removed because of stale data.
     *
     * @return how many there were; 0 if there are none left
     */
    @Transactional
    @RetryOnConflict
    public int forgetEndedWindows() {
        var now = time.now();
        var inboxIds = entities.createQuery("select c.key.inboxId from Collapse c where c.endsAt < :now", Long.class)
                .setParameter("now", now)
                .setMaxResults(FORGETTING_STEP)
                .getResultList();
        var inboxes = locks.lockExisting(inboxIds);
        return inboxes.isEmpty()
                ? 0
                : entities.createQuery("delete from Collapse c where c.key.inboxId in :ids and c.endsAt < :now")
                        .setParameter("ids", inboxes.keySet())
                        .setParameter("now", now)
                        .executeUpdate();
    }
}
