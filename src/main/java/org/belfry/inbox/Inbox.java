package org.belfry.inbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.Collection;
import org.belfry.inbox.Notification.State;

/**
 * The state of one recipient's inbox. Whoever changes a notification holds this row's lock, and takes from it the modseq
 * of the change: so the numbers are without gaps and in the order of the commits. Its id is the recipient's.
 */
@Entity
public class Inbox {

    @Id
    private long id;

    private long modseq;

    @Column(name = "unread_count")
    private long unreadCount;

    @Column(name = "undelivered_count")
    private long undeliveredCount;

    @Column(name = "total_count")
    private long totalCount;

    @Column(name = "archived_count")
    private long archivedCount;

    @Column(name = "snoozed_count")
    private long snoozedCount;

    @Column(name = "read_all_modseq")
    private long readAllModseq;

    @Column(name = "reset_modseq")
    private long resetModseq;

    protected Inbox() {}

    long nextModseq() {
        return ++modseq;
    }

    void arrived() {
        modseq++;
        unreadCount++;
        undeliveredCount++;
        totalCount++;
    }

    void read(boolean wasDelivered) {
        unreadCount--;
        if (!wasDelivered) {
            undeliveredCount--;
        }
    }

    /** One is unread again, and in the inbox wherever it was; answers the modseq of that change. */
    long unread(State from) {
        unreadCount++;
        return moved(from, State.INBOX);
    }

    /** One lies elsewhere now; answers the modseq of that change. */
    long moved(State from, State to) {
        count(from, -1);
        count(to, 1);
        return ++modseq;
    }

    private void count(State state, long by) {
        switch (state) {
            case ARCHIVED -> archivedCount += by;
            case SNOOZED -> snoozedCount += by;
            case INBOX -> {
                // What lies neither here nor there: the rest of the total.
            }
        }
    }

    /** Delivered by a heartbeat: one modseq, however many there were. */
    void delivered(int count) {
        undeliveredCount -= count;
        modseq++;
    }

    /** All that is in it is read; the notifications themselves learn of it later. */
    void readAll() {
        readAllModseq = ++modseq;
        unreadCount = 0;
        undeliveredCount = 0;
    }

    /** These are gone: one modseq, whatever their number. */
    void removed(Collection<Notification> notifications) {
        for (var notification : notifications) {
            if (notification.isUnread(this)) {
                read(notification.isDelivered());
            }
            count(notification.state(), -1);
            totalCount--;
        }
        resetModseq = ++modseq;
    }

    /** So many are gone, none of which was put aside: one modseq, whatever their number. */
    void removed(int count, int unread, int undelivered, int archived) {
        totalCount -= count;
        unreadCount -= unread;
        undeliveredCount -= undelivered;
        archivedCount -= archived;
        resetModseq = ++modseq;
    }

    public long id() {
        return id;
    }

    /** Of the latest change. */
    public long modseq() {
        return modseq;
    }

    public long unreadCount() {
        return unreadCount;
    }

    public long undeliveredCount() {
        return undeliveredCount;
    }

    public long totalCount() {
        return totalCount;
    }

    /** How many lie there. */
    long count(State state) {
        return switch (state) {
            case ARCHIVED -> archivedCount;
            case SNOOZED -> snoozedCount;
            case INBOX -> totalCount - archivedCount - snoozedCount;
        };
    }

    /** Whatever was last changed at or before this modseq is read; 0 if never all was marked. */
    public long readAllModseq() {
        return readAllModseq;
    }

    /** Of the last removal, after which a client lists again; 0 if nothing was ever removed. */
    public long resetModseq() {
        return resetModseq;
    }
}
