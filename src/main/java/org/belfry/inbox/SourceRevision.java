package org.belfry.inbox;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;

/** How often some of the sources of an organization changed. The sum of an organization's goes up with every commit. */
@Entity
@Table(name = "source_revision")
public class SourceRevision {

    /** Rows an organization: so many changes of different sources can be committed side by side. */
    static final int SHARDS = 16;

    /** Which sources: those whose id leaves this remainder. */
    @Embeddable
    public static class Key implements Serializable {

        private static final long serialVersionUID = 1L;

        @Column(name = "organization_id")
        private long organizationId;

        private int shard;

        protected Key() {}

        Key(long organizationId, long sourceId) {
            this.organizationId = organizationId;
            this.shard = (int) (sourceId % SHARDS);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.organizationId == organizationId && key.shard == shard;
        }

        @Override
        public int hashCode() {
            return Objects.hash(organizationId, shard);
        }
    }

    @EmbeddedId
    private Key key;

    private long revision;

    protected SourceRevision() {}

    /** After the first change. */
    SourceRevision(Key key) {
        this.key = key;
        this.revision = 1;
    }
}
