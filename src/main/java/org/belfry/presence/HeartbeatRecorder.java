package org.belfry.presence;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.belfry.inbox.HeartbeatReceived;
import org.belfry.platform.UnixTime;

/** Hears the heartbeats of this node, and notes those that are news: most cost no statement. */
@ApplicationScoped
public class HeartbeatRecorder {

    private static final Logger LOG = Logger.getLogger(HeartbeatRecorder.class.getName());

    /** Seconds for which nothing is noted after a heartbeat that was, by a node. */
    static final int NOTED_EVERY = 10;

    /** Of whoever is not remembered each heartbeat is noted. */
    private static final int REMEMBERED = 50_000;

    @Inject
    private AgentPresences presences;

    @Inject
    private UnixTime time;

    /** The second of the last heartbeat that was noted, by recipient. */
    private final Cache<Long, Long> noted =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    /** What was claimed is claimed, whatever becomes of this. */
    void onHeartbeat(@Observes HeartbeatReceived heartbeat) {
        var now = time.now();
        var last = noted.getIfPresent(heartbeat.inboxId());
        if (last != null && now >= last && now < last + NOTED_EVERY) {
            return;
        }
        try {
            presences.seen(heartbeat.inboxId());
            noted.put(heartbeat.inboxId(), now);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, e, () -> "A heartbeat of " + heartbeat.inboxId() + " was not recorded");
        }
    }
}
