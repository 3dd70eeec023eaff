package org.belfry.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What happens too often for an entry each: the first of a kind is recorded at once, and those that follow within its window by one entry
 * with their number. Their memory is bounded, whatever strangers do, and of each organization by itself: who fills up the log of one takes
 * nothing from that of another.
 *
 * <p>Each node has its own; they are lost if the node is killed.
 */
public final class AuditSampler {

    /** Most kinds of one organization that are told apart at a time. */
    static final int MOST = 5_000;

    /** The same of all organizations together. */
    static final int MOST_OF_ALL = 50_000;

    /**
     * What is counted together.
     *
     * @param organizationId in whose log it is; 0 for that of the organization {@code default}
     * @param subject null if the action says everything
     * @param window seconds
     */
    public record Kind(Actor actor, long organizationId, Action action, String subject, long window) {

        /** Beyond the most kinds, only the action is counted. */
        Kind withoutDetails() {
            return new Kind(Actor.anonymous(null), organizationId, action, null, window);
        }
    }

    /** The number of one kind since it was last recorded. */
    public record SampleCount(Kind kind, long count) {}

    private static final class Window {

        private long count;
        private long end;

        Window(long end) {
            this.end = end;
        }
    }

    private final Map<Kind, Window> windows = new HashMap<>();

    /** How many of them there are of each organization. */
    private final Map<Long, Integer> counts = new HashMap<>();

    /** @param now Unix seconds */
    public synchronized void add(Kind kind, long now) {
        add(kind, 1, now);
    }

    private void add(Kind kind, long count, long now) {
        var told = isRoomFor(kind) || windows.containsKey(kind) ? kind : kind.withoutDetails();
        windows.computeIfAbsent(told, any -> {
                    counts.merge(told.organizationId(), 1, Integer::sum);
                    return new Window(now);
                })
                .count += count;
    }

    private boolean isRoomFor(Kind kind) {
        return windows.size() < MOST_OF_ALL && counts.getOrDefault(kind.organizationId(), 0) < MOST;
    }

    private void gone(Kind kind) {
        counts.computeIfPresent(kind.organizationId(), (same, count) -> count == 1 ? null : count - 1);
    }

    /** The samples that are due. The caller records them, or {@linkplain #putBack puts them back}. */
    public synchronized List<SampleCount> take(long now) {
        var due = new ArrayList<SampleCount>();
        var all = windows.entrySet().iterator();
        while (all.hasNext()) {
            var next = all.next();
            var window = next.getValue();
            if (now < window.end) {
                continue;
            }
            if (window.count == 0) {
                all.remove();
                gone(next.getKey());
            } else {
                due.add(new SampleCount(next.getKey(), window.count));
                window.count = 0;
                window.end = now + next.getKey().window();
            }
        }
        return due;
    }

    /** All samples that have not been recorded, at shutdown. */
    public synchronized List<SampleCount> takeAll() {
        return take(Long.MAX_VALUE / 2);
    }

    /** Drops samples that have not been recorded. */
    public synchronized void forget(Predicate<Kind> some) {
        windows.keySet().removeIf(kind -> {
            var isForgotten = some.test(kind);
            if (isForgotten) {
                gone(kind);
            }
            return isForgotten;
        });
    }

    /** Takes back samples that could not be recorded. */
    public synchronized void putBack(List<SampleCount> sampleCount, long now) {
        for (var one : sampleCount) {
            add(one.kind(), one.count(), now);
            var window = windows.get(one.kind());
            if (window != null) {
                window.end = now;
            }
        }
    }
}
