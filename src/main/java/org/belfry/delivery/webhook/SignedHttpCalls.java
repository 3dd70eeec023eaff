package org.belfry.delivery.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.belfry.delivery.Outcome;
import org.belfry.platform.BackgroundExecutor;
import org.belfry.platform.JsonInput;

/** Calls of others than the outbox that are guarded and signed as webhooks are. Never within a transaction. */
@ApplicationScoped
public class SignedHttpCalls {

    /** Most at a time on a node, beside those of the outbox. */
    public static final int AT_ONCE = BackgroundExecutor.MOST_SCHEDULED;

    private static final int FEWEST_SECRET_BYTES = 24;
    private static final int MOST_SECRET_BYTES = 64;
    private static final int LONGEST_SECRET = 100;

    /**
     * How a call ended.
     *
     * @param status of the answer; null where there was none
     */
    public record SignedCallResult(Outcome outcome, Integer status) {}

    @Inject
    private WebhookCalls calls;

    @Inject
    private WebhookSettings settings;

    /** Reads a URL that may be called, as far as that can be said before the call; null where it is absent or wrong. */
    public String url(JsonInput input, String field) {
        var text = input.requiredText(field, EndpointUrl.MAX);
        if (text == null) {
            return null;
        }
        try {
            return EndpointUrl.parse(text, settings.networks()).toString();
        } catch (EndpointUrl.InvalidUrlException e) {
            input.reject(field, e.sentence());
            return null;
        }
    }

    /** Reads a secret as Standard Webhooks has it; null where it is absent or wrong. */
    public String secret(JsonInput input, String field) {
        var text = input.text(field, LONGEST_SECRET);
        if (text != null && !isSecret(text)) {
            input.reject(
                    field, "must be whsec_ and the Base64 of %s to %s bytes", FEWEST_SECRET_BYTES, MOST_SECRET_BYTES);
            return null;
        }
        return text;
    }

    private static boolean isSecret(String text) {
        try {
            var bytes = text.startsWith(WebhookSignature.PREFIX)
                    ? Base64.getDecoder().decode(text.substring(WebhookSignature.PREFIX.length())).length
                    : 0;
            return bytes >= FEWEST_SECRET_BYTES && bytes <= MOST_SECRET_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** A new one, as the receiver's library takes it. */
    public String newSecret() {
        return WebhookSignature.newSecret();
    }

    /** A URL for people to see: without the query, in which a secret may stand. */
    public static String shown(String url) {
        return EndpointUrl.shown(url);
    }

    /** Who answers at a URL: the host in lower case, and the port where it is said. */
    public static String host(String url) {
        return URI.create(url).getRawAuthority().toLowerCase(Locale.ROOT);
    }

    /** Until the whole answer must be there. */
    public Duration longest() {
        return settings.longest();
    }

    /**
     * Posts JSON once. No redirect is followed.
     *
     * @param id by which the receiver knows a copy: the {@code webhook-id}, and the {@code Idempotency-Key}; without a dot
     * @param body the same in each attempt
     * @param handOver asked in the last moment before the body goes out; on false nothing is sent, and the result is
     *     {@link Outcome.Result#LOST_LEASE}
     */
    public SignedCallResult post(String url, String secret, String id, String body, BooleanSupplier handOver) {
        var result = calls.call(
                new WebhookCallTarget(0, url, List.of(secret), true, null, null, null),
                new WebhookMessage(id, body.getBytes(StandardCharsets.UTF_8)),
                Map.of("idempotency-key", id),
                handOver);
        return new SignedCallResult(result.outcome(), result.status());
    }
}
