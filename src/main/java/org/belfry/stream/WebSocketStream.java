package org.belfry.stream;

import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.belfry.platform.Problem;
import org.belfry.platform.UnixTime;

/** The live stream of an inbox over a WebSocket: {@code /api/stream?ticket=…&after=MODSEQ}. */
final class WebSocketStream implements WebSocketConnection.Receiver {

    private static final Logger LOG = Logger.getLogger(WebSocketStream.class.getName());

    private final StreamHub hub;
    private final StreamCommands commands;
    private final UnixTime time;
    private final StreamSubscription subscription;
    private final Long after;

    /** Null before it was opened, and where it could not be. */
    private volatile StreamSession streamSession;

    private volatile boolean isClosed;

    /** @param after modseq of the last change that the client has seen; null to begin with the present */
    WebSocketStream(
            StreamHub hub, StreamCommands commands, UnixTime time, StreamSubscription subscription, Long after) {
        this.hub = hub;
        this.commands = commands;
        this.time = time;
        this.subscription = subscription;
        this.after = after;
    }

    @Override
    public void opened(WebSocketConnection connection) {
        try {
            streamSession = hub.open(connection, subscription, after);
            if (isClosed) {
                // It broke before its recipient was known.
                closed();
            }
        } catch (Problem e) {
            connection.close(
                    e.status() == 429
                            ? StreamCloseReason.tooMany(e.getMessage())
                            : StreamCloseReason.refused(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "A stream could not be opened", e);
            connection.close(StreamCloseReason.retryLater());
        }
    }

    @Override
    public void text(String message) {
        var opened = streamSession;
        if (opened == null) {
            return;
        }
        opened.onActivity(time.now());
        try {
            commands.execute(opened, message);
        } catch (Problem e) {
            opened.reply(StreamFrame.error(e.getMessage()));
        } catch (RuntimeException e) {
            var trace = UUID.randomUUID().toString();
            LOG.log(Level.SEVERE, e, () -> "A command on the stream failed, trace " + trace);
            opened.reply(StreamFrame.error("An internal error occurred; it was logged under " + trace));
        }
    }

    /** The answer to a ping of ours, or of the client's own accord. */
    @Override
    public void onActivity() {
        var opened = streamSession;
        if (opened != null) {
            opened.onActivity(time.now());
        }
    }

    @Override
    public void closed() {
        isClosed = true;
        var opened = streamSession;
        if (opened != null) {
            hub.close(opened);
        }
    }
}
