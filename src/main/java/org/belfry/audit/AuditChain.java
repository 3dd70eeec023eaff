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

    @Column(name = "made_anew_after")
    private Long madeAnewAfter;

    protected AuditChain() {}

    AuditChain(long organizationId, long now) {
        this.organizationId = organizationId;
        this.hash = AuditEntry.NOTHING;
        this.sealedAt = now;
        this.verifiedAt = now;
    }

    /** In the place of one that was removed: it goes on after the last entry that is there. */
    AuditChain(long organizationId, long lastSeq, String lastHash, long now) {
        this(organizationId, now);
        this.seq = lastSeq;
        this.hash = lastHash;
        this.madeAnewAfter = lastSeq;
        this.verifiedAt = null;
    }

    /** @param number the entry's, greater than that of any other */
    void append(AuditEntry entry, long number, long now) {
        entry.seal(number, hash);
        seq = entry.seq();
        hash = entry.hash();
        sealedAt = now;
    }

    /**
     * Notes what a verification found.
     *
     * @param whatIsWrong null where the chain is whole
     */
    public void verified(long now, String whatIsWrong) {
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

    /** The last entry that was there when the row itself had been removed and was made again; null for the first row. */
    public Long madeAnewAfter() {
        return madeAnewAfter;
    }

    /** What the timer last found wrong, in a sentence; null for nothing. */
    public String broken() {
        return broken;
    }
}
