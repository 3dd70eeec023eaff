package org.belfry.inbox.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.belfry.testing.NotificationState;

/**
 * An inbox as the contract describes it, of which one change comes after the other: it predicts what each call answers, and what the inbox
 * holds after it. Times are Unix seconds.
 */
final class ModelInbox {

    /**
     * A frame that a client of the inbox's stream is sent.
     *
     * @param id of the notification; 0 where the frame is about more than one
     */
    record Change(String frame, long modseq, long id) {}

    /** The answer to a heartbeat. */
    record Claim(List<NotificationState> notifications, long remaining) {}

    private record Window(long notification, long end) {}

    private final Map<Long, NotificationState> notifications = new TreeMap<>();
    private final Map<String, Window> windows = new HashMap<>();
    private final List<Long> ids = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private long modseq;

    /** Of the last change. */
    long modseq() {
        return modseq;
    }

    /** Of all notifications that ever arrived, including those that are gone. */
    List<Long> ids() {
        return ids;
    }

    Collection<NotificationState> notifications() {
        return notifications.values();
    }

    NotificationState notification(long id) {
        return notifications.get(id);
    }

    /** All changes, in order: a client that was never away is sent each of them. */
    List<Change> changes() {
        return changes;
    }

    /** The changes that no later one replaced: a client is sent them however long it was away. */
    List<Change> standingChanges() {
        var last = new HashMap<String, Change>();
        changes.forEach(change -> last.put(change.frame() + change.id(), change));
        return last.values().stream()
                .filter(change -> change.id() == 0 || notifications.containsKey(change.id()))
                .toList();
    }

    void arrive(long id, long now) {
        modseq++;
        ids.add(id);
        put(new NotificationState(id, modseq, 1, now, null, null, null, null));
    }

    /** The notification that an event with this key is counted in; empty if it needs a new one, which {@link #open opens} a window. */
    OptionalLong collapse(String key, long now) {
        var window = windows.get(key);
        if (window == null || now >= window.end() || !notifications.containsKey(window.notification())) {
            return OptionalLong.empty();
        }
        var before = notifications.get(window.notification());
        modseq++;
        put(isSnoozed(before) ? withOneMore(before) : withOneMore(unread(before)));
        return OptionalLong.of(window.notification());
    }

    void open(String key, long id, long end) {
        windows.put(key, new Window(id, end));
    }

    /** How many became read. */
    int markRead(Collection<Long> some, long now) {
        return change(some, it -> it.isRead() ? it : read(it, now));
    }

    int markUnread(long id) {
        return change(List.of(id), it -> it.isRead() ? unread(it) : it);
    }

    int archive(long id, long now) {
        return change(List.of(id), it -> isArchived(it) ? it : moved(read(it, now), now, null));
    }

    int unarchive(long id) {
        return change(List.of(id), it -> isArchived(it) ? moved(it, null, null) : it);
    }

    int snooze(long id, long until, long now) {
        return change(
                List.of(id),
                it -> isSnoozed(it) && it.snoozedUntil() == until ? it : moved(read(it, now), null, until));
    }

    int unsnooze(long id) {
        return change(List.of(id), it -> isSnoozed(it) ? unread(it) : it);
    }

    /** Brings back what is due. The order is the inbox's choice and is taken from the modseqs listed. */
    void wake(long now, Map<Long, NotificationState> listed) {
        notifications.values().stream()
                .filter(it -> isSnoozed(it) && it.snoozedUntil() <= now)
                .map(NotificationState::id)
                .sorted(Comparator.comparing(id -> listed.get(id).modseq()))
                .toList()
                .forEach(this::unsnooze);
    }

    /** How many became read. All take one modseq together; their own stay. */
    int markAllRead(long now) {
        var unread = notifications.values().stream().filter(it -> !it.isRead()).toList();
        if (!unread.isEmpty()) {
            modseq++;
            unread.forEach(it -> notifications.put(it.id(), read(it, now)));
            changes.add(new Change("read-all", modseq, 0));
        }
        return unread.size();
    }

    /** Receipts are no news: at most one modseq, and no frame. */
    void markDelivered(Collection<Long> some, long now) {
        deliver(
                new TreeSet<>(some)
                        .stream()
                                .filter(notifications::containsKey)
                                .map(notifications::get)
                                .filter(ModelInbox::isUndelivered)
                                .toList(),
                now);
    }

    /** Claims the oldest that were never delivered. */
    Claim claim(int limit, long now) {
        var waiting = notifications.values().stream()
                .filter(ModelInbox::isUndelivered)
                .sorted(Comparator.comparing(NotificationState::createdAt).thenComparing(NotificationState::id))
                .toList();
        var claimed = waiting.subList(0, Math.min(limit, waiting.size()));
        deliver(claimed, now);
        return new Claim(
                claimed.stream().map(it -> notifications.get(it.id())).toList(), waiting.size() - claimed.size());
    }

    /** How many were there. */
    int remove(Collection<Long> some) {
        var present =
                some.stream().filter(notifications::containsKey).distinct().toList();
        if (!present.isEmpty()) {
            modseq++;
            notifications.keySet().removeAll(present);
            changes.add(new Change("reset", modseq, 0));
        }
        return present.size();
    }

    int removeOlder(long before) {
        return remove(notifications.values().stream()
                .filter(it -> it.createdAt() < before)
                .map(NotificationState::id)
                .toList());
    }

    /** Removes everything that was read and created before a second, except for what is snoozed or has an open collapse window. */
    void retain(long before, long now) {
        remove(notifications.values().stream()
                .filter(it -> it.isRead() && it.createdAt() < before && !isSnoozed(it))
                .filter(it -> windows.values().stream()
                        .noneMatch(window -> window.notification() == it.id() && now < window.end()))
                .map(NotificationState::id)
                .toList());
    }

    private int change(Collection<Long> some, UnaryOperator<NotificationState> change) {
        var changed = 0;
        for (var id : new TreeSet<>(some)) {
            var before = notifications.get(id);
            if (before != null && !change.apply(before).equals(before)) {
                changed++;
                modseq++;
                put(change.apply(before));
            }
        }
        return changed;
    }

    /** As the change of the present modseq. */
    private void put(NotificationState it) {
        notifications.put(it.id(), it.withModseq(modseq));
        changes.add(new Change("notification", modseq, it.id()));
    }

    private void deliver(List<NotificationState> some, long now) {
        if (!some.isEmpty()) {
            modseq++;
            some.forEach(it -> notifications.put(it.id(), it.withTimes(now, null, null, null)));
        }
    }

    private static boolean isUndelivered(NotificationState it) {
        return !it.isRead() && it.deliveredAt() == null;
    }

    private static boolean isArchived(NotificationState it) {
        return it.archivedAt() != null;
    }

    private static boolean isSnoozed(NotificationState it) {
        return it.snoozedUntil() != null;
    }

    /** A read notification counts as delivered. */
    private static NotificationState read(NotificationState it, long now) {
        var delivered = it.deliveredAt() == null ? Long.valueOf(now) : it.deliveredAt();
        return it.isRead() ? it : it.withTimes(delivered, now, it.archivedAt(), it.snoozedUntil());
    }

    /** An unread notification is neither archived nor snoozed. */
    private static NotificationState unread(NotificationState it) {
        return it.withTimes(it.deliveredAt(), null, null, null);
    }

    private static NotificationState moved(NotificationState it, Long archivedAt, Long snoozedUntil) {
        return it.withTimes(it.deliveredAt(), it.readAt(), archivedAt, snoozedUntil);
    }

    private static NotificationState withOneMore(NotificationState it) {
        return it.withOccurrences(it.occurrences() + 1);
    }
}
