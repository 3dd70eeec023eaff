package org.belfry.console;

import org.belfry.platform.InputPattern;

/** Where somebody goes after signing in. */
final class Destination {

    /** A page of the console, with whatever query; no other address, and none that a browser might read as one. */
    private static final InputPattern OURS = InputPattern.of(2_000, "/console/[a-z-]+(\\?[!-\\[\\]-~]*)?");

    private Destination() {}

    /** @param wanted as the request has it, or null */
    static String of(String wanted) {
        return OURS.matches(wanted) && !wanted.startsWith(ConsoleAccessFilter.SIGN_IN)
                ? wanted
                : ConsoleAccessFilter.FIRST;
    }
}
