package org.belfry.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.belfry.audit.Action;
import org.belfry.inbox.InboxesChanged.Kind;
import org.belfry.platform.Batches;
import org.belfry.platform.RetryOnConflict;
import org.belfry.platform.UnixTime;

/** Marks a whole inbox read by one row, and writes that into the notifications later, in steps. */
@ApplicationScoped
@Transactional
public class ReadMarks {

    private static final int SETTLING_STEP = 1000;

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private InboxLocks locks;

    @Inject
    private InboxAuditLog log;

    @Inject
    private UnixTime time;

    @Inject
    private Event<InboxesChanged> changed;

    /**
     * Marks everything in an inbox read; returns how many were unread.
     *
     * @param owner whose inbox it is; the ids do not matter
     */
    @RetryOnConflict
    public long markAllRead(NotificationSelection owner) {
        return locks.lock(owner.inboxId())
                .map(inbox -> markAllRead(inbox, owner))
                .orElse(0L);
    }

    private long markAllRead(LockedInbox inbox, NotificationSelection owner) {
        var count = inbox.state().unreadCount();
        if (count > 0) {
            entities.persist(new ReadMark(inbox.id(), inbox.readAll(), time.now()));
            changed.fire(new InboxesChanged(List.of(inbox.change(Kind.READ_ALL))));
            log.recordAll(owner, Action.NOTIFICATION_READ, count);
        }
        return count;
    }

    /** Writes a part of the oldest mark into its notifications; false if there is no mark anywhere. */
    @RetryOnConflict
    public boolean settle() {
        var inboxId = entities.createQuery("select m.inboxId from ReadMark m order by m.readAt, m.modseq", Long.class)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
        inboxId.flatMap(locks::lock).ifPresent(this::settle);
        return inboxId.isPresent();
    }

    /** Runs under the lock, because another node may have settled the mark meanwhile. */
    private void settle(LockedInbox inbox) {
        first(inbox).ifPresent(mark -> {
            // In the order of the index of unread notifications: a step does not read those of earlier steps again.
            var ids = entities.createQuery(
                            "select n.id from Notification n where n.inboxId = :inbox and " + Unread.COVERED_JPQL
                                    + " order by n.createdAt, n.id",
                            Long.class)
                    .setParameter("inbox", inbox.id())
                    .setParameter("mark", mark.modseq())
                    .setMaxResults(SETTLING_STEP)
                    .getResultList();
            for (var some : Batches.of(ids)) {
                entities.createQuery("update Notification n set n.readAt = :at,"
                                + " n.deliveredAt = coalesce(n.deliveredAt, :at) where n.id in :ids")
                        .setParameter("at", mark.readAt())
                        .setParameter("ids", some)
                        .executeUpdate();
            }
            if (ids.size() < SETTLING_STEP) {
                entities.remove(mark);
            }
        });
    }

    private Optional<ReadMark> first(LockedInbox inbox) {
        return of(inbox.id()).stream().findFirst();
    }

    /** The marks of an inbox, in the order in which they were made. */
    List<ReadMark> of(long inboxId) {
        return entities.createQuery(
                        "select m from ReadMark m where m.inboxId = :inbox order by m.modseq", ReadMark.class)
                .setParameter("inbox", inboxId)
                .getResultList();
    }

    /** When a notification was read, itself or with all others. Of the marks that cover it the first one read it. */
    long readTime(Notification notification) {
        if (notification.readAt() != null) {
            return notification.readAt();
        }
        return of(notification.inboxId()).stream()
                .filter(mark -> mark.modseq() >= notification.modseq())
                .map(ReadMark::readAt)
                .findFirst()
                .orElseGet(time::now);
    }
}
