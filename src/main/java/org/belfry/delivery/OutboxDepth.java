package org.belfry.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.Map;
import org.belfry.catalog.Channel;
import org.belfry.platform.UnixTime;

/** How much waits in the outbox, as it was some seconds ago at most: whoever asks often does not count each time. */
@ApplicationScoped
@Transactional
public class OutboxDepth {

    /** Seconds for which what was counted is good. */
    private static final long FRESH = 10;

    /**
     * @param pending deliveries that wait, be it for their time
     * @param oldestDue seconds for which the oldest has been due; 0 where none is
     */
    public record Depth(long pending, long oldestDue) {

        static final Depth NONE = new Depth(0, 0);
    }

    private record DepthSample(long at, Map<String, Depth> depths) {}

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private UnixTime time;

    private volatile DepthSample sample = new DepthSample(0, Map.of());

    public Depth of(Channel channel) {
        var now = time.now();
        var present = sample;
        if (now - present.at() >= FRESH || now < present.at()) {
            present = new DepthSample(now, count(now));
            sample = present;
        }
        return present.depths().getOrDefault(channel.code(), Depth.NONE);
    }

    private Map<String, Depth> count(long now) {
        var depths = new HashMap<String, Depth>();
        for (var row : entities.createQuery(
                        "select d.channel, count(d), min(d.nextAttemptAt) from Delivery d where d.state = 'pending'"
                                + " group by d.channel",
                        Object[].class)
                .getResultList()) {
            depths.put(
                    (String) row[0],
                    new Depth(((Number) row[1]).longValue(), Math.max(0, now - ((Number) row[2]).longValue())));
        }
        return depths;
    }
}
