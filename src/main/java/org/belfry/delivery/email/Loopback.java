package org.belfry.delivery.email;

import org.belfry.platform.InputPattern;

/** This machine itself, as it is written: no name is looked up. */
final class Loopback {

    private static final InputPattern SELF = InputPattern.of(20, "(?i)localhost|127(?:\\.[0-9]{1,3}){3}|::1|\\[::1]");

    private Loopback() {}

    /** @param host a name or an address; null is none */
    static boolean is(String host) {
        return SELF.matches(host);
    }
}
