package org.belfry.delivery.email;

import jakarta.mail.MessagingException;
import org.belfry.delivery.Outcome.Result;

/** A provider did not take a message, and what follows from that. Thrown by the transports that know their provider's answers. */
final class ProviderException extends MessagingException {

    private static final long serialVersionUID = 1L;

    private final Result result;
    private final Long waitAtLeast;

    private ProviderException(Result result, String words, Long waitAtLeast, Exception cause) {
        super(words, cause);
        this.result = result;
        this.waitAtLeast = waitAtLeast;
    }

    ProviderException(Result result, String words) {
        this(result, words, null, null);
    }

    /** @param waitAtLeast seconds; null where the provider did not say */
    ProviderException(Result result, String words, Long waitAtLeast) {
        this(result, words, waitAtLeast, null);
    }

    ProviderException(Result result, String words, Exception cause) {
        this(result, words, null, cause);
    }

    /** The same for another thread that waited for the same. */
    ProviderException retryable() {
        return new ProviderException(result, getMessage(), waitAtLeast, this);
    }

    Result result() {
        return result;
    }

    /** Seconds; null where the provider did not say. */
    Long waitAtLeast() {
        return waitAtLeast;
    }
}
