package org.belfry.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.belfry.platform.Database;
import org.belfry.platform.Sentence;
import org.belfry.platform.UnixTime;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Says which channel is stopped, and nothing else: anyone may ask. It is up all the same: a node without its mail provider takes events, and neither another node nor
 * a new start would help.
 */
@Readiness
@ApplicationScoped
public class DeliveryHealth implements HealthCheck {

    @Inject
    private ChannelSenders senders;

    @Inject
    private Circuits circuits;

    @Inject
    private Database database;

    @Inject
    private UnixTime time;

    /** Whoever asks before the application has started would make beans before the server has all that they are given. */
    private volatile boolean started;

    void start(@Observes @Initialized(ApplicationScoped.class) Object context) {
        started = true;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("deliveries").up();
        if (!started || !database.isMigrated()) {
            return answer.build();
        }
        var now = time.now();
        for (var sender : senders.all()) {
            var channel = sender.channel().code();
            var own = circuits.known().get(channel);
            answer.withData(
                    channel,
                    sender.unavailable()
                            .map(Sentence::english)
                            .orElseGet(() -> own == null || own.state(now) == Circuit.State.CLOSED
                                    ? "ok"
                                    : own.state(now).code()));
            var endpoints = circuits.known().values().stream()
                    .filter(circuit -> circuit.target().startsWith(channel + ":"))
                    .filter(circuit -> !circuit.mayTry(now))
                    .count();
            if (endpoints > 0) {
                answer.withData(channel + "_endpoints_stopped", endpoints);
            }
        }
        return answer.build();
    }
}
