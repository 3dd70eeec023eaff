package org.belfry.delivery.email;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import java.util.Set;
import java.util.regex.Pattern;
import org.belfry.delivery.Outcome;
import org.belfry.delivery.Outcome.Result;
import org.belfry.delivery.http.NotOurs;

/** What a failure of a mail transport means. The server's reply code (RFC 5321, 4.2.1) decides, where there is one. */
final class SmtpOutcome {

    private static final Pattern REPLY = Pattern.compile("(?:^|\\s)([245]\\d\\d)[ -]");

    /** Authentication is required or has failed (RFC 4954, 6): the deployment is to be mended, not the message. */
    private static final Set<Integer> CREDENTIALS = Set.of(530, 534, 535, 538);

    private SmtpOutcome() {}

    /**
     * @param handedOver whether the text was on its way
     */
    static Outcome of(MessagingException failure, boolean handedOver) {
        var words = words(failure);
        if (hasCause(failure, NotOurs.class)) {
            return Outcome.of(Result.LOST_LEASE, words);
        }
        if (failure instanceof AuthenticationFailedException) {
            // The deployment's password is wrong, not the message: it is mended, and then this one goes out.
            return Outcome.of(Result.RETRY, words);
        }
        if (failure instanceof AddressException) {
            return Outcome.of(Result.REFUSED, words);
        }
        var reply = reply(words);
        if (reply / 100 == 5 && !CREDENTIALS.contains(reply)) {
            return Outcome.of(Result.REFUSED, words);
        }
        if (reply / 100 == 4 || CREDENTIALS.contains(reply) || !handedOver) {
            return Outcome.of(Result.RETRY, words);
        }
        return Outcome.of(Result.UNCERTAIN, words);
    }

    /** The server's reply code, or 0 where it gave none. */
    private static int reply(String words) {
        var found = REPLY.matcher(words);
        return found.find() ? Integer.parseInt(found.group(1)) : 0;
    }

    /** What all the exceptions in the chain say; jakarta.mail hangs the decisive one at its end. */
    private static String words(MessagingException failure) {
        var words = new StringBuilder();
        Exception next = failure;
        while (next != null && words.length() < 800) {
            var message = next.getMessage() == null
                    ? next.getClass().getSimpleName()
                    : next.getMessage().strip();
            words.append(words.isEmpty() ? "" : "; ").append(message);
            next = next instanceof MessagingException chained ? chained.getNextException() : null;
        }
        return words.toString();
    }

    private static boolean hasCause(Exception failure, Class<? extends Exception> type) {
        Throwable next = failure;
        for (var depth = 0; next != null && depth < 20; depth++) {
            if (type.isInstance(next)) {
                return true;
            }
            next = next instanceof MessagingException chained && chained.getNextException() != null
                    ? chained.getNextException()
                    : next.getCause();
        }
        return false;
    }
}
