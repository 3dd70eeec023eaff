package org.belfry.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RecentCredentialsTest {

    private final AtomicLong nanos = new AtomicLong();
    private final RecentCredentials known = new RecentCredentials(nanos::get);

    @Test
    void aCredentialIsKnownForTenMinutesAfterItWasSeen() {
        assertThat(known.contains("secret")).isFalse();
        known.remember("secret");
        pass(9);
        known.remember("secret");
        pass(9);
        assertThat(known.contains("secret")).isTrue();
        assertThat(known.contains("Secret")).isFalse();
        pass(1);
        assertThat(known.contains("secret")).isFalse();
    }

    @Test
    void oneThatIsNoLongerValidIsForgotten() {
        known.remember("secret");
        known.forget("secret");
        assertThat(known.contains("secret")).isFalse();
    }

    private void pass(long minutes) {
        nanos.addAndGet(minutes * 60_000_000_000L);
    }
}
