package org.belfry.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.belfry.access.Caller;
import org.belfry.access.Role;
import org.belfry.stream.StreamCounts.By;
import org.junit.jupiter.api.Test;

class StreamCountsTest {

    private final StreamCounts counts =
            new StreamCounts(Map.of(By.RECIPIENT, 2, By.CREDENTIAL, 3, By.ADDRESS, 4, By.ORGANIZATION, 5));

    private static StreamSubscription watch(Caller.Kind kind, long credential, long inbox, String address) {
        return new StreamSubscription(
                        new Caller(kind, credential, "name", 1, "default", Role.VIEWER, null, null),
                        "recipient " + inbox)
                .from(address);
    }

    private static StreamSubscription watch(long credential, long inbox, String address) {
        return watch(Caller.Kind.API_KEY, credential, inbox, address);
    }

    @Test
    void eachBoundHoldsByItself() {
        assertThat(counts.enter(watch(1, 1, "a"))).isEmpty();
        assertThat(counts.enter(watch(1, 1, "a"))).isEmpty();
        assertThat(counts.enter(watch(2, 1, "b"))).contains(By.RECIPIENT);
        assertThat(counts.enter(watch(1, 2, "a"))).isEmpty();
        assertThat(counts.enter(watch(1, 3, "b"))).contains(By.CREDENTIAL);
        assertThat(counts.enter(watch(2, 3, "a"))).isEmpty();
        assertThat(counts.enter(watch(2, 4, "a"))).contains(By.ADDRESS);
        assertThat(counts.enter(watch(2, 4, "b"))).isEmpty();
        assertThat(counts.enter(watch(3, 5, "c"))).contains(By.ORGANIZATION);
    }

    @Test
    void aTokenCountsForTheKeyItWasMadeWith() {
        counts.enter(watch(Caller.Kind.API_KEY, 1, 1, "a"));
        counts.enter(watch(Caller.Kind.KEY_TOKEN, 1, 2, "a"));
        counts.enter(watch(Caller.Kind.KEY_TOKEN, 1, 3, "a"));

        assertThat(counts.full(watch(Caller.Kind.KEY_TOKEN, 1, 4, "b"))).contains(By.CREDENTIAL);
        assertThat(counts.full(watch(Caller.Kind.SESSION, 1, 4, "b"))).isEmpty();
        assertThat(counts.full(watch(Caller.Kind.HOST_TOKEN, 0, 4, "b"))).isEmpty();
    }

    @Test
    void whatEndsMakesRoomAndWhatWasRefusedTakesNone() {
        counts.enter(watch(1, 1, "a"));
        counts.enter(watch(1, 1, "a"));
        assertThat(counts.enter(watch(1, 1, "a"))).contains(By.RECIPIENT);

        counts.leave(watch(1, 1, "a"));

        assertThat(counts.enter(watch(1, 1, "a"))).isEmpty();
        counts.leave(watch(1, 1, "a"));
        counts.leave(watch(1, 1, "a"));
        assertThat(counts.full(watch(1, 1, "a"))).isEmpty();
    }
}
