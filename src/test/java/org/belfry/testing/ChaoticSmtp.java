package org.belfry.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/**
 * A mail server that misbehaves by chance: turns connections away, defers, refuses, says nothing, dies before or after it has taken a
 * text, and is gone for a while. What it has taken is in the mailbox, whatever it answered.
 */
public final class ChaoticSmtp implements AutoCloseable {

    /** A mail that it has taken. */
    public record Mail(String recipient, String messageId) {}

    private final int port;
    private final Random random;
    private final List<Mail> mailbox = new CopyOnWriteArrayList<>();
    private final Set<Socket> sessions = ConcurrentHashMap.newKeySet();
    private volatile boolean calm;
    private ServerSocket server;

    private ChaoticSmtp(int port, long seed) {
        this.port = port;
        this.random = new Random(seed);
    }

    public static ChaoticSmtp start(int port, long seed) {
        var smtp = new ChaoticSmtp(port, seed);
        smtp.listen();
        return smtp;
    }

    private synchronized void listen() {
        var listening = listeningAt(port);
        server = listening;
        thread("chaotic-smtp", () -> acceptAll(listening));
    }

    /** In the very moment in which a port was given up, it may not be free yet. */
    private static ServerSocket listeningAt(int port) {
        return Awaitility.await("port " + port + " is free")
                .ignoreExceptionsInstanceOf(BindException.class)
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> {
                            var listening = new ServerSocket();
                            listening.setReuseAddress(true);
                            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
                            return listening;
                        },
                        ServerSocket::isBound);
    }

    /** What it has taken until now. */
    public List<Mail> mailbox() {
        return List.copyOf(mailbox);
    }

    /** From now on it takes everything. */
    public void calmDown() {
        calm = true;
    }

    /** All sessions are broken off in this moment, and there is nobody until {@link #comeBack}. */
    public synchronized void goAway() {
        quietly(server);
        sessions.forEach(ChaoticSmtp::quietly);
    }

    public void comeBack() {
        listen();
    }

    @Override
    public void close() {
        goAway();
    }

    private static void quietly(AutoCloseable open) {
        try {
            open.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void thread(String name, Runnable task) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void acceptAll(ServerSocket listening) {
        while (!listening.isClosed()) {
            try {
                var socket = listening.accept();
                sessions.add(socket);
                thread("chaotic-smtp-session", () -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    /** True by chance, so many times in a thousand; never once it is calm. */
    private boolean badLuck(int inThousand) {
        synchronized (random) {
            return !calm && random.nextInt(1000) < inThousand;
        }
    }

    private void serve(Socket socket) {
        try (socket;
                var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            if (badLuck(30)) {
                say(socket, "421 4.3.2 too busy");
                return;
            }
            say(socket, "220 chaos");
            String recipient = null;
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                switch (line.length() < 4 ? line : line.substring(0, 4).toUpperCase(Locale.ROOT)) {
                    case "EHLO", "HELO", "RSET", "NOOP" -> say(socket, "250 ok");
                    case "MAIL" -> {
                        if (badLuck(10)) {
                            return;
                        }
                        say(socket, "250 ok");
                    }
                    case "RCPT" -> {
                        recipient = line.replaceFirst("^[^<]*<([^>]*)>.*$", "$1");
                        say(socket, badLuck(30) ? "550 5.1.1 no" : badLuck(100) ? "451 4.3.0 later" : "250 ok");
                    }
                    case "DATA" -> {
                        say(socket, "354 go on");
                        if (!taken(socket, in, recipient)) {
                            return;
                        }
                    }
                    case "QUIT" -> {
                        say(socket, "221 bye");
                        return;
                    }
                    default -> say(socket, "500 what?");
                }
            }
        } catch (IOException e) {
            // The other side, or goAway, has broken it off.
            return;
        } finally {
            sessions.remove(socket);
        }
    }

    /** False where the connection is to be broken off without an answer. */
    private boolean taken(Socket socket, BufferedReader in, String recipient) throws IOException {
        String messageId = null;
        for (var line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            if (line.regionMatches(true, 0, "Message-ID:", 0, 11)) {
                messageId = line.substring(11).strip();
            }
        }
        if (badLuck(5)) {
            return false;
        }
        if (badLuck(3)) {
            // Neither taken nor answered: the client waits until it has had enough.
            in.readLine();
            return false;
        }
        if (badLuck(20)) {
            say(socket, "452 4.3.1 full");
            return true;
        }
        mailbox.add(new Mail(recipient, messageId));
        if (badLuck(5)) {
            return false;
        }
        say(socket, "250 2.0.0 taken");
        return true;
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }
}
