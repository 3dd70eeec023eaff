package org.belfry.access;

import org.belfry.platform.Characters;
import org.belfry.platform.Secrets;

/**
 * An attempt to give a password, with the key by which it is counted. A device that the account knows, and a session,
 * have separate counters: no stranger can make them wait, and a cookie gives nobody more than one counter.
 *
 * @param key SHA-256 of the target of the guess
 * @param from the address of a stranger, else the device or the session
 * @param known whether it is a device or a session that the account knows
 */
record PasswordAttempt(String key, String from, boolean known) {

    /** Enough of a digest for one among the few devices of an account; the column takes fifty characters. */
    private static final int DIGITS = 40;

    /**
     * By the names as they were given. So the waits are the same whether there is such an account or not. Blanks at the end make no other
     * name, as Derby does not see them: else each number of them would be a counter of its own for one account.
     *
     * @param organization code, or null if none was given
     */
    static PasswordAttempt byStranger(String account, String organization, String address) {
        return new PasswordAttempt(
                Secrets.sha256("name\0" + named(organization == null ? "" : organization) + '\0' + named(account)),
                address,
                false);
    }

    private static String named(String name) {
        return Characters.trimEnd(name, ' ');
    }

    /** @param digest of the device's cookie */
    static PasswordAttempt byDevice(long accountId, String digest) {
        return new PasswordAttempt(
                Secrets.sha256("device\0" + accountId), "device:" + digest.substring(0, DIGITS), true);
    }

    static PasswordAttempt bySession(long accountId, long signInId) {
        return new PasswordAttempt(Secrets.sha256("session\0" + accountId), "session:" + signInId, true);
    }
}
