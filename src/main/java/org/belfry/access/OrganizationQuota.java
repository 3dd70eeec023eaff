package org.belfry.access;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;

/** One organization's value of a {@link ResourceQuota}, in place of the deployment's. */
@Entity
@Table(name = "organization_quota")
public class OrganizationQuota {

    @Embeddable
    public static class Key implements Serializable {

        private static final long serialVersionUID = 1L;

        @Column(name = "organization_id")
        private long organizationId;

        private String quota;

        protected Key() {}

        Key(long organizationId, String quota) {
            this.organizationId = organizationId;
            this.quota = quota;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.organizationId == organizationId && key.quota.equals(quota);
        }

        @Override
        public int hashCode() {
            return Objects.hash(organizationId, quota);
        }
    }

    @EmbeddedId
    private Key key;

    private long most;

    protected OrganizationQuota() {}

    OrganizationQuota(Key key, long most) {
        this.key = key;
        this.most = most;
    }

    void become(long newMost) {
        most = newMost;
    }

    long most() {
        return most;
    }
}
