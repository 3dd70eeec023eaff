package org.belfry.delivery.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.belfry.catalog.Channel;
import org.belfry.delivery.ChannelSender;
import org.belfry.delivery.LeasedMessage;
import org.belfry.delivery.Outcome;
import org.belfry.delivery.Outcome.Result;
import org.belfry.delivery.RetryPolicy;
import org.belfry.platform.Sentence;

/** Sends webhooks. */
@ApplicationScoped
public class WebhookSender implements ChannelSender {

    private static final int CONCURRENCY_OF_ENDPOINT = 4;

    @Inject
    private WebhookSettings settings;

    @Inject
    private WebhookEndpoints endpoints;

    @Inject
    private WebhookCalls calls;

    @Override
    public Channel channel() {
        return Channel.WEBHOOK;
    }

    @Override
    public Optional<Sentence> unavailable() {
        return Optional.empty();
    }

    @Override
    public int concurrency() {
        return settings.concurrency();
    }

    @Override
    public int concurrencyOfTarget() {
        return Math.min(CONCURRENCY_OF_ENDPOINT, settings.concurrency());
    }

    @Override
    public RetryPolicy retries() {
        return settings.retries();
    }

    @Override
    public String settings() {
        return settings.digest();
    }

    @Override
    public Outcome send(LeasedMessage delivery, BooleanSupplier handOver) {
        var target = delivery.endpointId() == null
                ? Optional.<WebhookCallTarget>empty()
                : endpoints.callTarget(delivery.endpointId());
        if (target.isEmpty()) {
            return Outcome.of(Result.REFUSED, "the endpoint was removed");
        }
        var endpoint = target.get();
        if (!endpoint.enabled()) {
            return Outcome.of(Result.REFUSED, "the endpoint is disabled: " + endpoint.disabledReason());
        }
        var result = calls.call(endpoint, WebhookMessage.of(delivery), handOver);
        if (result.status() != null && result.status() == WebhookOutcome.GONE) {
            endpoints.gone(endpoint, result.outcome().answer());
        }
        return lastWord(result.outcome(), delivery.attempt());
    }

    /** A receiver knows a copy, so it was asked as often as there are attempts: who never answers is given up as others are. */
    private Outcome lastWord(Outcome outcome, int attempt) {
        return outcome.result() == Result.UNCERTAIN && attempt >= retries().maxAttempts()
                ? Outcome.of(Result.UNAVAILABLE, outcome.answer())
                : outcome;
    }
}
