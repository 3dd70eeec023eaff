package org.belfry.inbox.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Draws operations at random. The same seed draws the same ones of the same inboxes. */
final class Operations {

    enum Kind {
        POST,
        POST_AGAIN,
        READ,
        READ_ALL,
        CHANGE,
        DELETE,
        DELETE_OLDER,
        HEARTBEAT,
        COMMAND,
        BROADCAST,
        ERASE
    }

    private static final List<String> CHANGES =
            List.of("read", "unread", "archive", "unarchive", "snooze", "snooze", "unsnooze");
    private static final List<String> COMMANDS = List.of("delivered", "read", "read-all");
    private static final int KEYS = 3;
    private static final int MOST_EVENTS = 4;
    private static final int MOST_IDS = 5;
    private static final int MOST_SECONDS = 30;

    private final Random random;
    private final List<Kind> kinds = new ArrayList<>();

    /** @param weights how often each kind comes, in relation to the others */
    Operations(Random random, Map<Kind, Integer> weights) {
        this.random = random;
        // In the order of the kinds, whatever the map's is.
        for (var kind : Kind.values()) {
            IntStream.range(0, weights.getOrDefault(kind, 0)).forEach(i -> kinds.add(kind));
        }
    }

    /**
     * @param ids of what may be in the inbox; some of it may be gone
     * @param now by the clock of the server
     */
    Operation next(List<Long> ids, long now) {
        var kind = ids.isEmpty() ? Kind.POST : one(kinds);
        return switch (kind) {
            case POST -> new Operation.Post(upTo(MOST_EVENTS));
            case POST_AGAIN -> new Operation.PostAgain("key-" + upTo(KEYS));
            case READ -> new Operation.Read(some(ids));
            case READ_ALL -> new Operation.ReadAll();
            case CHANGE -> change(one(CHANGES), one(ids), now);
            case DELETE -> new Operation.Delete(some(ids));
            case DELETE_OLDER -> new Operation.DeleteOlder(now - upTo(MOST_SECONDS));
            case HEARTBEAT -> new Operation.Heartbeat(upTo(MOST_IDS));
            case COMMAND -> new Operation.Command(one(COMMANDS), some(ids));
            case BROADCAST -> new Operation.Broadcast();
            case ERASE -> new Operation.Erase();
        };
    }

    private Operation change(String action, long id, long now) {
        return new Operation.Change(
                action, id, action.equals("snooze") ? Long.valueOf(now + upTo(MOST_SECONDS)) : null);
    }

    /** One of them may be named twice. */
    private List<Long> some(List<Long> ids) {
        return IntStream.range(0, upTo(MOST_IDS)).mapToObj(i -> one(ids)).collect(Collectors.toList());
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** From 1 on. */
    private int upTo(int most) {
        return 1 + random.nextInt(most);
    }
}
