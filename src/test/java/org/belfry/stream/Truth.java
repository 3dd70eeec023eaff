package org.belfry.stream;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import org.belfry.inbox.Inboxes;
import org.belfry.inbox.InboxesChanged.InboxChange;
import org.belfry.inbox.InboxesChanged.Kind;

/** An inbox as a database has it: of each notification the latest change, of "all read" and "removed" the last. */
class Truth extends Inboxes {

    private final List<InboxChange> log = new ArrayList<>();

    /** Commits a change of a notification. */
    final synchronized InboxChange commit(long notificationId) {
        return add(Frames.notification(notificationId, log.size() + 1L));
    }

    /** Commits a change of another kind. */
    final synchronized InboxChange commit(Kind kind) {
        return add(Frames.other(kind, log.size() + 1L));
    }

    private InboxChange add(InboxChange change) {
        log.add(change);
        return change;
    }

    final synchronized long modseq() {
        return log.size();
    }

    /** All that ever happened after a modseq and is shown to anybody. */
    final synchronized List<String> wordsAfter(long modseq) {
        return log.stream()
                .filter(change -> change.modseq() > modseq && change.kind() != Kind.SILENT)
                .map(Frames::word)
                .toList();
    }

    /** What of it still stands. */
    final synchronized List<String> standingAfter(long modseq) {
        return standing(modseq).stream().map(Frames::word).toList();
    }

    private List<InboxChange> standing(long modseq) {
        var latest = new HashMap<Object, InboxChange>();
        for (var change : log) {
            var of = change.kind() == Kind.NOTIFICATION
                    ? (Object) change.notification().id()
                    : change.kind();
            latest.put(of, change);
        }
        return latest.values().stream()
                .filter(change -> change.modseq() > modseq && change.kind() != Kind.SILENT)
                .sorted(Comparator.comparingLong(InboxChange::modseq))
                .toList();
    }

    /** As in {@link Inboxes}: the limit counts notifications, and what lies beyond the last of them is left out. */
    @Override
    public synchronized Changes changesAfter(long inboxId, String recipient, long modseq, int limit) {
        if (modseq() <= modseq) {
            return new Changes(List.of(), modseq, true);
        }
        var standing = standing(modseq);
        var notifications = standing.stream()
                .filter(change -> change.kind() == Kind.NOTIFICATION)
                .limit(limit)
                .toList();
        var complete = notifications.size() < limit;
        var upTo = complete ? modseq() : notifications.get(limit - 1).modseq();
        var changes =
                standing.stream().filter(change -> change.modseq() <= upTo).toList();
        return new Changes(changes, upTo, complete);
    }
}
