package org.belfry.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BucketsTest {

    /** A time from anywhere, as the JVM's is. */
    private final AtomicLong nanos = new AtomicLong(-5_000_000_000L);

    private final Buckets buckets = new Buckets(new Limit("personal", 3, 60), nanos::get);

    @Test
    void theQuotaIsUsedUpAndThereAgainWhenTheWindowIsOver() {
        assertThat(buckets.take("ada")).isEqualTo(quota(true, 2, 60));
        pass(10_000);
        assertThat(buckets.take("ada")).isEqualTo(quota(true, 1, 50));
        assertThat(buckets.take("ada")).isEqualTo(quota(true, 0, 50));
        assertThat(buckets.take("ada")).isEqualTo(quota(false, 0, 50));
        pass(49_999);
        assertThat(buckets.take("ada")).isEqualTo(quota(false, 0, 1));
        pass(1);
        assertThat(buckets.take("ada")).isEqualTo(quota(true, 2, 60));
    }

    @Test
    void eachClientHasItsOwnQuota() {
        useUp("ada");
        assertThat(buckets.take("ada").granted()).isFalse();
        assertThat(buckets.take("bob")).isEqualTo(quota(true, 2, 60));
    }

    @Test
    void whatIsRefusedIsNotCounted() {
        useUp("ada");
        for (var i = 0; i < 100; i++) {
            buckets.take("ada");
        }
        pass(60_000);
        assertThat(buckets.take("ada")).isEqualTo(quota(true, 2, 60));
    }

    @Test
    void toLookTakesNothing() {
        assertThat(buckets.usedUp("ada")).isEmpty();
        buckets.take("ada");
        buckets.take("ada");
        assertThat(buckets.usedUp("ada")).isEmpty();
        buckets.take("ada");
        pass(500);
        assertThat(buckets.usedUp("ada")).contains(quota(false, 0, 60));
        pass(59_500);
        assertThat(buckets.usedUp("ada")).isEmpty();
        assertThat(buckets.take("ada")).isEqualTo(quota(true, 2, 60));
    }

    @Test
    void whoWasAwayForAWindowBeginsANewOne() {
        useUp("ada");
        pass(95_000);
        assertThat(buckets.take("ada")).isEqualTo(quota(true, 2, 60));
    }

    @Test
    void manyAtOnceGetNoMoreThanThereIs() throws Exception {
        var shared = new Buckets(new Limit("personal", 100, 60), nanos::get);
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
        var quota = buckets.take("ada");
        assertThat(quota.policy()).isEqualTo("\"personal\";q=3;w=60");
        assertThat(quota.state()).isEqualTo("\"personal\";r=2;t=60");
        assertThat(quota.refusal().status()).isEqualTo(429);
        assertThat(quota.refusal().retryAfter()).isEqualTo(60);
    }

    private void useUp(Object client) {
        for (var i = 0; i < 3; i++) {
            assertThat(buckets.take(client).granted()).isTrue();
        }
    }

    private void pass(long milliseconds) {
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(milliseconds));
    }

    private static Quota quota(boolean granted, long remaining, long reset) {
        return new Quota(new Limit("personal", 3, 60), granted, remaining, reset);
    }
}
