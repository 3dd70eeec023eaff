package org.belfry.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Takes requests on the loop-back address and answers none, until it is released: then all, and those that follow, by 204. It sees
 * who has hung up meanwhile.
 */
public final class SlowTarget implements AutoCloseable {

    private static final byte[] ANSWER =
            "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private record Call(String key, SocketChannel line) {}

    private final ServerSocketChannel door;
    private final List<String> keys = new CopyOnWriteArrayList<>();

    /** Guarded by this, like all below. */
    private final List<Call> waiting = new ArrayList<>();

    private boolean released;
    private int most;

    public SlowTarget() {
        try {
            door = ServerSocketChannel.open().bind(new InetSocketAddress("127.0.0.1", 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    private static void start(Runnable task) {
        var thread = new Thread(task, "slow-target");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (door.isOpen()) {
            try {
                var line = door.accept();
                start(() -> take(line));
            } catch (IOException e) {
                // Closed.
                return;
            }
        }
    }

    private void take(SocketChannel line) {
        try {
            var in = Channels.newInputStream(line);
            var head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                var next = in.read();
                if (next < 0) {
                    line.close();
                    return;
                }
                head.append((char) next);
            }
            in.readNBytes(Integer.parseInt(header(head, "content-length")));
            arrived(new Call(header(head, "idempotency-key"), line));
        } catch (IOException e) {
            // It has hung up.
            return;
        }
    }

    private static String header(CharSequence head, String name) {
        return head.toString()
                .lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElseThrow();
    }

    private synchronized void arrived(Call call) throws IOException {
        keys.add(call.key());
        if (released) {
            answer(call);
            return;
        }
        call.line().configureBlocking(false);
        waiting.add(call);
        waiting.removeIf(SlowTarget::hasHungUp);
        most = Math.max(most, waiting.size());
    }

    /** Who hung up before another one called is seen to have hung up: their system keeps that order. */
    private static boolean hasHungUp(Call call) {
        try {
            return call.line().read(ByteBuffer.allocate(1)) < 0;
        } catch (IOException e) {
            return true;
        }
    }

    private static void answer(Call call) {
        try (var line = call.line()) {
            line.configureBlocking(true);
            line.write(ByteBuffer.wrap(ANSWER));
        } catch (IOException e) {
            // It has hung up.
            return;
        }
    }

    public synchronized void release() {
        released = true;
        waiting.forEach(SlowTarget::answer);
        waiting.clear();
    }

    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + door.socket().getLocalPort() + path);
    }

    /** The idempotency keys of the requests that have come, in their order. */
    public List<String> keys() {
        return List.copyOf(keys);
    }

    /** The keys of those that wait for their answer now. */
    public synchronized List<String> waiting() {
        waiting.removeIf(SlowTarget::hasHungUp);
        return waiting.stream().map(Call::key).toList();
    }

    /** How many waited at the same time, at most. */
    public synchronized int mostAtOnce() {
        return most;
    }

    @Override
    public void close() {
        release();
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
