package org.belfry.delivery.email;

import java.util.regex.Pattern;

/** This machine itself, as it is written: no name is looked up. */
final class Loopback {

    private static final Pattern SELF =
            Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|::1|\\[::1]", Pattern.CASE_INSENSITIVE);

    private Loopback() {}

    /** @param host a name or an address; null is none */
    static boolean is(String host) {
        return host != null && SELF.matcher(host).matches();
    }
}
