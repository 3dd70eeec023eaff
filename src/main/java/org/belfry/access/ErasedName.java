package org.belfry.access;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;

/** A name whose recipient was erased: a digest of it, how often, and when last. */
@Entity
@Table(name = "erased_name")
public class ErasedName {

    /** Identifies the name. */
    @Embeddable
    public static class Key implements Serializable {

        private static final long serialVersionUID = 1L;

        @Column(name = "organization_id")
        private long organizationId;

        @Column(name = "name_hash")
        private String nameHash;

        protected Key() {}

        Key(long organizationId, String nameHash) {
            this.organizationId = organizationId;
            this.nameHash = nameHash;
        }

        long organizationId() {
            return organizationId;
        }

        String nameHash() {
            return nameHash;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.organizationId == organizationId && key.nameHash.equals(nameHash);
        }

        @Override
        public int hashCode() {
            return Objects.hash(organizationId, nameHash);
        }
    }

    @EmbeddedId
    private Key key;

    private long generation;

    @Column(name = "erased_at")
    private long erasedAt;

    protected ErasedName() {}

    ErasedName(Key key) {
        this.key = key;
    }

    void erased(long now) {
        generation++;
        erasedAt = Math.max(erasedAt, now);
    }

    Key key() {
        return key;
    }

    long generation() {
        return generation;
    }

    /** Unix seconds. */
    long erasedAt() {
        return erasedAt;
    }
}
