package org.belfry.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.belfry.platform.Secrets;

/**
 * The credentials that this node has lately seen to be valid, as their SHA-256. They are no permission: each is checked
 * anew at each request. They only tell a client that behaves from another one at the same address.
 */
@ApplicationScoped
public class RecentCredentials {

    static final Duration LATELY = Duration.ofMinutes(10);
    private static final int MOST = 100_000;

    private final Cache<String, Boolean> known;

    RecentCredentials() {
        this(System::nanoTime);
    }

    /** @param nanos a time that only goes forward, in nanoseconds from anywhere */
    RecentCredentials(LongSupplier nanos) {
        known = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(LATELY)
                .ticker(nanos::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    public void remember(String secret) {
        known.put(Secrets.sha256(secret), true);
    }

    public void forget(String secret) {
        known.invalidate(Secrets.sha256(secret));
    }

    public boolean contains(String secret) {
        return known.getIfPresent(Secrets.sha256(secret)) != null;
    }
}
