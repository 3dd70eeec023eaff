package org.belfry.access;

import org.belfry.platform.Secrets;

/**
 * An attempt to give a password, with the key by which it is counted. A device that the account knows, and a session,
 * have separate counters: no stranger can make them wait, and a cookie gives nobody more than one counter.
 *
 * @param key SHA-256 of the target of the guess
 * @param from the address of a stranger, else the device or the session
 * @param known whether it is a device or a session that the account knows
 */
record Guess(String key, String from, boolean known) {

    /** Enough of a digest for one among the few devices of an account; the column takes fifty characters. */
    private static final int DIGITS = 40;

    /**
     * By the names as given, so the waits are the same whether the account exists or not.
     *
     * @param organization code, or null if none was given
     */
    static Guess byStranger(String account, String organization, String address) {
        return new Guess(
                Secrets.sha256("name\0" + (organization == null ? "" : organization) + '\0' + account), address, false);
    }

    /** @param digest of the device's cookie */
    static Guess byDevice(long accountId, String digest) {
        return new Guess(Secrets.sha256("device\0" + accountId), "device:" + digest.substring(0, DIGITS), true);
    }

    static Guess bySession(long accountId, long signInId) {
        return new Guess(Secrets.sha256("session\0" + accountId), "session:" + signInId, true);
    }
}
