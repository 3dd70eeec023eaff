package org.belfry.inbox.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.belfry.testing.Crowd.Change;
import org.belfry.testing.NotificationState;

/**
 * What a client holds that began with an empty inbox and goes by its frames: {@code notification} replaces by id, {@code read-all} marks
 * what it holds up to that modseq, after a {@code reset} it lists again.
 */
final class InboxCopy {

    /** One that it holds. Receipts are no news, and when all were read together a frame does not say: so of these it knows no times. */
    record Held(long id, long modseq, int occurrences, boolean isRead, Long archivedAt, Long snoozedUntil) {

        static Held of(NotificationState it, boolean isRead) {
            return new Held(it.id(), it.modseq(), it.occurrences(), isRead, it.archivedAt(), it.snoozedUntil());
        }
    }

    private final Map<Long, Held> held = new HashMap<>();
    private final Set<Long> listed;

    /** @param listed what is still there at the end: only that is kept when it lists again */
    InboxCopy(Set<Long> listed) {
        this.listed = listed;
    }

    static Map<Long, Held> of(List<Change> changes, Set<Long> listed) {
        var copy = new InboxCopy(listed);
        changes.forEach(copy::apply);
        return copy.held;
    }

    private void apply(Change change) {
        switch (change.frame()) {
            case "notification" ->
                held.put(
                        change.id(),
                        Held.of(change.notification(), change.notification().isRead()));
            case "read-all" -> held.replaceAll((id, it) -> it.modseq() <= change.modseq() ? read(it) : it);
            case "reset" -> held.keySet().retainAll(listed);
            default -> throw new IllegalArgumentException(change.frame());
        }
    }

    private static Held read(Held it) {
        return new Held(it.id(), it.modseq(), it.occurrences(), true, it.archivedAt(), it.snoozedUntil());
    }
}
