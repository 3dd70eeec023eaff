package org.belfry.threshold;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.json.JsonNumber;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.belfry.inbox.Event.Content;
import org.belfry.intake.EventStored;
import org.belfry.platform.BackgroundExecutor;
import org.belfry.platform.ClusterBus;
import org.belfry.platform.JsonBodies;
import org.belfry.platform.Secrets;

/**
 * Notes which events count, in the transaction that stores them. What an organization's thresholds are is kept for a while, so that an
 * event which counts for none costs nothing; a change is known at once on its node, and a moment later on the others.
 */
@ApplicationScoped
public class HitRecorder {

    /** Something counts that did not before. */
    record HitRecorded() {}

    /** The member by which an event says that a threshold raised it: it counts for none. */
    static final String MARK = "rule_id";

    private static final String WORD = "thresholds";
    private static final int ORGANIZATIONS = 10_000;

    /** Where the other nodes are not heard, a change is known after so long at the latest. */
    private static final Duration KEPT = Duration.ofSeconds(30);

    /** More than this of one event does not count: sums stay far from where a number ends. */
    private static final long HEAVIEST = 1_000_000_000_000L;

    private record WatchedThreshold(long id, Threshold.Condition condition) {}

    @Inject
    private Thresholds thresholds;

    @Inject
    private ClusterBus cluster;

    @Inject
    private BackgroundExecutor background;

    @Inject
    private Event<HitRecorded> hitRecorded;

    private final Cache<Long, List<WatchedThreshold>> watched = Caffeine.newBuilder()
            .maximumSize(ORGANIZATIONS)
            .expireAfterWrite(KEPT)
            .build();

    void onStored(@Observes EventStored stored) {
        var event = stored.event();
        var of = watched.get(event.organizationId(), this::load);
        if (of.isEmpty()) {
            return;
        }
        var content = event.content();
        if (stored.isOwn() && content.data() != null && content.data().contains('"' + MARK + '"')) {
            return;
        }
        for (var one : of) {
            var weight = counts(one.condition(), content) ? weight(one.condition(), content) : 0;
            if (weight > 0) {
                thresholds.note(
                        new ThresholdHit(one.id(), hash(content.dedupKey()), event.id(), weight, event.createdAt()));
                hitRecorded.fire(new HitRecorded());
            }
        }
    }

    void onChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) Thresholds.ThresholdsChanged change) {
        watched.invalidate(change.organizationId());
        if (cluster.hasOtherNodes()) {
            background.execute(() -> cluster.publish(List.of(WORD + ":" + change.organizationId())));
        }
    }

    void onHeard(@Observes ClusterBus.MessagesReceived received) {
        for (var word : received.messages()) {
            if (word.startsWith(WORD + ":")) {
                watched.invalidate(Long.valueOf(word.substring(WORD.length() + 1)));
            }
        }
    }

    /** What was said while nobody listened is not known. */
    void onListening(@Observes ClusterBus.ListeningStarted again) {
        watched.invalidateAll();
    }

    private List<WatchedThreshold> load(long organizationId) {
        return thresholds.of(organizationId).stream()
                .filter(Threshold::isEnabled)
                .map(threshold -> new WatchedThreshold(threshold.id(), threshold.condition()))
                .toList();
    }

    static boolean counts(Threshold.Condition condition, Content content) {
        return condition.type().equals(content.type())
                && (condition.key() == null || condition.key().equals(content.dedupKey()));
    }

    /** How much an event counts; 0 where the member that is added up is missing, no number, or not positive. */
    static long weight(Threshold.Condition condition, Content content) {
        if (condition.sumOf() == null) {
            return 1;
        }
        var value =
                content.data() == null ? null : JsonBodies.parse(content.data()).get(condition.sumOf());
        return value instanceof JsonNumber number
                ? number.bigDecimalValue()
                        .max(BigDecimal.ZERO)
                        .min(BigDecimal.valueOf(HEAVIEST))
                        .longValue()
                : 0;
    }

    /** Events without a key are counted together, apart from all others. */
    static String hash(String eventKey) {
        return Secrets.sha256(Objects.requireNonNullElse(eventKey, "\0"));
    }
}
