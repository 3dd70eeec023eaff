package org.belfry.inbox;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.lang.reflect.Proxy;
import java.util.List;

/** A database with one inbox, without a server: it finds whatever notifications it is given to find. */
final class OneInbox {

    private static final Event EVENT = new Event(
            1,
            null,
            new Event.Content("app", null, "mention", "people", "medium", "Hello", null, null, null, null, null),
            null,
            1000);

    private final Inbox row = new Inbox();
    private final InboxLocks locks = locks();
    private final LockedInbox locked = locks.lock(row.id()).orElseThrow();
    private List<Notification> rows = List.of();

    /** With what a server would inject. */
    private InboxLocks locks() {
        try {
            var made = new InboxLocks();
            var field = InboxLocks.class.getDeclaredField("entities");
            field.setAccessible(true);
            field.set(made, entities());
            return made;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private EntityManager entities() {
        return (EntityManager) Proxy.newProxyInstance(
                OneInbox.class.getClassLoader(), new Class<?>[] {EntityManager.class}, (self, method, arguments) -> {
                    if (method.getName().equals("createNativeQuery")) {
                        return query(rows.stream().map(OneInbox::columns).toList());
                    }
                    return query(arguments[1] == Inbox.class ? List.of(row) : rows);
                });
    }

    /** Whatever is called before the result is asked for prepares the query. */
    private static TypedQuery<?> query(List<?> found) {
        return (TypedQuery<?>) Proxy.newProxyInstance(
                OneInbox.class.getClassLoader(),
                new Class<?>[] {TypedQuery.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "getResultList" -> found;
                    case "getResultStream" -> found.stream();
                    default -> self;
                });
    }

    /** See {@link NotificationRow#COLUMNS}. */
    private static Object[] columns(Notification row) {
        return new Object[] {
            row.id(),
            row.inboxId(),
            0L,
            "mention",
            row.createdAt(),
            row.modseq(),
            row.readAt(),
            row.deliveredAt(),
            row.archivedAt(),
            row.snoozedUntil()
        };
    }

    Inbox state() {
        return locked.state();
    }

    LockedInbox locked() {
        return locked;
    }

    Notification arrive() {
        return arrive(EVENT);
    }

    Notification arrive(Event event) {
        return new Notification(event, null, locked.arrive(), "", 1000);
    }

    LockedNotification load(Notification notification) {
        rows = List.of(notification);
        return locks.load(locked, List.of(notification.id())).get(0);
    }

    void remove(List<Notification> notifications) {
        rows = notifications;
        locked.removed(locks.rowsBefore(locked, Long.MAX_VALUE, Integer.MAX_VALUE));
    }

    boolean isUnread(Notification notification) {
        return notification.isUnread(row);
    }
}
