package org.belfry.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The end of an organization's chain. Its row's lock is held by the one who makes it longer. */
@Entity
@Table(name = "audit_chain")
public class AuditChain {

    @Id
    @Column(name = "organization_id")
    private long organizationId;

    private long seq;
    private String hash;

    @Column(name = "sealed_at")
    private long sealedAt;

    @Column(name = "verified_at")
    private Long verifiedAt;

    private String broken;

    protected AuditChain() {}

    AuditChain(long organizationId, long now) {
        this.organizationId = organizationId;
        this.hash = AuditEntry.NOTHING;
        this.sealedAt = now;
    }

    void append(AuditEntry entry, long now) {
        entry.seal(seq + 1, hash);
        seq = entry.seq();
        hash = entry.hash();
        sealedAt = now;
    }

    /** @param whatIsWrong null where the chain is whole */
    void verified(long now, String whatIsWrong) {
        verifiedAt = now;
        broken = whatIsWrong == null ? null : whatIsWrong.substring(0, Math.min(whatIsWrong.length(), 500));
    }

    public long organizationId() {
        return organizationId;
    }

    /** The number of the last entry; 0 while there is none. */
    public long seq() {
        return seq;
    }

    /** The hash of the last entry. */
    public String hash() {
        return hash;
    }

    /** The second in which it was last made longer. */
    public long sealedAt() {
        return sealedAt;
    }

    /** The second in which the timer last verified it; null before the first time. */
    public Long verifiedAt() {
        return verifiedAt;
    }

    /** What the timer last found wrong, in a sentence; null for nothing. */
    public String broken() {
        return broken;
    }
}
