package org.belfry.inbox.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import org.belfry.inbox.model.Operations.Kind;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.NotificationState;

/** An inbox that all clients use at the same time. Nobody can predict an answer, but the answers must add up. */
final class SharedInbox {

    /** The operations that clients perform, and how often. */
    enum Use {
        /** Nothing is removed, and nothing becomes unread again. */
        READING(Map.of(Kind.POST, 4, Kind.READ, 6, Kind.READ_ALL, 1, Kind.HEARTBEAT, 3)),
        /** Nothing is read. */
        REMOVING(Map.of(Kind.POST, 6, Kind.POST_AGAIN, 2, Kind.DELETE, 8, Kind.DELETE_OLDER, 1, Kind.HEARTBEAT, 3)),
        /** All operations but erasure. */
        EVERYTHING(Map.of(
                Kind.POST, 6,
                Kind.POST_AGAIN, 3,
                Kind.READ, 3,
                Kind.READ_ALL, 1,
                Kind.CHANGE, 9,
                Kind.DELETE, 4,
                Kind.DELETE_OLDER, 1,
                Kind.HEARTBEAT, 2,
                Kind.COMMAND, 1,
                Kind.BROADCAST, 1)),
        /** The recipient is erased again and again. */
        ERASED(Map.of(
                Kind.POST, 6,
                Kind.POST_AGAIN, 3,
                Kind.READ, 3,
                Kind.READ_ALL, 1,
                Kind.CHANGE, 6,
                Kind.DELETE, 3,
                Kind.HEARTBEAT, 2,
                Kind.ERASE, 1));

        private final Map<Kind, Integer> weights;

        Use(Map<Kind, Integer> weights) {
            this.weights = weights;
        }

        Map<Kind, Integer> weights() {
            return weights;
        }
    }

    /** Few enough that clients often choose the same notification. */
    private static final int CHOICE = 16;

    private static final int MOST_CLAIMED = 500;

    private final Use use;
    private final String recipient;
    private final Ledger ledger = new Ledger();

    SharedInbox(Use use) {
        this.use = use;
        this.recipient = use.name().toLowerCase(Locale.ROOT);
    }

    String recipient() {
        return recipient;
    }

    Use use() {
        return use;
    }

    void perform(Operation operation, BelfryClient node) {
        operation.count(operation.perform(node, recipient), ledger);
    }

    void performNext(Operations operations, BelfryClient node, long now) {
        perform(operations.next(ledger.latestIds(CHOICE), now), node);
    }

    /** How many broadcasts were posted. */
    long broadcasts() {
        return ledger.broadcasts();
    }

    ListedInbox list(BelfryClient node) {
        return ListedInbox.of(node, recipient);
    }

    /** Sends heartbeats until nothing waits. */
    void claimAll(BelfryClient node) {
        var before = -1;
        while (before != ledger.claimed().size()) {
            before = ledger.claimed().size();
            perform(new Operation.Heartbeat(MOST_CLAIMED), node);
        }
    }

    /**
     * The answers add up to what is in the inbox.
     *
     * @param broadcasts to everybody
     * @param retained how many notifications retention removed, if this is its only inbox with old ones
     */
    void check(ListedInbox listed, long broadcasts, long retained) {
        var created = ledger.created() + broadcasts;
        var size = listed.notifications().size();
        switch (use) {
            case READING -> {
                assertThat(size).as("notifications in " + recipient).isEqualTo((int) created);
                assertThat(ledger.read())
                        .as("became read in " + recipient)
                        .isEqualTo(listed.total() - listed.unreadCount());
                checkModseqs(listed, broadcasts);
                checkClaims(listed);
            }
            case REMOVING -> {
                assertThat(ledger.deleted()).as("deleted in " + recipient).isEqualTo(created - size);
                checkModseqs(listed, broadcasts);
                checkClaims(listed);
            }
            case EVERYTHING ->
                assertThat(ledger.deleted()).as("deleted in " + recipient).isEqualTo(created - retained - size);
            case ERASED -> {
                // The answers do not say how much was erased. Its counters are compared with its rows like all others.
            }
        }
        assertThat(ledger.claimed()).as("claimed in " + recipient).doesNotHaveDuplicates();
    }

    /** There is no gap: the answers account for every modseq. */
    private void checkModseqs(ListedInbox listed, long broadcasts) {
        assertThat(ledger.isComplete())
                .as("each answer says what changed in " + recipient)
                .isTrue();
        assertThat(ledger.modseqs() + broadcasts).as("modseqs in " + recipient).isEqualTo(listed.modseq());
    }

    /** Every notification that is delivered and unread was claimed by a heartbeat. */
    private void checkClaims(ListedInbox listed) {
        assertThat(ledger.claimed())
                .as("claimed in " + recipient)
                .containsAll(listed.notifications().stream()
                        .filter(it -> !it.isRead() && it.deliveredAt() != null)
                        .map(NotificationState::id)
                        .toList());
    }
}
