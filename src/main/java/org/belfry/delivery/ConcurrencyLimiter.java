package org.belfry.delivery;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What is on its way on one channel from this node, and what may set out besides. */
public final class ConcurrencyLimiter {

    private final int most;
    private final int mostOfTarget;
    private final Map<String, Integer> byTarget = new HashMap<>();
    private int inFlight;

    /**
     * @param most at a time
     * @param mostOfTarget at a time to one target
     */
    public ConcurrencyLimiter(int most, int mostOfTarget) {
        this.most = most;
        this.mostOfTarget = Math.min(most, mostOfTarget);
    }

    /** How many more may set out. */
    public synchronized int free() {
        return most - inFlight;
    }

    /** The targets to which none may set out. */
    public synchronized Set<String> busy() {
        var busy = new HashSet<String>();
        byTarget.forEach((target, count) -> {
            if (count >= mostOfTarget) {
                busy.add(target);
            }
        });
        return busy;
    }

    /** How many may set out to any target that is not busy. */
    public synchronized int freeOfTarget() {
        return mostOfTarget
                - byTarget.values().stream()
                        .filter(count -> count < mostOfTarget)
                        .mapToInt(Integer::intValue)
                        .max()
                        .orElse(0);
    }

    public synchronized void begin(String target) {
        inFlight++;
        byTarget.merge(target, 1, Integer::sum);
    }

    public synchronized void end(String target) {
        inFlight--;
        byTarget.computeIfPresent(target, (same, count) -> count == 1 ? null : count - 1);
    }
}
