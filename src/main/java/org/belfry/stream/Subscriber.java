package org.belfry.stream;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCode;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.belfry.inbox.Inboxes;
import org.belfry.platform.Background;

/**
 * One session that watches an inbox, and how far it has come.
 *
 * <p>It pulls: the next frame is asked for when the one before is sent, so sends never overlap and no queue grows with a
 * slow reader, who falls behind and then reads the database. At most one thread is at work for it at any time.
 */
final class Subscriber {

    private static final Logger LOG = Logger.getLogger(Subscriber.class.getName());
    private static final int PAGE = 200;
    private static final int MAX_REPLIES = 64;
    private static final long SEND_TIMEOUT_MILLIS = 30_000;
    private static final int TOO_SLOW = 4429;

    private final Session session;
    private final Watch watch;
    private final Inboxes inboxes;
    private final Background background;

    /** Replies to the client itself, ahead of the news. Guarded by this. */
    private final Deque<String> replies = new ArrayDeque<>();

    /** A page of the past, read from the database. Only the thread at work touches it, and the position. */
    private final Deque<Frame> page = new ArrayDeque<>();

    private InboxChannel channel;
    private long pageUpTo;
    private long position;

    /** Guarded by this. */
    private boolean atWork;

    private boolean wokenMeanwhile;

    /** @param position modseq of the last change that the client has seen */
    Subscriber(Session session, Watch watch, long position, Inboxes inboxes, Background background) {
        this.session = session;
        this.watch = watch;
        this.position = position;
        this.inboxes = inboxes;
        this.background = background;
        session.getAsyncRemote().setSendTimeout(SEND_TIMEOUT_MILLIS);
    }

    Watch watch() {
        return watch;
    }

    /** Called once, before the first {@link #wake()}. */
    void follow(InboxChannel followed) {
        channel = followed;
    }

    /** Queues a text to be sent first of all. Called before {@link #follow}; the first {@link #wake()} sends it. */
    synchronized void greet(String text) {
        replies.add(text);
    }

    /** Sends a text to this client only, as soon as it is its turn. */
    void reply(String text) {
        synchronized (this) {
            if (replies.size() >= MAX_REPLIES) {
                close(CloseCodes.getCloseCode(TOO_SLOW), "read faster");
                return;
            }
            replies.add(text);
        }
        wake();
    }

    /** There may be something to send. Returns at once if somebody is at work already, who then looks again. */
    void wake() {
        synchronized (this) {
            if (atWork) {
                wokenMeanwhile = true;
                return;
            }
            atWork = true;
        }
        work();
    }

    private void work() {
        while (true) {
            var text = nextReply();
            if (text == null) {
                var frame = page.poll();
                if (frame == null) {
                    position = Math.max(position, pageUpTo);
                    var next = channel.after(position);
                    if (next instanceof InboxChannel.Next.Read) {
                        readInBackground();
                        return;
                    }
                    frame = next instanceof InboxChannel.Next.Tell tell ? tell.frame() : null;
                }
                if (frame == null) {
                    if (rest()) {
                        return;
                    }
                    continue;
                }
                position = frame.modseq();
                text = frame.text();
            }
            if (!send(text)) {
                return;
            }
        }
    }

    /** True when there is nothing to do until somebody wakes us. */
    private synchronized boolean rest() {
        atWork = wokenMeanwhile;
        wokenMeanwhile = false;
        return !atWork;
    }

    private synchronized String nextReply() {
        return replies.poll();
    }

    private void readInBackground() {
        try {
            background.execute(this::readAndWork);
        } catch (RuntimeException e) {
            LOG.log(Level.FINE, "No thread to read on: the node is going down", e);
            close(CloseCodes.GOING_AWAY, "this node is going down");
        }
    }

    private void readAndWork() {
        try {
            var changes = inboxes.changesAfter(watch.inboxId(), watch.recipient(), position, PAGE);
            changes.changes().forEach(change -> page.add(Frame.of(change)));
            pageUpTo = changes.upTo();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, e, () -> "Inbox " + watch.inboxId() + " could not be read for a session");
            close(CloseCodes.UNEXPECTED_CONDITION, "try again");
            return;
        }
        work();
    }

    /** True when the text has been sent already; else the work goes on when it has been. */
    private boolean send(String text) {
        var arrivals = new AtomicInteger();
        try {
            session.getAsyncRemote().sendText(text, result -> {
                if (!result.isOK()) {
                    LOG.log(Level.FINE, "A frame could not be sent", result.getException());
                    close(CloseCodes.getCloseCode(TOO_SLOW), "a frame could not be sent");
                } else if (arrivals.getAndIncrement() == 1) {
                    work();
                }
            });
        } catch (RuntimeException e) {
            // The session is closed, or closing: nobody is there to be told.
            LOG.log(Level.FINE, "A frame could not be sent", e);
            return false;
        }
        return arrivals.getAndIncrement() == 1;
    }

    void close(CloseCode code, String reason) {
        close(session, code, reason);
    }

    static void close(Session session, CloseCode code, String reason) {
        try {
            session.close(new CloseReason(code, reason));
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.FINE, "A session was gone before it could be closed", e);
        }
    }
}
