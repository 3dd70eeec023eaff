package org.belfry.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server that does as it is told, by recipient: accept, defer, refuse, or break off after the text. */
public final class ScriptedSmtp implements AutoCloseable {

    /** What to do with a mail to somebody. */
    public enum Behaviour {
        ACCEPT,
        /** 451 to the recipient, once; then accept. */
        DEFER_ONCE,
        /** 550 to the recipient. */
        REFUSE,
        /** Takes the text, and breaks the connection instead of answering. */
        BREAK_AFTER_TEXT,
        /** Takes the text, and answers 554. */
        REFUSE_TEXT
    }

    /** A mail that was accepted. */
    public record Mail(String recipient, String text) {

        public String messageId() {
            return text.lines()
                    .filter(line -> line.regionMatches(true, 0, "Message-ID:", 0, 11))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private final Map<String, Behaviour> script = new ConcurrentHashMap<>();
    private final List<Mail> accepted = new CopyOnWriteArrayList<>();
    private final List<String> attempts = new CopyOnWriteArrayList<>();
    private final List<String> logins = new CopyOnWriteArrayList<>();
    private final ServerSocket server;

    private ScriptedSmtp(int port) throws IOException {
        server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        var acceptor = new Thread(this::acceptAll, "scripted-smtp");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    public static ScriptedSmtp start(int port) {
        try {
            return new ScriptedSmtp(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void on(String recipient, Behaviour behaviour) {
        script.put(recipient, behaviour);
    }

    public List<Mail> accepted() {
        return List.copyOf(accepted);
    }

    /** Each recipient that was named to the server, in order, whatever came of it. */
    public List<String> attempts() {
        return List.copyOf(attempts);
    }

    /** What each AUTH PLAIN said: identity, user and password, with U+0000 between. */
    public List<String> logins() {
        return List.copyOf(logins);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void acceptAll() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                var session = new Thread(() -> serve(socket), "scripted-smtp-session");
                session.setDaemon(true);
                session.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket;
                var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            say(socket, "220 scripted");
            String recipient = null;
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var verb = line.length() < 4 ? line : line.substring(0, 4).toUpperCase(Locale.ROOT);
                switch (verb) {
                    case "EHLO" -> say(socket, "250-scripted\r\n250 AUTH PLAIN");
                    case "HELO", "MAIL", "RSET", "NOOP" -> say(socket, "250 ok");
                    case "AUTH" -> {
                        logins.add(new String(
                                Base64.getDecoder().decode(line.replaceFirst("(?i)^AUTH PLAIN ", "")),
                                StandardCharsets.UTF_8));
                        say(socket, "235 welcome");
                    }
                    case "RCPT" -> {
                        recipient = line.replaceFirst("^[^<]*<([^>]*)>.*$", "$1");
                        attempts.add(recipient);
                        say(socket, replyToRecipient(recipient));
                    }
                    case "DATA" -> {
                        say(socket, "354 go on");
                        var text = new StringBuilder();
                        for (var data = in.readLine(); data != null && !data.equals("."); data = in.readLine()) {
                            text.append(data).append('\n');
                        }
                        var behaviour = behaviour(recipient);
                        if (behaviour == Behaviour.BREAK_AFTER_TEXT) {
                            return;
                        }
                        if (behaviour == Behaviour.REFUSE_TEXT) {
                            say(socket, "554 5.7.1 not this text");
                        } else {
                            accepted.add(new Mail(recipient, text.toString()));
                            say(socket, "250 2.0.0 taken");
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
            // The client went away, as a killed server does.
            return;
        }
    }

    private String replyToRecipient(String recipient) {
        return switch (behaviour(recipient)) {
            case REFUSE -> "550 5.1.1 no such user";
            case DEFER_ONCE -> {
                script.put(recipient, Behaviour.ACCEPT);
                yield "451 4.3.0 come back later";
            }
            default -> "250 ok";
        };
    }

    private Behaviour behaviour(String recipient) {
        return script.getOrDefault(recipient, Behaviour.ACCEPT);
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }
}
