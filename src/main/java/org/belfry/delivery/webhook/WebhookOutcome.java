package org.belfry.delivery.webhook;

import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Instant;
import javax.net.ssl.SSLException;
import org.belfry.delivery.Outcome;
import org.belfry.delivery.Outcome.Result;
import org.belfry.delivery.http.HttpCallException;
import org.belfry.delivery.http.HttpCallResponse;
import org.belfry.platform.Characters;

/** What an answer means, or that there is none. Standard Webhooks: 2xx is success, and whatever else a failure. */
final class WebhookOutcome {

    /** The endpoint is to be called no more. */
    static final int GONE = 410;

    private static final int THROTTLED = 429;

    /** Characters of an answer that are kept. */
    private static final int EXCERPT = 200;

    private WebhookOutcome() {}

    /** @param quoted whether what the answer says may be shown to whoever has the endpoint */
    static Outcome of(HttpCallResponse response, boolean quoted, Instant now) {
        var status = response.status();
        var words = "answered " + status + (quoted ? excerpt(response.body()) : "");
        if (response.isSuccess()) {
            return Outcome.of(Result.SENT, words);
        }
        if (status == GONE) {
            return Outcome.of(Result.REFUSED, "answered 410: it wants no more requests");
        }
        if (status == THROTTLED) {
            return Outcome.of(Result.THROTTLED, words).waitingAtLeast(response.retryAfter(now));
        }
        if (status >= 500) {
            return Outcome.of(Result.UNAVAILABLE, words).waitingAtLeast(response.retryAfter(now));
        }
        if (status / 100 == 3) {
            return Outcome.of(Result.RETRY, "answered " + status + ": redirects are not followed");
        }
        return Outcome.of(Result.RETRY, words).waitingAtLeast(response.retryAfter(now));
    }

    /**
     * @param quoted whether what went wrong may be told in the words of the machine
     * @param late whether all the time that there is had passed
     */
    static Outcome of(HttpCallException failure, boolean quoted, boolean late) {
        // A blocked name gets the same answer as one that does not exist: otherwise names could be tried to
        // map a network.
        if (cause(failure, UnknownHostException.class) != null) {
            return Outcome.of(Result.UNAVAILABLE, "not reached: its host has no address that can be called");
        }
        var words = late ? "no answer in time" : words(failure, quoted);
        return failure.handedOver()
                ? Outcome.of(Result.UNCERTAIN, "broken off after the message was handed over: " + words)
                : Outcome.of(Result.UNAVAILABLE, "not reached: " + words);
    }

    private static String words(HttpCallException failure, boolean quoted) {
        var tls = cause(failure, SSLException.class);
        if (tls != null) {
            return "TLS failed" + (quoted ? excerpt(tls.getMessage()) : "");
        }
        if (cause(failure, ConnectException.class) != null) {
            return "no connection";
        }
        if (cause(failure, InterruptedIOException.class) != null) {
            return "no answer in time";
        }
        return "the connection broke";
    }

    private static <E extends Exception> E cause(Throwable failure, Class<E> type) {
        var next = failure;
        for (var depth = 0; next != null && depth < 20; depth++, next = next.getCause()) {
            if (type.isInstance(next)) {
                return type.cast(next);
            }
        }
        return null;
    }

    private static boolean isUnreadable(int character) {
        return Character.isWhitespace(character)
                || switch (Character.getType(character)) {
                    case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> true;
                    default -> false;
                };
    }

    /** The beginning in one line, of what can be shown and kept; empty for nothing. */
    private static String excerpt(String text) {
        if (text == null || text.isBlank()) {
            return "";
        }
        var line =
                Characters.replaceRuns(text, WebhookOutcome::isUnreadable, " ").strip();
        if (line.length() <= EXCERPT) {
            return ": " + line;
        }
        return ": " + line.substring(0, Character.isHighSurrogate(line.charAt(EXCERPT - 1)) ? EXCERPT - 1 : EXCERPT)
                + "…";
    }
}
