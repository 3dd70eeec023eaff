package org.belfry.inbox;

import java.util.Map;
import java.util.stream.Stream;

/**
 * From when on notifications are old.
 *
 * @param general for all types that have no cut-off of their own
 * @param ofTypes by the code of the type
 */
public record Cutoffs(Cutoff general, Map<String, Cutoff> ofTypes) {

    /** Nothing was created before this second. */
    public static final long NEVER = 0;

    /**
     * Unix seconds: what was created before is old.
     *
     * @param read for what was read; {@link #NEVER} for never
     * @param unread for what was not
     */
    public record Cutoff(long read, long unread) {

        long latest() {
            return Math.max(read, unread);
        }
    }

    public Cutoffs {
        ofTypes = Map.copyOf(ofTypes);
    }

    public Cutoff of(String type) {
        return ofTypes.getOrDefault(type, general);
    }

    boolean isOld(String type, boolean read, long createdAt) {
        var cutoff = of(type);
        return createdAt < (read ? cutoff.read() : cutoff.unread());
    }

    /** Whatever was created in this second or later is not old. */
    public long latest() {
        return Stream.concat(Stream.of(general), ofTypes.values().stream())
                .mapToLong(Cutoff::latest)
                .max()
                .orElse(NEVER);
    }

    /** The same of what was read: an event that nobody has any more is kept as long as one that was read. */
    public long latestRead() {
        return Stream.concat(Stream.of(general), ofTypes.values().stream())
                .mapToLong(Cutoff::read)
                .max()
                .orElse(NEVER);
    }
}
