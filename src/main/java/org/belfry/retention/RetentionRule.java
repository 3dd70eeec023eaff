package org.belfry.retention;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.belfry.catalog.TypeKey;

/** For how many days an organization keeps the notifications of one type, or of all that have no rule of their own. */
@Entity
@Table(name = "retention_rule")
public class RetentionRule {

    /** In the place of a type: all that have no rule of their own. */
    static final String ALL = "*";

    @EmbeddedId
    private TypeKey key;

    @Column(name = "read_days")
    private Integer readDays;

    @Column(name = "unread_days")
    private Integer unreadDays;

    protected RetentionRule() {}

    RetentionRule(long organizationId, String type, RetentionPolicy.Days days) {
        this.key = new TypeKey(organizationId, type);
        this.readDays = days.read();
        this.unreadDays = days.unread();
    }

    String type() {
        return key.type();
    }

    RetentionPolicy.Days days() {
        return new RetentionPolicy.Days(readDays, unreadDays);
    }
}
