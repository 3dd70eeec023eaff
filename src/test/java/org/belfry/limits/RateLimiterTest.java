package org.belfry.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimiterTest {

    /** A time from anywhere, as the JVM's is. */
    private final AtomicLong nanos = new AtomicLong(-5_000_000_000L);

    private final RateLimiter rateLimiter = new RateLimiter(new RateLimit("personal", 3, 60), nanos::get);

    @Test
    void theQuotaIsUsedUpAndThereAgainWhenTheWindowIsOver() {
        assertThat(rateLimiter.take("ada")).isEqualTo(quota(true, 2, 60));
        pass(10_000);
        assertThat(rateLimiter.take("ada")).isEqualTo(quota(true, 1, 50));
        assertThat(rateLimiter.take("ada")).isEqualTo(quota(true, 0, 50));
        assertThat(rateLimiter.take("ada")).isEqualTo(quota(false, 0, 50));
        pass(49_999);
        assertThat(rateLimiter.take("ada")).isEqualTo(quota(false, 0, 1));
        pass(1);
        assertThat(rateLimiter.take("ada")).isEqualTo(quota(true, 2, 60));
    }

    @Test
    void eachClientHasItsOwnQuota() {
        useUp("ada");
        assertThat(rateLimiter.take("ada").granted()).isFalse();
        assertThat(rateLimiter.take("bob")).isEqualTo(quota(true, 2, 60));
    }

    @Test
    void whatIsRefusedIsNotCounted() {
        useUp("ada");
        for (var i = 0; i < 100; i++) {
            rateLimiter.take("ada");
        }
        pass(60_000);
        assertThat(rateLimiter.take("ada")).isEqualTo(quota(true, 2, 60));
    }

    @Test
    void toLookTakesNothing() {
        assertThat(rateLimiter.usedUp("ada")).isEmpty();
        rateLimiter.take("ada");
        rateLimiter.take("ada");
        assertThat(rateLimiter.usedUp("ada")).isEmpty();
        rateLimiter.take("ada");
        pass(500);
        assertThat(rateLimiter.usedUp("ada")).contains(quota(false, 0, 60));
        pass(59_500);
        assertThat(rateLimiter.usedUp("ada")).isEmpty();
        assertThat(rateLimiter.take("ada")).isEqualTo(quota(true, 2, 60));
    }

    @Test
    void whoWasAwayForAWindowBeginsANewOne() {
        useUp("ada");
        pass(95_000);
        assertThat(rateLimiter.take("ada")).isEqualTo(quota(true, 2, 60));
    }

    @Test
    void manyAtOnceGetNoMoreThanThereIs() throws Exception {
        var shared = new RateLimiter(new RateLimit("personal", 100, 60), nanos::get);
        var granted = new AtomicInteger();
        var threads = Executors.newFixedThreadPool(8);
        for (var thread = 0; thread < 8; thread++) {
            threads.execute(() -> {
                for (var i = 0; i < 50; i++) {
                    if (shared.take("ada").granted()) {
                        granted.incrementAndGet();
                    }
                }
            });
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(granted).hasValue(100);
    }

    @Test
    void theHeadersAreThoseOfTheDraft() {
        var rateLimitStatus = rateLimiter.take("ada");
        assertThat(rateLimitStatus.policy()).isEqualTo("\"personal\";q=3;w=60");
        assertThat(rateLimitStatus.state()).isEqualTo("\"personal\";r=2;t=60");
        assertThat(rateLimitStatus.refusal().status()).isEqualTo(429);
        assertThat(rateLimitStatus.refusal().retryAfter()).isEqualTo(60);
    }

    private void useUp(Object client) {
        for (var i = 0; i < 3; i++) {
            assertThat(rateLimiter.take(client).granted()).isTrue();
        }
    }

    private void pass(long milliseconds) {
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(milliseconds));
    }

    private static RateLimitStatus quota(boolean granted, long remaining, long reset) {
        return new RateLimitStatus(new RateLimit("personal", 3, 60), granted, remaining, reset);
    }
}
