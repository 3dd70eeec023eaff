package org.belfry.bench;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.belfry.testing.BelfryClient;

/**
 * Many WebSockets that one thread reads. It costs little, as the server that is measured shares the machine: no more of RFC
 * 6455 than Belfry's frames need, and of a frame it looks for the moment {@code "sent"} only.
 */
final class Sockets implements Closeable {

    /** The frame that the client is sent: the first letter after this tells which. */
    private static final int KIND = "{\"frame\":\"".length();

    private static final byte[] SENT = "\"sent\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END_OF_HEADER = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int MOST_GREETINGS_AWAITED = 64;
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private static final class Socket {

        private final SocketChannel channel;
        private boolean open;
        /** The beginning of a frame whose end has not come yet. */
        private byte[] rest = {};

        Socket(SocketChannel channel) {
            this.channel = channel;
        }
    }

    private final URI server;
    private final String key;
    private final Selector selector = Selector.open();
    private final Queue<Socket> opened = new ConcurrentLinkedQueue<>();
    private final List<Socket> sockets = new ArrayList<>();
    private final List<Double> milliseconds = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 20);
    private volatile int greetings;
    private volatile long frames;
    private volatile Exception failure;
    private volatile boolean closed;

    Sockets(Belfry belfry) throws IOException {
        server = belfry.client().base();
        key = BelfryClient.ADMIN_KEY;
        var thread = new Thread(this::read, "sockets");
        thread.setDaemon(true);
        thread.start();
    }

    /** Returns when all of them have been greeted. */
    void open(List<String> recipients) throws IOException {
        for (var recipient : recipients) {
            var channel = SocketChannel.open(new InetSocketAddress(server.getHost(), server.getPort()));
            channel.write(ByteBuffer.wrap(("GET /api/stream?recipient=" + recipient + " HTTP/1.1\r\nHost: "
                            + server.getAuthority()
                            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: belfry.v1\r\n"
                            + "x-api-key: " + key + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII)));
            channel.configureBlocking(false);
            var socket = new Socket(channel);
            sockets.add(socket);
            opened.add(socket);
            selector.wakeup();
            await(() -> greetings > sockets.size() - MOST_GREETINGS_AWAITED);
        }
        await(() -> greetings == sockets.size());
    }

    /** Notifications so far, to all of them together. */
    long frames() {
        return frames;
    }

    /** Waits until there were so many notifications. */
    void awaitFrames(long count) throws IOException {
        await(() -> frames >= count);
    }

    /** From the moment in each notification's data to its arrival; forgets them. */
    List<Double> takeMilliseconds() {
        synchronized (milliseconds) {
            var taken = List.copyOf(milliseconds);
            milliseconds.clear();
            return taken;
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        for (var socket : sockets) {
            socket.channel.close();
        }
        selector.close();
    }

    private interface Wanted {
        boolean isTrue();
    }

    private void await(Wanted wanted) throws IOException {
        var until = System.nanoTime() + PATIENCE_NANOS;
        while (!wanted.isTrue()) {
            if (failure != null) {
                throw new IOException("A stream broke", failure);
            }
            if (System.nanoTime() > until) {
                throw new IOException(greetings + " greetings and " + frames + " frames came, and no more");
            }
            LockSupport.parkNanos(200_000);
        }
    }

    private void read() {
        try {
            while (!closed) {
                selector.select();
                for (var socket = opened.poll(); socket != null; socket = opened.poll()) {
                    socket.channel.register(selector, SelectionKey.OP_READ, socket);
                }
                for (var selected : selector.selectedKeys()) {
                    read((Socket) selected.attachment());
                }
                selector.selectedKeys().clear();
            }
        } catch (IOException | RuntimeException e) {
            if (!closed) {
                failure = e;
            }
        }
    }

    private void read(Socket socket) throws IOException {
        buffer.clear().put(socket.rest);
        if (socket.channel.read(buffer) < 0) {
            throw new IOException("closed by the server");
        }
        var now = System.nanoTime();
        var bytes = buffer.array();
        var end = buffer.position();
        var at = 0;
        if (!socket.open) {
            var body = indexOf(END_OF_HEADER, bytes, 0, end);
            if (body >= 0) {
                var line = new String(bytes, 0, Math.min(end, 40), StandardCharsets.US_ASCII);
                if (!line.startsWith("HTTP/1.1 101")) {
                    throw new IOException("refused: " + line);
                }
                socket.open = true;
                at = body + END_OF_HEADER.length;
            }
        }
        if (socket.open) {
            for (var next = frame(socket, bytes, at, end, now); next > at; next = frame(socket, bytes, at, end, now)) {
                at = next;
            }
        }
        socket.rest = Arrays.copyOfRange(bytes, at, end);
    }

    /** Takes the frame that begins there; answers where the next one begins, or the same where it is not all there. */
    private int frame(Socket socket, byte[] bytes, int at, int end, long now) throws IOException {
        if (end - at < 2) {
            return at;
        }
        long length = bytes[at + 1] & 0x7f;
        var payload = at + 2;
        if (length > 125) {
            var size = length == 126 ? 2 : 8;
            if (end - payload < size) {
                return at;
            }
            length = 0;
            for (var i = 0; i < size; i++) {
                length = length << 8 | bytes[payload++] & 0xff;
            }
        }
        if (end - payload < length) {
            return at;
        }
        var next = payload + (int) length;
        switch (bytes[at] & 0x0f) {
            case TEXT -> text(bytes, payload, next, now);
            case PING -> pong(socket, bytes, payload, (int) length);
            case CLOSE -> throw new IOException("closed by the server");
            default -> {
                // An unsolicited pong.
            }
        }
        return next;
    }

    /** The counts are written by this thread alone. */
    private void text(byte[] bytes, int from, int to, long now) {
        if (bytes[from + KIND] == 'h') {
            greetings++;
        } else if (bytes[from + KIND] == 'n') {
            var sent = indexOf(SENT, bytes, from, to);
            if (sent >= 0) {
                var moment = number(bytes, sent + SENT.length);
                synchronized (milliseconds) {
                    milliseconds.add((now - moment) / 1e6);
                }
            }
            frames++;
        }
    }

    /** Masked, as a client's frames are: with zeros. */
    private static void pong(Socket socket, byte[] bytes, int from, int length) throws IOException {
        var pong = ByteBuffer.allocate(6 + length);
        pong.put((byte) 0x8a).put((byte) (0x80 | length)).putInt(0).put(bytes, from, length);
        socket.channel.write(pong.flip());
    }

    private static long number(byte[] bytes, int from) {
        var negative = bytes[from] == '-';
        var number = 0L;
        for (var i = negative ? from + 1 : from; bytes[i] >= '0' && bytes[i] <= '9'; i++) {
            number = number * 10 + bytes[i] - '0';
        }
        return negative ? -number : number;
    }

    private static int indexOf(byte[] part, byte[] all, int from, int to) {
        for (var at = from; at <= to - part.length; at++) {
            if (all[at] == part[0] && Arrays.equals(all, at, at + part.length, part, 0, part.length)) {
                return at;
            }
        }
        return -1;
    }
}
