package org.belfry.stream;

/**
 * Why a session is ended by this side.
 *
 * @param code of the WebSocket's close frame (RFC 6455, 7.4)
 * @param reason one short sentence; at most 123 bytes
 */
record StreamCloseReason(int code, String reason) {

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

    static StreamCloseReason notValid(String reason) {
        return new StreamCloseReason(NOT_VALID, reason);
    }

    static StreamCloseReason tooSlow(String reason) {
        return new StreamCloseReason(TOO_SLOW, reason);
    }

    /** The node stops: clients come back after a random time, here or elsewhere. */
    static StreamCloseReason goingDown() {
        return new StreamCloseReason(GOING_AWAY, "this node is going down");
    }

    /** The other side does not answer any more, so that it hardly hears this. */
    static StreamCloseReason silent() {
        return new StreamCloseReason(GOING_AWAY, "nothing received in time");
    }

    static StreamCloseReason refused(String reason) {
        return new StreamCloseReason(VIOLATED_POLICY, reason);
    }

    /** The client violates RFC 6455. */
    static StreamCloseReason broken(String reason) {
        return new StreamCloseReason(PROTOCOL_ERROR, reason);
    }

    static StreamCloseReason unsupported(String reason) {
        return new StreamCloseReason(UNSUPPORTED, reason);
    }

    static StreamCloseReason notText(String reason) {
        return new StreamCloseReason(NOT_TEXT, reason);
    }

    static StreamCloseReason tooLarge(String reason) {
        return new StreamCloseReason(TOO_LARGE, reason);
    }

    /** The limit of streams is reached. */
    static StreamCloseReason tooMany(String reason) {
        return new StreamCloseReason(TRY_AGAIN_LATER, reason);
    }

    static StreamCloseReason retryLater() {
        return new StreamCloseReason(UNEXPECTED_CONDITION, "try again");
    }
}
