package org.belfry.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The network between a client and the server under test: a port that passes everything on, until it is cut. */
public final class Cable implements AutoCloseable {

    private final ServerSocket door;
    private final URL server;
    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    public Cable(URL server) {
        this.server = server;
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    /** Where the application answers through this cable; ends with a slash. */
    public URL url() {
        try {
            return new URL("http", "localhost", door.getLocalPort(), "/");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends every connection without a word, and lets no new one through. */
    public void cut() {
        cut = true;
        ends.forEach(Cable::close);
    }

    public void mend() {
        cut = false;
    }

    @Override
    public void close() {
        cut();
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                connect(door.accept());
            } catch (IOException e) {
                // The door was closed, or the server is: the client sees it.
            }
        }
    }

    private void connect(Socket client) throws IOException {
        ends.add(client);
        if (cut) {
            close(client);
            return;
        }
        var onwards = new Socket(server.getHost(), server.getPort());
        ends.add(onwards);
        start(() -> pass(client, onwards));
        start(() -> pass(onwards, client));
        if (cut) {
            close(client);
            close(onwards);
        }
    }

    private void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // Cut.
        } finally {
            close(from);
            close(to);
            ends.remove(from);
            ends.remove(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void start(Runnable task) {
        var thread = new Thread(task, "cable");
        thread.setDaemon(true);
        thread.start();
    }
}
