package org.belfry.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;

/** A back end's or an agent's credential, kept as the SHA-256 of the key. */
@Entity
@Table(name = "api_key")
public class ApiKey {

    /** Seconds after which the time of the last use is written again, so not every request writes it. */
    static final long USE_IS_NEWS_AFTER = 60;

    private static final long DAY = 86_400;

    @Id
    @GeneratedValue(generator = "ids")
    private long id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "organization_id")
    private Organization organization;

    private String recipient;
    private String name;

    @Column(name = "key_hash")
    private String keyHash;

    private String role;

    @Column(name = "created_at")
    private long createdAt;

    @Column(name = "expires_at")
    private Long expiresAt;

    @Column(name = "last_used_at")
    private Long lastUsedAt;

    /** Of the recipient's name; null in a key of an earlier release. */
    private Long generation;

    @Column(name = "created_by_kind")
    private String createdByKind;

    @Column(name = "created_by")
    private String createdBy;

    @Column(name = "created_by_account")
    private Long createdByAccount;

    /**
     * The creator of a key.
     *
     * @param kind {@code account}, {@code api_key} or {@code host_token}
     * @param name the account's, the key's, or the recipient's of a token
     * @param account the account with which the key ends; null for none
     */
    public record Creator(String kind, String name, Long account) {

        static final String OF_ACCOUNT = "account";
        static final String OF_API_KEY = "api_key";
        static final String OF_HOST_TOKEN = "host_token";
    }

    protected ApiKey() {}

    /**
     * @param recipient the name of the one recipient that the key is bound to, or null
     * @param expiresAt the second from which on it is refused, or null
     */
    ApiKey(
            Organization organization,
            String recipient,
            String name,
            String keyHash,
            Role role,
            long createdAt,
            Long expiresAt) {
        this.organization = organization;
        this.recipient = recipient;
        this.name = name;
        this.keyHash = keyHash;
        this.role = role.code();
        this.createdAt = createdAt;
        this.expiresAt = expiresAt;
    }

    /** @param nameGeneration of the recipient's name, so the key does not outlive its recipient */
    void bindTo(long nameGeneration) {
        generation = nameGeneration;
    }

    /** @param creator null if Belfry itself creates it */
    void createdBy(Creator creator) {
        if (creator != null) {
            createdByKind = creator.kind();
            createdBy = creator.name();
            createdByAccount = creator.account();
        }
    }

    /** Null if Belfry itself created it, at its first start or for the environment, and for a key of an earlier release. */
    public Creator creator() {
        return createdByKind == null ? null : new Creator(createdByKind, createdBy, createdByAccount);
    }

    /** For which of the recipients of that name it was issued; null for an unbound key. */
    Issuance issuance() {
        return recipient == null ? null : new Issuance(generation, createdAt);
    }

    public boolean expired(long now) {
        return expiresAt != null && expiresAt <= now;
    }

    boolean useIsNews(long now) {
        return !wasUsedOn(now) || now - lastUsedAt >= USE_IS_NEWS_AFTER;
    }

    /** Whether its use on the day (UTC) of that second is noted. */
    boolean wasUsedOn(long now) {
        return lastUsedAt != null && lastUsedAt >= startOfDay(now);
    }

    /** The first second of the day (UTC) of a second. */
    static long startOfDay(long second) {
        return second - Math.floorMod(second, DAY);
    }

    public long id() {
        return id;
    }

    Organization organization() {
        return organization;
    }

    public String recipient() {
        return recipient;
    }

    public String name() {
        return name;
    }

    public Role role() {
        return Role.of(role);
    }

    public long createdAt() {
        return createdAt;
    }

    public Long expiresAt() {
        return expiresAt;
    }

    public Long lastUsedAt() {
        return lastUsedAt;
    }
}
