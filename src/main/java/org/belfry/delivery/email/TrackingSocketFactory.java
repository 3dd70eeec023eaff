package org.belfry.delivery.email;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.function.Consumer;
import javax.net.SocketFactory;

/**
 * Makes the sockets of mail connections, and tells of them: a transport does not give its socket out, and is deaf to whoever wants to
 * break it off while it waits for an answer.
 */
final class TrackingSocketFactory extends SocketFactory {

    private final ThreadLocal<Consumer<Socket>> listener = new ThreadLocal<>();

    /** From now on whatever this thread makes is told to somebody; null for nobody. */
    void setListener(Consumer<Socket> who) {
        if (who == null) {
            listener.remove();
        } else {
            listener.set(who);
        }
    }

    @Override
    public Socket createSocket() {
        var socket = new Socket();
        if (listener.get() != null) {
            listener.get().accept(socket);
        }
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(local, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(local, localPort));
    }

    private Socket connected(InetSocketAddress to, InetSocketAddress from) throws IOException {
        var socket = createSocket();
        if (from != null) {
            socket.bind(from);
        }
        socket.connect(to);
        return socket;
    }
}
