package org.belfry.delivery.email;

import jakarta.mail.MessagingException;
import org.belfry.delivery.Outcome.Result;

/** A provider did not take a message, and what follows from that. Thrown by the transports that know their provider's answers. */
final class ProviderException extends MessagingException {

    private static final long serialVersionUID = 1L;

    private final Result result;
    private final Long waitAtLeast;
    private final boolean aboutSender;

    private ProviderException(Result result, String words, Long waitAtLeast, boolean aboutSender, Exception cause) {
        super(words, cause);
        this.result = result;
        this.waitAtLeast = waitAtLeast;
        this.aboutSender = aboutSender;
    }

    ProviderException(Result result, String words) {
        this(result, words, null, false, null);
    }

    /** @param waitAtLeast seconds; null where the provider did not say */
    ProviderException(Result result, String words, Long waitAtLeast) {
        this(result, words, waitAtLeast, false, null);
    }

    ProviderException(Result result, String words, Exception cause) {
        this(result, words, null, false, cause);
    }

    /** Whom the mail comes from is not to the provider's liking; with the deployment's own sender nothing at all will be taken. */
    static ProviderException aboutSender(String words) {
        return new ProviderException(Result.BROKEN, words, null, true, null);
    }

    /** The same for another thread that waited for the same. */
    ProviderException again() {
        return new ProviderException(result, getMessage(), waitAtLeast, aboutSender, this);
    }

    Result result() {
        return result;
    }

    /** Seconds; null where the provider did not say. */
    Long waitAtLeast() {
        return waitAtLeast;
    }

    boolean isAboutSender() {
        return aboutSender;
    }
}
