package org.belfry.stream;

import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A WebSocket session that keeps what it is sent, and in which a second send must not begin before the first ended. */
final class FakeSession {

    private final List<String> sent = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final AtomicBoolean sending = new AtomicBoolean();
    private final Consumer<Runnable> completer;
    private CloseReason closed;
    private int pings;
    private RuntimeException broken;
    private Exception failure;

    /** @param completer is given what ends a send: at once, later, on another thread, or never */
    FakeSession(Consumer<Runnable> completer) {
        this.completer = completer;
    }

    Outlet outlet() {
        return new WebSocketOutlet(session());
    }

    private Session session() {
        var remote = proxy(RemoteEndpoint.Async.class, (self, method, arguments) -> {
            switch (method.getName()) {
                case "sendText" -> send((String) arguments[0], (SendHandler) arguments[1]);
                case "sendPing" -> ping();
                default -> throw new UnsupportedOperationException(method.toString());
            }
            return null;
        });
        return proxy(Session.class, (self, method, arguments) -> switch (method.getName()) {
            case "getAsyncRemote" -> remote;
            case "close" -> close((CloseReason) arguments[0]);
            default -> throw new UnsupportedOperationException(method.toString());
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private void send(String text, SendHandler handler) {
        SendResult result;
        synchronized (this) {
            if (broken != null) {
                throw broken;
            }
            if (!sending.compareAndSet(false, true)) {
                faults.add("sent before the last send had ended: " + text);
            }
            sent.add(text);
            result = failure == null ? new SendResult() : new SendResult(failure);
        }
        completer.accept(() -> {
            if (!sending.compareAndSet(true, false)) {
                faults.add("a send ended twice");
            }
            handler.onResult(result);
        });
    }

    private synchronized void ping() {
        if (sending.get()) {
            faults.add("pinged before the last send had ended");
        }
        pings++;
    }

    /** How often it was pinged. */
    synchronized int pings() {
        return pings;
    }

    private synchronized Object close(CloseReason reason) {
        if (closed == null) {
            closed = reason;
        }
        return null;
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
    synchronized CloseReason closed() {
        return closed;
    }
}
