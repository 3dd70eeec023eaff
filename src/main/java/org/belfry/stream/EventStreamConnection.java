package org.belfry.stream;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Server-Sent Events (HTML, 9.2) on a response that does not end, without blocking: a frame is an event whose id is the modseq,
 * a sign of life is a comment.
 */
final class EventStreamConnection implements StreamConnection, WriteListener {

    private static final Logger LOG = Logger.getLogger(EventStreamConnection.class.getName());
    private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.UTF_8);

    private final AsyncContext async;
    private final ServletOutputStream out;

    /** What is to be written, and who is told when it has been. Guarded by this, like all below. */
    private byte[] text;

    private Consumer<Throwable> done;

    /** Whether something was written that is not flushed yet. */
    private boolean isToFlush;

    /** False while the server is to call {@link #onWritePossible}, as at the beginning. */
    private boolean isReady;

    private boolean isClosed;

    EventStreamConnection(AsyncContext async, ServletOutputStream out) {
        this.async = async;
        this.out = out;
    }

    @Override
    public void send(StreamFrame frame, Consumer<Throwable> whenDone) {
        write(event(frame).getBytes(StandardCharsets.UTF_8), whenDone);
    }

    /** A frame has no line breaks: they are escaped in JSON. */
    static String event(StreamFrame frame) {
        var event = new StringBuilder(frame.text().length() + 40);
        if (frame.modseq() != StreamFrame.NOWHERE) {
            event.append("id: ").append(frame.modseq()).append('\n');
        }
        return event.append("data: ").append(frame.text()).append("\n\n").toString();
    }

    @Override
    public void ping(Consumer<Throwable> whenDone) {
        write(COMMENT, whenDone);
    }

    private void write(byte[] bytes, Consumer<Throwable> whenDone) {
        synchronized (this) {
            if (isClosed) {
                throw new IllegalStateException("The response has ended");
            }
            text = bytes;
            done = whenDone;
            if (!isReady) {
                return;
            }
        }
        goOn();
    }

    @Override
    public void onWritePossible() {
        goOn();
    }

    private void goOn() {
        try {
            var written = written();
            if (written != null) {
                written.accept(null);
            }
        } catch (IOException | RuntimeException e) {
            fail(e);
        }
    }

    /** Writes as long as the server takes it; answers who is to be told, once all is on its way. */
    private synchronized Consumer<Throwable> written() throws IOException {
        isReady = false;
        while (!isClosed && out.isReady()) {
            if (text != null) {
                var bytes = text;
                text = null;
                isToFlush = true;
                out.write(bytes);
            } else if (isToFlush) {
                isToFlush = false;
                out.flush();
            } else {
                isReady = true;
                var told = done;
                done = null;
                return told;
            }
        }
        return null;
    }

    @Override
    public void onError(Throwable thrown) {
        fail(thrown);
    }

    private void fail(Throwable thrown) {
        Consumer<Throwable> told;
        synchronized (this) {
            told = done;
            done = null;
        }
        if (told != null) {
            told.accept(thrown);
        }
        end();
    }

    /** Why is not said: the client's next request is refused, or goes on where this one ended. */
    @Override
    public void close(StreamCloseReason closeReason) {
        end();
    }

    private void end() {
        synchronized (this) {
            if (isClosed) {
                return;
            }
            isClosed = true;
        }
        try {
            async.complete();
        } catch (RuntimeException e) {
            LOG.log(Level.FINE, "A response had ended already", e);
        }
    }

    @Override
    public boolean isAnswered() {
        return false;
    }
}
