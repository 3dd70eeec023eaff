package org.belfry.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;

/** A session of an account; the cookie holds the token, the table its SHA-256. */
@Entity
@Table(name = "sign_in")
public class AccountSession {

    /** Seconds that a session lasts: twelve hours. */
    static final long LIFETIME = 12 * 3600L;

    @Id
    @GeneratedValue(generator = "ids")
    private long id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "account_id")
    private Account account;

    @Column(name = "token_hash")
    private String tokenHash;

    @Column(name = "created_at")
    private long createdAt;

    @Column(name = "expires_at")
    private long expiresAt;

    @Column(name = "authenticated_at")
    private long authenticatedAt;

    protected AccountSession() {}

    AccountSession(Account account, String tokenHash, long now) {
        this.account = account;
        this.tokenHash = tokenHash;
        this.createdAt = now;
        this.expiresAt = now + LIFETIME;
        this.authenticatedAt = now;
    }

    /** The password was given again. */
    void authenticatedAgain(long now) {
        authenticatedAt = now;
    }

    /** The second in which the password was given last. */
    long authenticatedAt() {
        return authenticatedAt;
    }

    boolean valid(long now) {
        return now < expiresAt && account.enabled();
    }

    long id() {
        return id;
    }

    long expiresAt() {
        return expiresAt;
    }

    Account account() {
        return account;
    }
}
