package org.belfry.delivery.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.belfry.platform.Problem;
import org.belfry.platform.Secrets;
import org.belfry.platform.UnixTime;

/** Calls an endpoint because somebody wants to see what it answers. A few at a time: somebody waits for each. */
@ApplicationScoped
class WebhookTests {

    private static final int ID_CHARACTERS = 22;

    /** Failed calls are answered no sooner than this: the time of a look-up would reveal whether a name exists in the network. */
    private static final Duration PACE = Duration.ofMillis(500);

    private final Semaphore free = new Semaphore(WebhookCalls.TESTS_AT_ONCE);

    @Inject
    private WebhookEndpoints endpoints;

    @Inject
    private WebhookCalls calls;

    @Inject
    private UnixTime time;

    /**
     * Also of one that is disabled; whatever it answers changes nothing.
     *
     * @return empty where there is no such endpoint any more
     * @throws Problem 429 while too many others are being tried
     */
    public Optional<WebhookCalls.TestCallResult> run(long organizationId, long endpointId) {
        if (!free.tryAcquire()) {
            throw Problem.tooMany(1, "Too many webhooks are being tested; try again later");
        }
        try {
            return endpoints.tested(organizationId, endpointId).map(this::call);
        } finally {
            free.release();
        }
    }

    private WebhookCalls.TestCallResult call(WebhookCallTarget target) {
        var started = System.nanoTime();
        var token = Secrets.token().substring(0, ID_CHARACTERS);
        var result = calls.call(target, WebhookMessage.test(target, token, time.now()), () -> true);
        if (result.status() == null) {
            waitUntil(started + PACE.toNanos());
        }
        return result;
    }

    private static void waitUntil(long end) {
        var left = end - System.nanoTime();
        while (left > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(left);
            left = end - System.nanoTime();
        }
    }
}
