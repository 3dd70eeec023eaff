package org.belfry.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;

/** Something that happened in Belfry itself and is still to be told: an event in the form of a post. */
@Entity
@Table(name = "own_happening")
public class SystemEvent {

    @Id
    @GeneratedValue(generator = "ids")
    private long id;

    @Column(name = "organization_id")
    private long organizationId;

    @Lob
    private String event;

    @Column(name = "created_at")
    private long createdAt;

    protected SystemEvent() {}

    SystemEvent(long organizationId, String event, long createdAt) {
        this.organizationId = organizationId;
        this.event = event;
        this.createdAt = createdAt;
    }

    public long id() {
        return id;
    }

    public long organizationId() {
        return organizationId;
    }

    /** A JSON object, without producer and id. */
    public String event() {
        return event;
    }
}
