package org.belfry.platform;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * Bounds the number of incomplete bodies and their memory. If there are too many, the newest is admitted
 * and the oldest of the same address is evicted: a normal body takes milliseconds, so slow clients make room
 * for normal ones.
 *
 * @param <B> identifies a body
 */
final class BodySlots<B> {

    private final int mostOfAddress;
    private final int most;
    private final long mostBytes;

    /** The bodies of each address, oldest first, with the bytes received of each. */
    private final Map<String, Map<B, Long>> waiting = new HashMap<>();

    private int count;
    private long bytes;

    /** @param mostBytes of all bodies together */
    BodySlots(int mostOfAddress, int most, long mostBytes) {
        this.mostOfAddress = mostOfAddress;
        this.most = most;
        this.mostBytes = mostBytes;
    }

    /**
     * Lets a body in.
     *
     * @return the one that has to go for it
     */
    synchronized Optional<B> enter(String address, B body) {
        var own = waiting.computeIfAbsent(address, first -> new LinkedHashMap<>());
        own.put(body, 0L);
        count++;
        if (own.size() > mostOfAddress) {
            return Optional.of(removeOldest(address));
        }
        return count > most ? Optional.of(removeOldest(largest(Map::size))) : Optional.empty();
    }

    /**
     * Counts bytes of a body that has come in. One that has gone meanwhile is not counted.
     *
     * @return the one evicted for it: the largest of the address that takes the most memory, which may be this one
     */
    synchronized Optional<B> grow(String address, B body, int more) {
        if (!waiting.getOrDefault(address, Map.of()).containsKey(body)) {
            return Optional.empty();
        }
        waiting.get(address).merge(body, (long) more, Long::sum);
        bytes += more;
        if (bytes <= mostBytes) {
            return Optional.empty();
        }
        var greedy = largest(bodies ->
                (int) (bodies.values().stream().mapToLong(Long::longValue).sum() >> 10));
        var biggest = waiting.get(greedy).entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
        leave(greedy, biggest);
        return Optional.of(biggest);
    }

    /** Removes a body that is complete or abandoned. Does nothing if it has been removed already. */
    synchronized void leave(String address, B body) {
        var own = waiting.getOrDefault(address, Map.of());
        if (own.containsKey(body)) {
            count--;
            bytes -= own.remove(body);
            if (own.isEmpty()) {
                waiting.remove(address);
            }
        }
    }

    /** The bodies that are on their way now. */
    synchronized List<B> all() {
        return waiting.values().stream()
                .flatMap(bodies -> bodies.keySet().stream())
                .toList();
    }

    synchronized int count() {
        return count;
    }

    private B removeOldest(String address) {
        var oldest = waiting.get(address).keySet().iterator().next();
        leave(address, oldest);
        return oldest;
    }

    private String largest(ToIntFunction<Map<B, Long>> size) {
        return waiting.entrySet().stream()
                .max(Comparator.comparingInt(entry -> size.applyAsInt(entry.getValue())))
                .orElseThrow()
                .getKey();
    }
}
