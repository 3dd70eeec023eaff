package org.belfry.console;

import java.util.regex.Pattern;

/** Where somebody goes after signing in. */
final class Destination {

    /** A page of the console, with whatever query; no other address, and none that a browser might read as one. */
    private static final Pattern OURS = Pattern.compile("/console/[a-z-]+(\\?[!-\\[\\]-~]*)?");

    private Destination() {}

    /** @param wanted as the request has it, or null */
    static String of(String wanted) {
        return wanted != null && OURS.matcher(wanted).matches() && !wanted.startsWith(ConsoleGate.SIGN_IN)
                ? wanted
                : ConsoleGate.FIRST;
    }
}
