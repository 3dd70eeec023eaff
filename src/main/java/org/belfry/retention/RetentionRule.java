package org.belfry.retention;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;

/** For how many days an organization keeps the notifications of one type, or of all that have no rule of their own. */
@Entity
@Table(name = "retention_rule")
public class RetentionRule {

    /** In the place of a type: all that have no rule of their own. */
    static final String ALL = "*";

    /** An organization and a type. */
    @Embeddable
    public static class Key implements Serializable {

        private static final long serialVersionUID = 1L;

        @Column(name = "organization_id")
        private long organizationId;

        private String type;

        protected Key() {}

        Key(long organizationId, String type) {
            this.organizationId = organizationId;
            this.type = type;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.organizationId == organizationId && key.type.equals(type);
        }

        @Override
        public int hashCode() {
            return Objects.hash(organizationId, type);
        }
    }

    @EmbeddedId
    private Key key;

    @Column(name = "read_days")
    private Integer readDays;

    @Column(name = "unread_days")
    private Integer unreadDays;

    protected RetentionRule() {}

    RetentionRule(long organizationId, String type, Rules.Days days) {
        this.key = new Key(organizationId, type);
        this.readDays = days.read();
        this.unreadDays = days.unread();
    }

    String type() {
        return key.type;
    }

    Rules.Days days() {
        return new Rules.Days(readDays, unreadDays);
    }
}
