package org.belfry.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A bucket for each client of one limit, filled anew when its window is over. A bucket that was not asked for a whole
 * window would be full, so it is forgotten. Where there are too many, those that are asked least go first.
 */
final class RateLimiter {

    static final int MOST = 100_000;

    private final RateLimit limit;
    private final TimeMeter meter;
    private final Cache<Object, Bucket> buckets;

    /** @param nanos a time that only goes forward, in nanoseconds from anywhere */
    RateLimiter(RateLimit limit, LongSupplier nanos) {
        this.limit = limit;
        this.meter = new Meter(nanos);
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterAccess(Duration.ofSeconds(limit.window()))
                .ticker(nanos::getAsLong)
                // Not on threads of the JVM, which would outlive the application.
                .executor(Runnable::run)
                .build();
    }

    /** Takes one request of a client's quota, if one is left. */
    RateLimitStatus take(Object client) {
        var taken = buckets.get(client, unknown -> full()).tryConsumeAndReturnRemaining(1);
        return new RateLimitStatus(
                limit, taken.isConsumed(), taken.getRemainingTokens(), seconds(taken.getNanosToWaitForReset()));
    }

    /** The quota of a client that has used it up; empty for all others. Nothing is taken. */
    Optional<RateLimitStatus> usedUp(Object client) {
        return Optional.ofNullable(buckets.getIfPresent(client))
                .map(bucket -> bucket.estimateAbilityToConsume(1))
                .filter(estimate -> !estimate.canBeConsumed())
                .map(estimate -> new RateLimitStatus(limit, false, 0, seconds(estimate.getNanosToWaitForRefill())));
    }

    private Bucket full() {
        return Bucket.builder()
                .addLimit(window -> window.capacity(limit.quota())
                        .refillIntervally(limit.quota(), Duration.ofSeconds(limit.window())))
                .withCustomTimePrecision(meter)
                .build();
    }

    /** Rounded up, so that whoever waits so long has waited long enough. */
    private static long seconds(long nanos) {
        var second = TimeUnit.SECONDS.toNanos(1);
        return Math.max(1, (nanos + second - 1) / second);
    }

    private record Meter(LongSupplier nanos) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return nanos.getAsLong();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
