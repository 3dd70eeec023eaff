package org.belfry.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * Failed attempts to give one account's password: from one address, one known device or one session, or from
 * {@link #EVERYWHERE} in the present window.
 */
@Entity
@Table(name = "sign_in_guard")
public class SignInThrottle {

    /** Stands for all addresses together. */
    static final String EVERYWHERE = "*";

    @Id
    @GeneratedValue(generator = "ids")
    private long id;

    @Column(name = "name_hash")
    private String nameHash;

    private String address;
    private int failures;

    @Column(name = "locked_until")
    private Long lockedUntil;

    @Column(name = "failed_at")
    private Long failedAt;

    @Column(name = "succeeded_at")
    private Long succeededAt;

    protected SignInThrottle() {}

    SignInThrottle(String nameHash, String address) {
        this.nameHash = nameHash;
        this.address = address;
    }

    /** Seconds that this address waits, by its own failures and by those of all; 0 where it may try now. */
    long wait(SignInThrottle everywhere, long now) {
        var crowd = succeededAt != null ? 0 : LockoutPolicy.crowdWait(everywhere.failures, everywhere.failedAt, now);
        return Math.max(ownWait(now), crowd);
    }

    /** The same by its own failures alone. */
    long ownWait(long now) {
        return lockedUntil == null ? 0 : Math.max(0, lockedUntil - now);
    }

    /** Counts an attempt of this address as a failure, until it {@link #succeeded}. */
    void failed(long now) {
        failures = LockoutPolicy.inARow(failures, failedAt, now);
        failedAt = now;
        var wait = LockoutPolicy.wait(failures);
        lockedUntil = wait == 0 ? null : now + wait;
    }

    void succeeded(long now) {
        failures = 0;
        failedAt = null;
        lockedUntil = null;
        succeededAt = now;
    }

    /** Counts an attempt from anywhere as a failure; {@code failedAt} is the beginning of the window here. */
    void failedSomewhere(long now) {
        if (LockoutPolicy.windowLeft(failedAt, now) == 0) {
            failures = 0;
            failedAt = now;
        }
        failures++;
    }

    /** Takes one failure back, as it was none. */
    void succeededSomewhere() {
        failures = Math.max(0, failures - 1);
    }
}
