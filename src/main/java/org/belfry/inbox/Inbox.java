package org.belfry.inbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.belfry.inbox.InboxLocks.Permit;
import org.belfry.inbox.Notification.State;

/**
 * The state of one recipient's inbox. Anyone who changes a notification holds this row's lock (see {@link LockedInbox}) and
 * takes the modseq of the change from it, so the numbers have no gaps and come in the order of the commits. Its id is the
 * recipient's.
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

    long nextModseq(Permit permit) {
        permit.check();
        return ++modseq;
    }

    void arrived(Permit permit) {
        permit.check();
        modseq++;
        unreadCount++;
        undeliveredCount++;
        totalCount++;
    }

    void read(Permit permit, boolean wasDelivered) {
        permit.check();
        unreadCount--;
        if (!wasDelivered) {
            undeliveredCount--;
        }
    }

    /** One is unread again, and in the inbox wherever it was; returns the modseq of that change. */
    long unread(Permit permit, State from) {
        permit.check();
        unreadCount++;
        return moved(permit, from, State.INBOX);
    }

    /** One is elsewhere now; returns the modseq of that change. */
    long moved(Permit permit, State from, State to) {
        permit.check();
        count(from, -1);
        count(to, 1);
        return ++modseq;
    }

    private void count(State state, long by) {
        switch (state) {
            case ARCHIVED -> archivedCount += by;
            case SNOOZED -> snoozedCount += by;
            case INBOX -> {
                // The rest of the total.
            }
        }
    }

    /** Delivered without being read: one modseq, however many they are. */
    void delivered(Permit permit, int count) {
        permit.check();
        undeliveredCount -= count;
        modseq++;
    }

    /** Everything in it is read; the notifications themselves learn it later. */
    void readAll(Permit permit) {
        permit.check();
        readAllModseq = ++modseq;
        unreadCount = 0;
        undeliveredCount = 0;
    }

    /** Notifications were deleted: one modseq, however many there are. */
    void removed(Permit permit, int count, int unread, int undelivered, int archived, int snoozed) {
        permit.check();
        totalCount -= count;
        unreadCount -= unread;
        undeliveredCount -= undelivered;
        archivedCount -= archived;
        snoozedCount -= snoozed;
        resetModseq = ++modseq;
    }

    /** The counters as they should be: one modseq, after which clients list again. */
    void repair(Permit permit, InboxCounts counted) {
        permit.check();
        unreadCount = counted.unread();
        undeliveredCount = counted.undelivered();
        totalCount = counted.total();
        archivedCount = counted.archived();
        snoozedCount = counted.snoozed();
        modseq = counted.modseq() + 1;
        resetModseq = modseq;
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

    /** How many are there. */
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

    /** Of the last removal or repair, after which a client lists again; 0 if there was none. */
    public long resetModseq() {
        return resetModseq;
    }
}
