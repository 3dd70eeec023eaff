package org.belfry.inbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

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

    /** One is unread again; answers the modseq of that change. */
    long unread() {
        unreadCount++;
        return ++modseq;
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

    void removed(int count, int unread, int undelivered) {
        totalCount -= count;
        unreadCount -= unread;
        undeliveredCount -= undelivered;
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

    /** Whatever was last changed at or before this modseq is read; 0 if never all was marked. */
    public long readAllModseq() {
        return readAllModseq;
    }

    /** Of the last removal, after which a client lists again; 0 if nothing was ever removed. */
    public long resetModseq() {
        return resetModseq;
    }
}
