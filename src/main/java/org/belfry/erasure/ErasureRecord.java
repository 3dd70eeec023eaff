package org.belfry.erasure;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.belfry.access.ErasedNames;

/** That somebody was erased, when and by whom; of the person nothing but a digest of the name. */
@Entity
@Table(name = "tombstone")
public class ErasureRecord {

    @Id
    @GeneratedValue(generator = "ids")
    private long id;

    @Column(name = "organization_id")
    private long organizationId;

    @Column(name = "name_hash")
    private String nameHash;

    @Column(name = "erased_by")
    private String erasedBy;

    private long notifications;

    @Column(name = "erased_at")
    private long erasedAt;

    protected ErasureRecord() {}

    /**
     * @param organization its code, which makes the digest of one name another in each organization
     * @param notifications how many were removed by the call that came to the end
     */
    ErasureRecord(
            long organizationId, String organization, String name, String erasedBy, long notifications, long now) {
        this.organizationId = organizationId;
        this.nameHash = ErasedNames.digest(organization, name);
        this.erasedBy = erasedBy;
        this.notifications = notifications;
        this.erasedAt = now;
    }
}
