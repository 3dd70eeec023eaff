package org.belfry.stream;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.belfry.access.Caller;

/** How many streams of this node there are of each credential, recipient, organization and address, and how many there may be. */
final class StreamCounts {

    /** The criteria by which streams are counted. */
    enum By {
        CREDENTIAL,
        RECIPIENT,
        ORGANIZATION,
        ADDRESS
    }

    private record Key(By by, Object of) {}

    private record Credential(Caller.Kind kind, long id) {}

    private final Map<By, Integer> most;
    private final Map<Key, Integer> counts = new HashMap<>();

    StreamCounts(Map<By, Integer> most) {
        this.most = new EnumMap<>(most);
    }

    /** The criterion whose limit is reached, if any. */
    synchronized Optional<By> full(StreamSubscription subscription) {
        return keys(subscription).stream()
                .filter(key -> counts.getOrDefault(key, 0) >= most.get(key.by()))
                .map(Key::by)
                .findFirst();
    }

    /** Counts a stream. If a limit is reached, it is not counted, and the result is that criterion. */
    synchronized Optional<By> enter(StreamSubscription subscription) {
        var full = full(subscription);
        if (full.isEmpty()) {
            keys(subscription).forEach(key -> counts.merge(key, 1, Integer::sum));
        }
        return full;
    }

    /** A stream that was counted has ended. */
    synchronized void leave(StreamSubscription subscription) {
        keys(subscription).forEach(key -> counts.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1));
    }

    /** In the order in which they are named to somebody who is refused. */
    private static List<Key> keys(StreamSubscription subscription) {
        var keys = new ArrayList<Key>();
        keys.add(new Key(By.RECIPIENT, subscription.name()));
        var caller = subscription.caller();
        // A host's token is known by its recipient alone.
        if (caller.credentialId() > 0) {
            keys.add(new Key(By.CREDENTIAL, new Credential(caller.kind().standsOn(), caller.credentialId())));
        }
        if (subscription.address() != null) {
            keys.add(new Key(By.ADDRESS, subscription.address()));
        }
        keys.add(new Key(By.ORGANIZATION, caller.organizationId()));
        return keys;
    }
}
