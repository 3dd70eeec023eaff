package org.belfry.stream;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.belfry.inbox.Inboxes;
import org.belfry.inbox.InboxesChanged.InboxChange;
import org.belfry.platform.BackgroundExecutor;

/**
 * The latest frames of one inbox, shared by all sessions of this node that watch it.
 *
 * <p>The ring covers a span of modseqs without a gap: every frame after {@code start}, up to {@code head}, is in it. A
 * change that follows on {@code head} is appended as it comes; at any gap the database is read, which is the truth. A
 * session that has fallen out of the ring reads the database for itself. No lock here is held during I/O.
 */
final class InboxChannel {

    private static final Logger LOG = Logger.getLogger(InboxChannel.class.getName());
    private static final int RING = 128;

    private final long inboxId;
    private final String recipient;
    private final Inboxes inboxes;
    private final BackgroundExecutor background;
    private final Set<StreamSession> sessions = new CopyOnWriteArraySet<>();
    private final Deque<StreamFrame> ring = new ArrayDeque<>();

    private long start;
    private long head;
    private boolean reading;
    private boolean readAgain;

    /** @param modseq the inbox's at some time before; what came since is read by {@link #catchUp()} */
    InboxChannel(long inboxId, String recipient, long modseq, Inboxes inboxes, BackgroundExecutor background) {
        this.inboxId = inboxId;
        this.recipient = recipient;
        this.inboxes = inboxes;
        this.background = background;
        this.start = modseq;
        this.head = modseq;
    }

    long inboxId() {
        return inboxId;
    }

    Set<StreamSession> sessions() {
        return sessions;
    }

    synchronized long head() {
        return head;
    }

    /** What a subscriber is told next. */
    sealed interface Next {
        /** This frame. */
        record Deliver(StreamFrame frame) implements Next {}

        /** Nothing, until it is woken. */
        record Wait() implements Next {}

        /** What is in the database: the ring does not reach back that far. */
        record Read() implements Next {}
    }

    synchronized Next after(long position) {
        if (position < start) {
            return new Next.Read();
        }
        if (position < head) {
            for (var frame : ring) {
                if (frame.modseq() > position) {
                    return new Next.Deliver(frame);
                }
            }
        }
        return new Next.Wait();
    }

    /** Takes a change that was committed on this node; they may come in any order. */
    void offer(InboxChange change) {
        boolean next;
        synchronized (this) {
            if (change.modseq() <= head) {
                return;
            }
            next = change.modseq() == head + 1;
            if (next) {
                append(change);
                head = change.modseq();
            }
        }
        if (next) {
            background.execute(this::wakeAll);
        } else {
            catchUp();
        }
    }

    /** Reads what is new from the database, in the background. Runs that overlap become one. */
    void catchUp() {
        synchronized (this) {
            if (reading) {
                readAgain = true;
                return;
            }
            reading = true;
        }
        try {
            background.execute(this::read);
        } catch (RuntimeException e) {
            LOG.log(Level.FINE, "No thread to read on; the sweep tries again", e);
            isToReadAgain();
        }
    }

    private void read() {
        do {
            try {
                take(inboxes.changesAfter(inboxId, recipient, head(), RING));
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, e, () -> "Inbox " + inboxId + " could not be read; the sweep tries again");
            }
            wakeAll();
        } while (isToReadAgain());
    }

    private synchronized boolean isToReadAgain() {
        reading = readAgain;
        readAgain = false;
        return reading;
    }

    private synchronized void take(Inboxes.Changes changes) {
        if (changes.complete()) {
            List<InboxChange> found = changes.changes();
            found.stream().filter(change -> change.modseq() > head).forEach(this::append);
            head = Math.max(head, changes.upTo());
        } else if (changes.upTo() > head) {
            // Too much to keep: each session reads at its own pace.
            ring.clear();
            head = changes.upTo();
            start = head;
            readAgain = true;
        }
    }

    private void append(InboxChange change) {
        var frame = StreamFrame.of(change);
        if (frame == null) {
            return;
        }
        ring.add(frame);
        if (ring.size() > RING) {
            start = ring.remove().modseq();
        }
    }

    private void wakeAll() {
        sessions.forEach(StreamSession::wake);
    }
}
