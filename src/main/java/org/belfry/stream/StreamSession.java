package org.belfry.stream;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.belfry.inbox.Inboxes;
import org.belfry.platform.BackgroundExecutor;

/**
 * One session that watches an inbox, and how far it has come.
 *
 * <p>It pulls: the next frame is asked for when the one before is sent, so sends never overlap and no queue grows with a
 * slow reader, who falls behind and then reads the database. Signs of life and the end of the session take their turn among
 * the frames. At most one thread is at work for it at any time.
 */
final class StreamSession {

    /** A frame that takes longer is the last one. Whoever reads on is told why, comes back, and resumes. */
    private static final int MOST_SECONDS_TO_SEND = 30;

    /** Of a frame that takes even longer the end is not awaited. */
    private static final int MOST_SECONDS_TO_END = 90;

    private static final Logger LOG = Logger.getLogger(StreamSession.class.getName());
    private static final int PAGE = 200;
    private static final int MAX_REPLIES = 64;

    /**
     * After so many seconds without a sign of life the other side is asked for one: before proxies give a silent connection up, and
     * later than the bell asks by itself.
     */
    private static final int SECONDS_TO_BEAT = 35;

    /** With five more, until somebody looks, it is found within a minute that nobody is there. */
    private static final int MOST_SECONDS_SILENT = 55;

    private final StreamConnection connection;
    private final StreamSubscription subscription;
    private final Inboxes inboxes;
    private final BackgroundExecutor background;

    /** Replies to the client itself, ahead of the news. Guarded by this. */
    private final Deque<StreamFrame> replies = new ArrayDeque<>(2);

    /** A page of the past, read from the database. Only the thread at work touches it, and the position. */
    private final Deque<StreamFrame> page = new ArrayDeque<>(2);

    /** Null while the recipient does not exist. Set once, before the wake-up that lets it be seen. */
    private volatile InboxChannel channel;

    private volatile boolean hasLeft;

    private long pageUpTo;
    private long position;

    /** Guarded by this. */
    private boolean atWork;

    private boolean wokenMeanwhile;
    private boolean isToBeat;
    private StreamCloseReason closeReason;

    /** Unix seconds. */
    private volatile long heardAt;

    private volatile long beatenAt;

    /** Unix seconds at which somebody first saw the present sending going on; 0 where none was seen. */
    private volatile long sendingSince;

    /**
     * @param position modseq of the last change that the client has seen
     * @param now Unix seconds
     */
    StreamSession(
            StreamConnection connection,
            StreamSubscription subscription,
            long position,
            Inboxes inboxes,
            BackgroundExecutor background,
            long now) {
        this.connection = connection;
        this.subscription = subscription;
        this.position = position;
        this.inboxes = inboxes;
        this.background = background;
        this.heardAt = now;
        this.beatenAt = now;
    }

    StreamSubscription watch() {
        return subscription;
    }

    /** Called once: before the first {@link #wake()}, or when the recipient comes into being, with a wake-up after it. */
    void follow(InboxChannel followed) {
        channel = followed;
    }

    /** The inbox that it watches; empty while the recipient does not exist. */
    Optional<Long> inboxId() {
        var followed = channel;
        return followed == null ? Optional.empty() : Optional.of(followed.inboxId());
    }

    /** The client has gone: it must join nothing any more. True the first time. */
    synchronized boolean leave() {
        var isFirst = !hasLeft;
        hasLeft = true;
        return isFirst;
    }

    boolean hasLeft() {
        return hasLeft;
    }

    /** Queues a frame to be sent first of all. Called before the first {@link #wake()}, which sends it. */
    synchronized void greet(StreamFrame frame) {
        replies.add(frame);
    }

    /** Sends a frame to this client only, as soon as it is its turn. */
    void reply(StreamFrame frame) {
        if (isQueued(frame)) {
            wake();
        } else {
            connection.close(StreamCloseReason.tooSlow("read faster"));
        }
    }

    /** False where too many wait already. */
    private synchronized boolean isQueued(StreamFrame frame) {
        return replies.size() < MAX_REPLIES && replies.add(frame);
    }

    /** Notes that something came from the other side. */
    void onActivity(long now) {
        heardAt = now;
    }

    /**
     * Sees to it that the other side is still there. To be called every few seconds.
     *
     * @param now Unix seconds
     */
    void checkLife(long now) {
        if (isSending()) {
            if (sendingSince == 0) {
                sendingSince = now;
            } else if (now - sendingSince > MOST_SECONDS_TO_END) {
                connection.close(StreamCloseReason.tooSlow("a frame could not be sent"));
            } else if (now - sendingSince > MOST_SECONDS_TO_SEND) {
                close(StreamCloseReason.tooSlow("read faster"));
            }
            return;
        }
        if (connection.isAnswered() && now - heardAt >= MOST_SECONDS_SILENT) {
            connection.close(StreamCloseReason.silent());
        } else if (now - Math.max(beatenAt, heardAt) >= SECONDS_TO_BEAT) {
            beatenAt = now;
            synchronized (this) {
                isToBeat = true;
            }
            wake();
        }
    }

    private synchronized boolean isSending() {
        return atWork;
    }

    /** Ends the session when its turn has come. */
    void close(StreamCloseReason reason) {
        synchronized (this) {
            closeReason = reason;
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

    /** Something to be done with the outlet. */
    private interface Turn {
        void take(Consumer<Throwable> done);
    }

    private void work() {
        while (true) {
            var over = ending();
            if (over != null) {
                // At work for ever: nothing is sent after this.
                connection.close(over);
                return;
            }
            var turn = nextOfOwn();
            if (turn == null) {
                var frame = page.poll();
                if (frame == null) {
                    position = Math.max(position, pageUpTo);
                    var followed = channel;
                    var next = followed == null ? new InboxChannel.Next.Wait() : followed.after(position);
                    if (next instanceof InboxChannel.Next.Read) {
                        readInBackground();
                        return;
                    }
                    frame = next instanceof InboxChannel.Next.Deliver deliver ? deliver.frame() : null;
                }
                if (frame == null) {
                    if (rest()) {
                        return;
                    }
                    continue;
                }
                position = frame.modseq();
                turn = sending(frame);
            }
            if (!take(turn)) {
                return;
            }
        }
    }

    private synchronized StreamCloseReason ending() {
        return closeReason;
    }

    /** A reply, or a sign of life; null where neither waits. */
    private synchronized Turn nextOfOwn() {
        var reply = replies.poll();
        if (reply != null) {
            return sending(reply);
        }
        if (isToBeat) {
            isToBeat = false;
            return connection::ping;
        }
        return null;
    }

    private Turn sending(StreamFrame frame) {
        return done -> connection.send(frame, done);
    }

    /** True when there is nothing to do until somebody wakes us. */
    private synchronized boolean rest() {
        atWork = wokenMeanwhile;
        wokenMeanwhile = false;
        sendingSince = 0;
        return !atWork;
    }

    private void readInBackground() {
        try {
            background.execute(this::readAndWork);
        } catch (RuntimeException e) {
            LOG.log(Level.FINE, "No thread to read on: the node is going down", e);
            connection.close(StreamCloseReason.goingDown());
        }
    }

    private void readAndWork() {
        try {
            var changes = inboxes.changesAfter(channel.inboxId(), subscription.recipient(), position, PAGE);
            changes.changes().forEach(change -> page.add(StreamFrame.of(change)));
            pageUpTo = changes.upTo();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, e, () -> "Inbox " + channel.inboxId() + " could not be read for a session");
            connection.close(StreamCloseReason.retryLater());
            return;
        }
        work();
    }

    /** True when it has ended well already; else the work goes on when it has. */
    private boolean take(Turn turn) {
        var arrivals = new AtomicInteger();
        try {
            turn.take(failure -> {
                if (failure != null) {
                    LOG.log(Level.FINE, "A frame could not be sent", failure);
                    connection.close(StreamCloseReason.tooSlow("a frame could not be sent"));
                } else {
                    sendingSince = 0;
                    if (arrivals.getAndIncrement() == 1) {
                        work();
                    }
                }
            });
        } catch (RuntimeException e) {
            // The session is closed, or closing: nobody is there to be told.
            LOG.log(Level.FINE, "A frame could not be sent", e);
            return false;
        }
        return arrivals.getAndIncrement() == 1;
    }
}
