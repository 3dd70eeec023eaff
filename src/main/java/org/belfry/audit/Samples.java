package org.belfry.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What happens too often for an entry each: the first of a kind is recorded at once, and those that follow within its window by one entry
 * with their number. Their memory is bounded, whatever strangers do.
 *
 * <p>Of one node, and forgotten when it is killed.
 */
public final class Samples {

    /** Most kinds that are told apart at a time. */
    static final int MOST = 5_000;

    /**
     * What is counted together.
     *
     * @param organizationId in whose log it is; 0 for that of the organization {@code default}
     * @param subject null where the action says it all
     * @param window seconds
     */
    public record Kind(Actor actor, long organizationId, Action action, String subject, long window) {

        /** Of more than can be told apart it is only said that they were there. */
        Kind withoutDetails() {
            return new Kind(Actor.anonymous(null), organizationId, action, null, window);
        }
    }

    /** So many of a kind, since the last time that it was recorded. */
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

    /** What is to be recorded now. Whoever takes it records it, or {@linkplain #putBack puts it back}. */
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

    /** All that was not recorded yet, at the end. */
    public synchronized List<Counted> takeAll() {
        return take(Long.MAX_VALUE / 2);
    }

    /** What was not recorded yet never is. */
    public synchronized void forget(Predicate<Kind> some) {
        windows.keySet().removeIf(some);
    }

    /** It could not be recorded: it is taken again the next time. */
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
