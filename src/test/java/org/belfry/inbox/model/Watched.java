package org.belfry.inbox.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.belfry.testing.Crowd;
import org.belfry.testing.Crowd.Change;
import org.belfry.testing.Crowd.Watcher;

/** The clients that watch one inbox from its beginning, one in each way, whatever cuts them off. */
final class Watched {

    private final String recipient;
    private final List<Watcher> watchers;

    Watched(Crowd crowd, String recipient) {
        this.recipient = recipient;
        this.watchers =
                List.of(crowd.join(recipient, Crowd.Way.WEBSOCKET), crowd.join(recipient, Crowd.Way.EVENT_STREAM));
    }

    /** Returns when all are connected: no ticket is in use that would expire if the clock moved. */
    void awaitConnected() {
        Awaitility.await(recipient + " is watched")
                .until(() -> watchers.stream().allMatch(Watcher::isConnected));
    }

    /**
     * Waits until they were sent the last change, and compares.
     *
     * @param listed the inbox as it is now; its last change must be one that is sent
     */
    void checkHolds(ListedInbox listed) {
        Awaitility.await("all changes of " + recipient)
                .until(() -> watchers.stream().allMatch(watcher -> watcher.position() >= listed.modseq()));
        var there = listed.byId();
        var expected = there.values().stream()
                .collect(Collectors.toMap(it -> it.id(), it -> InboxCopy.Held.of(it, it.isRead())));
        for (var watcher : watchers) {
            var changes = watcher.changes();
            assertThat(changes.stream().map(Change::modseq))
                    .as("the modseqs that a client of %s was sent", recipient)
                    .isSorted()
                    .doesNotHaveDuplicates()
                    .endsWith(listed.modseq());
            assertThat(changes.get(changes.size() - 1).unreadCount()).isEqualTo(listed.unreadCount());
            assertThat(InboxCopy.of(changes, there.keySet()))
                    .as("what a client of %s holds", recipient)
                    .isEqualTo(expected);
        }
    }

    /** Each was sent changes that happened, in order, and all that no later change replaced. */
    void checkSent(ModelInbox model) {
        for (var watcher : watchers) {
            var sent = watcher.changes().stream()
                    .map(change -> new ModelInbox.Change(change.frame(), change.modseq(), change.id()))
                    .toList();
            assertThat(model.changes()).as(recipient).containsSubsequence(sent);
            assertThat(sent).as(recipient).containsAll(model.standingChanges());
        }
    }
}
