package org.belfry.stream;

/**
 * Why a session is ended by this side.
 *
 * @param code of the WebSocket's close frame (RFC 6455, 7.4)
 * @param reason one short sentence; at most 123 bytes
 */
record Ending(int code, String reason) {

    /** Credentials are not, or no longer, valid: to come back with the same ones is of no use. */
    static final int NOT_VALID = 4401;

    /** The client did not read as fast as it was told: it may come back at once, and gets the rest. */
    static final int TOO_SLOW = 4429;

    private static final int GOING_AWAY = 1001;
    private static final int PROTOCOL_ERROR = 1002;
    private static final int UNSUPPORTED = 1003;
    private static final int NOT_TEXT = 1007;
    private static final int VIOLATED_POLICY = 1008;
    private static final int TOO_LARGE = 1009;
    private static final int TRY_AGAIN_LATER = 1013;
    private static final int UNEXPECTED_CONDITION = 1011;

    static Ending notValid(String reason) {
        return new Ending(NOT_VALID, reason);
    }

    static Ending tooSlow(String reason) {
        return new Ending(TOO_SLOW, reason);
    }

    /** The node stops: clients come back after a random time, here or elsewhere. */
    static Ending goingDown() {
        return new Ending(GOING_AWAY, "this node is going down");
    }

    /** The other side does not answer any more, so that it hardly hears this. */
    static Ending silent() {
        return new Ending(GOING_AWAY, "nothing received in time");
    }

    static Ending refused(String reason) {
        return new Ending(VIOLATED_POLICY, reason);
    }

    /** The client violates RFC 6455. */
    static Ending broken(String reason) {
        return new Ending(PROTOCOL_ERROR, reason);
    }

    static Ending unsupported(String reason) {
        return new Ending(UNSUPPORTED, reason);
    }

    static Ending notText(String reason) {
        return new Ending(NOT_TEXT, reason);
    }

    static Ending tooLarge(String reason) {
        return new Ending(TOO_LARGE, reason);
    }

    /** The limit of streams is reached. */
    static Ending tooMany(String reason) {
        return new Ending(TRY_AGAIN_LATER, reason);
    }

    static Ending tryAgain() {
        return new Ending(UNEXPECTED_CONDITION, "try again");
    }
}
