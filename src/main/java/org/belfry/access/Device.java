package org.belfry.access;

import org.belfry.platform.Characters;

/**
 * From where somebody signs in, as the request says it.
 *
 * @param token of the cookie that an earlier sign-in gave the device, or null
 * @param userAgent what the client calls itself, or null
 * @param address the client's
 */
public record Device(String token, String userAgent, String address) {

    /** Name of the cookie. */
    public static final String COOKIE = "belfry_device";

    /** Seconds for which the cookie is kept: a year. */
    static final int LIFETIME = 365 * 24 * 3600;

    private static final int LONGEST_NAME = 300;

    /** The digest under which the token is stored; null without one. */
    String digest() {
        return digest(token);
    }

    static String digest(String token) {
        return token == null || token.isBlank() ? null : KnownDevices.digest(token);
    }

    /** What the client calls itself as it can be shown. */
    String shownName() {
        if (userAgent == null) {
            return null;
        }
        var name = Characters.replaceRuns(userAgent, Device::isUnreadable, "");
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    }

    private static boolean isUnreadable(int character) {
        return Character.isISOControl(character) || Character.getType(character) == Character.SURROGATE;
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "a device at " + address;
    }
}
