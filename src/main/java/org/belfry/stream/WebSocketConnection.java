package org.belfry.stream;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.belfry.platform.BackgroundExecutor;

/**
 * A WebSocket: a frame of the stream is a text message, a sign of life is a ping (RFC 6455, 5.5.2). It is ours and not the servers', as
 * one of them buffers up to 4 MB of a frame, and the other any number of a message's frames, before checking the size. Nothing
 * here blocks a thread, neither for reading nor for writing.
 */
public final class WebSocketConnection implements HttpUpgradeHandler, ReadListener, WriteListener, StreamConnection {

    private static final Logger LOG = Logger.getLogger(WebSocketConnection.class.getName());
    private static final int PIECE = 4096;
    private static final int MAX_MESSAGE = 65_536;

    /** How long to wait for the other side's close after ours; further input is discarded. */
    private static final Duration LINGER = Duration.ofSeconds(2);

    /** How long to wait for the server to report that it accepts data again, before asking it. */
    private static final Duration POLL_DELAY = Duration.ofSeconds(1);

    /** The handler of received messages, once the connection is open. */
    interface Receiver {

        /** Begins, with a connection to which frames can be sent. */
        void opened(WebSocketConnection connection);

        void text(String message);

        /** A sign of life, with nothing in it. */
        void onActivity();

        /** Called once, however it ended. */
        void closed();
    }

    private BackgroundExecutor background;
    private Receiver receiver;
    private WebSocketFrameReader reader;
    private WebConnection connection;
    private ServletInputStream in;
    private ServletOutputStream out;

    /** The bytes to write, with their callbacks. Guarded by this, like all below. */
    private byte[] text;

    private Consumer<Throwable> done;
    private byte[] pong;
    private byte[] close;

    /** Whether something was written that is not flushed yet. */
    private boolean isToFlush;

    /** False while the server is to call {@link #onWritePossible}, as at the beginning. */
    private boolean isReady;

    private boolean isPollScheduled;

    /** Whether our close frame is due. Further input is ignored. */
    private boolean isClosing;

    /** Whether the other side has sent its close frame: nothing is awaited after ours. */
    private boolean hasOtherEnded;

    private boolean isClosed;

    /** Called before the server begins. */
    void prepare(BackgroundExecutor executor, Receiver to) {
        background = executor;
        receiver = to;
        reader = new WebSocketFrameReader(MAX_MESSAGE, new WebSocketFrameReader.Sink() {
            @Override
            public void text(String message) {
                receiver.text(message);
            }

            @Override
            public void ping(byte[] payload) {
                receiver.onActivity();
                answer(payload);
            }

            @Override
            public void pong() {
                receiver.onActivity();
            }

            @Override
            public void close(byte[] payload) {
                synchronized (WebSocketConnection.this) {
                    hasOtherEnded = true;
                }
                end(WebSocketFrameWriter.answerTo(payload));
            }
        });
    }

    @Override
    public void init(WebConnection opened) {
        connection = opened;
        try {
            in = opened.getInputStream();
            out = opened.getOutputStream();
            out.setWriteListener(this);
            receiver.opened(this);
            in.setReadListener(this);
        } catch (IOException | RuntimeException e) {
            // One that the client has closed meanwhile takes no listener.
            LOG.log(isClosed() ? Level.FINE : Level.WARNING, "A WebSocket could not be opened", e);
            disconnect();
        }
    }

    @Override
    public void onDataAvailable() throws IOException {
        var piece = new byte[PIECE];
        while (!isClosed() && in.isReady()) {
            var count = in.read(piece);
            if (count < 0) {
                disconnect();
                return;
            }
            if (!isOver()) {
                read(piece, count);
            }
        }
    }

    private void read(byte[] piece, int count) {
        try {
            reader.read(piece, count);
        } catch (WebSocketFrameReader.Refused e) {
            close(e.ending());
        }
    }

    private synchronized boolean isOver() {
        return isClosing || isClosed;
    }

    private synchronized boolean isClosed() {
        return isClosed;
    }

    @Override
    public void onAllDataRead() {
        disconnect();
    }

    @Override
    public void send(StreamFrame frame, Consumer<Throwable> whenDone) {
        write(WebSocketFrameWriter.text(frame.text()), whenDone);
    }

    @Override
    public void ping(Consumer<Throwable> whenDone) {
        write(WebSocketFrameWriter.ping(), whenDone);
    }

    private void write(byte[] bytes, Consumer<Throwable> whenDone) {
        synchronized (this) {
            if (isClosing || isClosed) {
                throw new IllegalStateException("The connection has ended");
            }
            text = bytes;
            done = whenDone;
        }
        goOnWhereReady();
    }

    /** Of several pings that came before it was written, the last is answered (RFC 6455, 5.5.3), and none after a close frame. */
    private void answer(byte[] ping) {
        synchronized (this) {
            if (isClosing) {
                return;
            }
            pong = WebSocketFrameWriter.pong(ping);
        }
        goOnWhereReady();
    }

    private void goOnWhereReady() {
        synchronized (this) {
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
            if (isAtEnd()) {
                disconnect();
            }
        } catch (IOException | RuntimeException e) {
            fail(e);
        }
    }

    /** Writes as long as the server accepts it; returns the callback once everything is written. */
    private synchronized Consumer<Throwable> written() throws IOException {
        isReady = false;
        while (!isClosed && out.isReady()) {
            var next = next();
            if (next != null) {
                isToFlush = true;
                out.write(next);
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
        pollLater();
        return null;
    }

    /** Open Liberty sometimes does not call {@link #onWritePossible} although it could be written again. */
    private void pollLater() {
        if (!isClosed && !isPollScheduled) {
            isPollScheduled = true;
            background.executeAfter(POLL_DELAY, () -> {
                synchronized (this) {
                    isPollScheduled = false;
                }
                goOn();
            });
        }
    }

    private synchronized boolean isAtEnd() {
        return hasOtherEnded && isReady && isClosing && close == null;
    }

    private byte[] next() {
        var next = text != null ? text : pong != null ? pong : close;
        if (text != null) {
            text = null;
        } else if (pong != null) {
            pong = null;
        } else {
            close = null;
        }
        return next;
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
        disconnect();
        if (told != null) {
            told.accept(thrown);
        }
    }

    @Override
    public boolean isAnswered() {
        return true;
    }

    @Override
    public void close(StreamCloseReason closeReason) {
        end(WebSocketFrameWriter.close(closeReason));
    }

    /** Sends a close frame where that is possible, and ends the connection after some time, whatever the other side does. */
    private void end(byte[] closeFrame) {
        synchronized (this) {
            if (isClosing || isClosed) {
                return;
            }
            isClosing = true;
            pong = null;
            close = closeFrame;
        }
        goOnWhereReady();
        background.executeAfter(LINGER, this::disconnect);
    }

    private void disconnect() {
        synchronized (this) {
            if (isClosed) {
                return;
            }
            isClosed = true;
        }
        receiver.closed();
        if (connection != null) {
            // On Open Liberty this waits for the reader, which may be the caller.
            background.execute(this::hangUp);
        }
    }

    private void hangUp() {
        try {
            connection.close();
        } catch (Exception e) {
            LOG.log(Level.FINE, "A connection had ended already", e);
        }
    }

    @Override
    public void destroy() {
        disconnect();
    }
}
