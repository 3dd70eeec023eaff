package org.belfry.inbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * "Everything up to this modseq was read at this time." It makes marking all read cost one row whatever the inbox holds;
 * {@link ReadMarkTimer} writes it into the notifications later and removes it.
 */
@Entity
@Table(name = "read_mark")
public class ReadMark {

    @Id
    @GeneratedValue(generator = "ids")
    private long id;

    @Column(name = "inbox_id")
    private long inboxId;

    private long modseq;

    @Column(name = "read_at")
    private long readAt;

    protected ReadMark() {}

    ReadMark(long inboxId, long modseq, long readAt) {
        this.inboxId = inboxId;
        this.modseq = modseq;
        this.readAt = readAt;
    }

    long id() {
        return id;
    }

    long inboxId() {
        return inboxId;
    }

    long modseq() {
        return modseq;
    }

    long readAt() {
        return readAt;
    }
}
