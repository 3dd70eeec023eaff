package org.belfry.delivery.webhook;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.belfry.delivery.Outcome;
import org.belfry.delivery.Outcome.Result;
import org.belfry.delivery.http.HttpCallException;
import org.belfry.delivery.http.LeaseLostException;
import org.belfry.delivery.http.OutboundHttpClient;

/** Calls endpoints, each call signed and guarded. Never within a transaction. */
@ApplicationScoped
class WebhookCalls {

    private static final Logger LOG = Logger.getLogger(WebhookCalls.class.getName());

    /** Beside those that the outbox sends. */
    static final int TESTS_AT_ONCE = 4;

    /**
     * How a call ended.
     *
     * @param status of the answer; null where there was none
     * @param millis until it was there; null where there was none
     */
    record TestCallResult(Outcome outcome, Integer status, Long millis) {}

    @Inject
    private WebhookSettings settings;

    @Inject
    private Clock clock;

    private AddressGuard guard;
    private AddressGuard guardOfPlain;
    private OutboundHttpClient calls;

    /** Plain http leaves the networks of the deployment never. */
    private OutboundHttpClient plainCalls;

    @PostConstruct
    void open() {
        guard = new AddressGuard(settings.networks(), true);
        guardOfPlain = new AddressGuard(settings.networks(), false);
        var atOnce = settings.concurrency() + TESTS_AT_ONCE + SignedHttpCalls.AT_ONCE;
        calls = new OutboundHttpClient(guard, atOnce, settings.longest());
        plainCalls = new OutboundHttpClient(guardOfPlain, atOnce, settings.longest());
    }

    @PreDestroy
    void close() {
        for (var client : new AutoCloseable[] {calls, plainCalls, guard, guardOfPlain}) {
            try {
                client.close();
            } catch (Exception e) {
                LOG.log(Level.FINE, "A client of webhooks was not closed", e);
            }
        }
    }

    /** @param handOver asked in the last moment before the message goes out; on false nothing is sent */
    public TestCallResult call(WebhookCallTarget target, WebhookMessage message, BooleanSupplier handOver) {
        return call(target, message, Map.of(), handOver);
    }

    /** @param more headers beside those of the signature */
    public TestCallResult call(
            WebhookCallTarget target, WebhookMessage message, Map<String, String> more, BooleanSupplier handOver) {
        var url = URI.create(target.url());
        var isPlain = url.getScheme().equalsIgnoreCase("http");
        var started = System.nanoTime();
        var timestamp = clock.instant().getEpochSecond();
        var headers = new HashMap<>(more);
        headers.put("webhook-id", message.id());
        headers.put("webhook-timestamp", String.valueOf(timestamp));
        headers.put(
                "webhook-signature", WebhookSignature.of(target.secrets(), message.id(), timestamp, message.body()));
        try {
            var response =
                    (isPlain ? plainCalls : calls).post(url, headers, "application/json", message.body(), handOver);
            var millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
            return new TestCallResult(
                    WebhookOutcome.of(response, isQuoted(target, url, isPlain), clock.instant()),
                    response.status(),
                    millis);
        } catch (HttpCallException e) {
            LOG.log(Level.INFO, () -> target + ": " + e.getMessage());
            var late = System.nanoTime() - started >= settings.longest().toNanos();
            return new TestCallResult(WebhookOutcome.of(e, isQuoted(target, url, isPlain), late), null, null);
        } catch (LeaseLostException e) {
            return new TestCallResult(Outcome.of(Result.LOST_LEASE, e.getMessage()), null, null);
        }
    }

    /**
     * Answers from the deployment's own networks are not shown to the owner of an endpoint, nor a target's answers to the
     * schedule's owner, who may be anybody.
     */
    private boolean isQuoted(WebhookCallTarget target, URI url, boolean isPlain) {
        return target.id() != 0 && !isPlain && !guard.isInside(url.getHost());
    }
}
