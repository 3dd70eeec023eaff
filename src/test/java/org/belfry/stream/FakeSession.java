package org.belfry.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A way to a client that keeps what it is sent, and in which a second send must not begin before the first ended. */
final class FakeSession {

    private final List<String> sent = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final AtomicBoolean sending = new AtomicBoolean();
    private final Consumer<Runnable> completer;
    private StreamCloseReason closed;
    private int pings;
    private RuntimeException broken;
    private Exception failure;

    /** @param completer is given what ends a send: at once, later, on another thread, or never */
    FakeSession(Consumer<Runnable> completer) {
        this.completer = completer;
    }

    StreamConnection connection() {
        return new StreamConnection() {
            @Override
            public void send(StreamFrame frame, Consumer<Throwable> done) {
                FakeSession.this.send(frame.text(), done);
            }

            @Override
            public void ping(Consumer<Throwable> done) {
                countPing();
                done.accept(null);
            }

            @Override
            public boolean isAnswered() {
                return true;
            }

            @Override
            public void close(StreamCloseReason closeReason) {
                FakeSession.this.close(closeReason);
            }
        };
    }

    private void send(String text, Consumer<Throwable> done) {
        Exception result;
        synchronized (this) {
            if (broken != null) {
                throw broken;
            }
            if (!sending.compareAndSet(false, true)) {
                faults.add("sent before the last send had ended: " + text);
            }
            sent.add(text);
            result = failure;
        }
        completer.accept(() -> {
            if (!sending.compareAndSet(true, false)) {
                faults.add("a send ended twice");
            }
            done.accept(result);
        });
    }

    private synchronized void countPing() {
        if (sending.get()) {
            faults.add("pinged before the last send had ended");
        }
        pings++;
    }

    /** How often it was pinged. */
    synchronized int pings() {
        return pings;
    }

    private synchronized void close(StreamCloseReason closeReason) {
        if (closed == null) {
            closed = closeReason;
        }
    }

    /** From now on each send throws. */
    synchronized void breakWith(RuntimeException exception) {
        broken = exception;
    }

    /** From now on each send ends with a failure. */
    synchronized void failWith(Exception exception) {
        failure = exception;
    }

    synchronized List<String> sent() {
        return List.copyOf(sent);
    }

    /** The words of the frames, see {@link Frames#word}. */
    synchronized List<String> words() {
        return sent.stream().map(Frames::word).toList();
    }

    synchronized List<String> faults() {
        return List.copyOf(faults);
    }

    /** Null while it is open. */
    synchronized StreamCloseReason closed() {
        return closed;
    }
}
