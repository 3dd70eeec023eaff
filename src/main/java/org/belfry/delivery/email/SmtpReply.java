package org.belfry.delivery.email;

import jakarta.mail.MessagingException;
import jakarta.mail.Transport;

/**
 * A server's reply as the SMTP transport passes it on. Its classes are the server's, and not to be seen from an application on each of
 * them; so its methods are called by name, and where they are not there nothing is known.
 *
 * @param code 0 where there was no reply, or none is known
 */
record SmtpReply(int code) {

    private static final int DEPTH = 20;

    /** The one at the end of a chain: the exceptions before it only pass it on. */
    static SmtpReply of(MessagingException failure) {
        var reply = new SmtpReply(0);
        Exception next = failure;
        for (var depth = 0; next != null && depth < DEPTH; depth++) {
            if (call(next, "getReturnCode") instanceof Integer code && code >= 200 && code < 600) {
                reply = new SmtpReply(code);
            }
            next = next instanceof MessagingException chained ? chained.getNextException() : null;
        }
        return reply;
    }

    /** What the server said last; empty where that is not known. */
    static String last(Transport transport) {
        return call(transport, "getLastServerResponse") instanceof String text ? text.strip() : "";
    }

    private static Object call(Object object, String method) {
        try {
            return object.getClass().getMethod(method).invoke(object);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }
}
