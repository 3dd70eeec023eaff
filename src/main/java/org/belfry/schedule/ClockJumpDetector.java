package org.belfry.schedule;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Notices when this node's clock is put forward, by what passes between two looks. */
@ApplicationScoped
class ClockJumpDetector {

    private static final long TOLERATED_MILLIS = 5_000;
    private static final int REMEMBERED = 20;

    /**
     * A step forward.
     *
     * @param from Unix seconds that the clock showed before, or would have
     * @param to what it showed after
     */
    record Jump(long from, long to) {

        /** Empty where as much time has passed as the clock says, or more. */
        static Optional<Jump> between(long millisBefore, long millisNow, long millisPassed) {
            return millisNow - millisBefore - millisPassed > TOLERATED_MILLIS
                    ? Optional.of(new Jump((millisBefore + millisPassed) / 1000, millisNow / 1000))
                    : Optional.empty();
        }
    }

    @Inject
    private Clock clock;

    private final Deque<Jump> jumps = new ArrayDeque<>();
    private long millis;
    private long nanos;
    private boolean looked;

    /** To be called about every second. */
    synchronized void check() {
        var millisNow = clock.instant().toEpochMilli();
        var nanosNow = System.nanoTime();
        if (looked) {
            Jump.between(millis, millisNow, TimeUnit.NANOSECONDS.toMillis(nanosNow - nanos))
                    .ifPresent(jump -> {
                        jumps.addLast(jump);
                        if (jumps.size() > REMEMBERED) {
                            jumps.removeFirst();
                        }
                    });
        }
        looked = true;
        millis = millisNow;
        nanos = nanosNow;
    }

    /** The step in which the clock went over a second; null where it did not. */
    synchronized Jump over(long second) {
        return jumps.stream()
                .filter(jump -> jump.from() <= second && second < jump.to())
                .findFirst()
                .orElse(null);
    }
}
