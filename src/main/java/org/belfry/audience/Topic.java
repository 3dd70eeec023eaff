package org.belfry.audience;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

/** Something that people follow by its name. It exists from the first subscription on, and stays when the last one ends. */
@Entity
public class Topic {

    @Id
    @GeneratedValue(generator = "ids")
    private long id;

    @Column(name = "organization_id")
    private long organizationId;

    private String name;

    protected Topic() {}

    Topic(long organizationId, String name) {
        this.organizationId = organizationId;
        this.name = name;
    }

    long id() {
        return id;
    }

    String name() {
        return name;
    }
}
