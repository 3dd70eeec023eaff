package org.belfry.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Samples of what happens too often for separate entries: the first of a kind is recorded immediately, those that follow in its window by one entry
 * with their count. The memory is bounded, whatever strangers do.
 *
 * <p>Each node has its own; they are lost if the node is killed.
 */
public final class Samples {

    /** The most kinds that are distinguished at a time. */
    static final int MOST = 5_000;

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
    public record Counted(Kind kind, long count) {}

    private static final class Window {

        private long count;
        private long end;

        Window(long end) {
            this.end = end;
        }
    }

    private final Map<Kind, Window> windows = new HashMap<>();

    /** @param now Unix seconds */
    public synchronized void add(Kind kind, long now) {
        add(kind, 1, now);
    }

    private void add(Kind kind, long count, long now) {
        var told = windows.size() < MOST || windows.containsKey(kind) ? kind : kind.withoutDetails();
        windows.computeIfAbsent(told, any -> new Window(now)).count += count;
    }

    /** The samples that are due. The caller records them, or {@linkplain #putBack puts them back}. */
    public synchronized List<Counted> take(long now) {
        var due = new ArrayList<Counted>();
        var all = windows.entrySet().iterator();
        while (all.hasNext()) {
            var next = all.next();
            var window = next.getValue();
            if (now < window.end) {
                continue;
            }
            if (window.count == 0) {
                all.remove();
            } else {
                due.add(new Counted(next.getKey(), window.count));
                window.count = 0;
                window.end = now + next.getKey().window();
            }
        }
        return due;
    }

    /** All samples that have not been recorded, at shutdown. */
    public synchronized List<Counted> takeAll() {
        return take(Long.MAX_VALUE / 2);
    }

    /** Drops samples that have not been recorded. */
    public synchronized void forget(Predicate<Kind> some) {
        windows.keySet().removeIf(some);
    }

    /** Takes back samples that could not be recorded. */
    public synchronized void putBack(List<Counted> counted, long now) {
        for (var one : counted) {
            add(one.kind(), one.count(), now);
            var window = windows.get(one.kind());
            if (window != null) {
                window.end = now;
            }
        }
    }
}
