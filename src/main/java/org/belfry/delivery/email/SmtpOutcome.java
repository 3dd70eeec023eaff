package org.belfry.delivery.email;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.belfry.delivery.Outcome;
import org.belfry.delivery.Outcome.Result;
import org.belfry.delivery.http.LeaseLostException;
import org.belfry.platform.InputPattern;

/**
 * What a failure of a mail transport means. The provider's transport has said it, or the server's reply code (RFC 5321, 4.2.1)
 * decides; where there is neither, what counts is whether the text was on its way.
 */
final class SmtpOutcome {

    private static final InputPattern REPLY = InputPattern.of(4, "([245][0-9]{2})(?:[ -]|$).?");

    /** Authentication is required or has failed (RFC 4954, 6): the deployment is to be mended, not the message. */
    private static final Set<Integer> CREDENTIALS = Set.of(530, 534, 535, 538);

    private static final int GOING_DOWN = 421;

    /** Of the whole server, and not of this message: it goes down, or cannot look at passwords or encrypt now. */
    private static final Set<Integer> SERVERS_TROUBLE = Set.of(GOING_DOWN, 454);

    /** What Gmail adds where the account has sent too much on a day. */
    private static final String QUOTA = "5.4.5";

    private static final long QUOTA_WAIT = 3_600;
    private static final int DEPTH = 20;
    private static final int LONGEST = 100_000;

    private SmtpOutcome() {}

    /** @param handedOver whether all of the text was on its way */
    static Outcome of(MessagingException failure, boolean handedOver) {
        var words = words(failure);
        if (cause(failure, LeaseLostException.class) != null) {
            return Outcome.of(Result.LOST_LEASE, words);
        }
        if (failure instanceof ProviderException provider) {
            return Outcome.of(provider.result(), words).waitingAtLeast(provider.waitAtLeast());
        }
        if (failure instanceof AddressException) {
            return Outcome.of(Result.REFUSED, words);
        }
        var reply = SmtpReply.of(failure);
        var code = code(failure, reply);
        if (code / 100 == 5 && isQuota(words)) {
            return Outcome.of(Result.THROTTLED, words).waitingAtLeast(QUOTA_WAIT);
        }
        if (CREDENTIALS.contains(code)) {
            return Outcome.of(Result.CREDENTIALS_REJECTED, words);
        }
        if (code / 100 == 5) {
            return Outcome.of(Result.REFUSED, words);
        }
        if (code / 100 == 4) {
            return Outcome.of(SERVERS_TROUBLE.contains(code) ? Result.UNAVAILABLE : Result.RETRY, words);
        }
        return Outcome.of(handedOver && !isUnsent(failure) ? Result.UNCERTAIN : Result.UNAVAILABLE, words);
    }

    /** The text ends with a command of its own; where that could not be sent, the server has not seen the end of it. */
    private static boolean isUnsent(MessagingException failure) {
        return "Can't send command to SMTP host".equals(failure.getMessage());
    }

    /**
     * The same for a failure on the way to a connection that takes mail: no message is to blame, and the password only where
     * the server says so.
     */
    static ProviderException ofConnecting(MessagingException failure) {
        if (failure instanceof ProviderException known) {
            return known;
        }
        var words = words(failure);
        var refused = CREDENTIALS.contains(code(failure, SmtpReply.of(failure)))
                || failure instanceof AuthenticationFailedException && refusesCredentials(failure, words);
        return new ProviderException(refused ? Result.CREDENTIALS_REJECTED : Result.UNAVAILABLE, words, failure);
    }

    /** Whether a connection that was kept is of no use any more: a new one may be. */
    static boolean isStale(MessagingException failure) {
        if (failure instanceof ProviderException || cause(failure, LeaseLostException.class) != null) {
            return false;
        }
        var code = code(failure, SmtpReply.of(failure));
        return code == GOING_DOWN || code == 0 && cause(failure, AddressException.class) == null;
    }

    /** A reply of 4xx, or none because the connection broke, says nothing of the password. */
    private static boolean refusesCredentials(MessagingException failure, String words) {
        return cause(failure, IOException.class) == null
                && !words.startsWith("[EOF]")
                && code(failure, SmtpReply.of(failure)) / 100 != 4;
    }

    private static boolean isQuota(String words) {
        var code = words.indexOf(QUOTA);
        var rest = code < 0 ? "" : words.substring(code).toLowerCase(Locale.ROOT);
        return rest.contains("quota") || rest.contains("limit");
    }

    /** Of the reply, or at the beginning of what one of the exceptions says; 0 where there is none. */
    private static int code(MessagingException failure, SmtpReply reply) {
        Exception next = failure;
        for (var depth = 0; reply.code() == 0 && next != null && depth < DEPTH; depth++) {
            var said = next.getMessage() == null ? "" : next.getMessage();
            var found = REPLY.match(said.substring(0, Math.min(4, said.length())));
            if (found.isPresent()) {
                return Integer.parseInt(found.get().group(1));
            }
            next = next instanceof MessagingException chained ? chained.getNextException() : null;
        }
        return reply.code();
    }

    /** What all the exceptions in the chain say; jakarta.mail hangs the decisive one at its end. */
    static String words(MessagingException failure) {
        var words = new StringBuilder();
        Exception next = failure;
        for (var depth = 0; next != null && depth < DEPTH && words.length() < LONGEST; depth++) {
            var message = next.getMessage() == null
                    ? next.getClass().getSimpleName()
                    : next.getMessage().strip();
            if (!(failure instanceof ProviderException && depth > 0) && !message.isEmpty()) {
                words.append(words.isEmpty() ? "" : "; ").append(message);
            }
            next = next instanceof MessagingException chained ? chained.getNextException() : null;
        }
        return words.toString();
    }

    /** @return null where there is none of that type in the chain */
    private static <E extends Exception> E cause(Exception failure, Class<E> type) {
        Throwable next = failure;
        for (var depth = 0; next != null && depth < DEPTH; depth++) {
            if (type.isInstance(next)) {
                return type.cast(next);
            }
            next = next instanceof MessagingException chained && chained.getNextException() != null
                    ? chained.getNextException()
                    : next.getCause();
        }
        return null;
    }
}
