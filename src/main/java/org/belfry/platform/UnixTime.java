package org.belfry.platform;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Clock;

/** The present time as the wire and the tables have it: Unix seconds, UTC. */
@Dependent
public class UnixTime {

    private final Clock clock;

    @Inject
    public UnixTime(Clock clock) {
        this.clock = clock;
    }

    /** The present second. */
    public long now() {
        return clock.instant().getEpochSecond();
    }
}
