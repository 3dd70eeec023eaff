package org.belfry.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A mail server that does as it is told: how it greets, what logins it takes, and by recipient whether it accepts, defers, refuses, or
 * breaks off.
 */
public final class ScriptedSmtp implements AutoCloseable {

    /** What to do with a mail to somebody. */
    public enum Behaviour {
        ACCEPT,
        /** 451 to the recipient, once; then accept. */
        DEFER_ONCE,
        /** 451 to the recipient. */
        DEFER,
        /** 550 to the recipient. */
        REFUSE,
        /** 421 to the recipient, and the connection ends. */
        GO_DOWN,
        /** 421 to the recipient, once; then accept. */
        GO_DOWN_ONCE,
        /** Breaks the connection when the text is announced. */
        BREAK_BEFORE_TEXT,
        /** Takes the text, and breaks the connection instead of answering. */
        BREAK_AFTER_TEXT,
        /** Takes the text, and does not answer any more. */
        HANG_AFTER_TEXT,
        /** Takes the text, and answers with a line that never ends, a byte at a time. */
        TRICKLE_AFTER_TEXT,
        /** Takes the text, and answers 451. */
        DEFER_TEXT,
        /** Takes the text, and answers 554. */
        REFUSE_TEXT,
        /** Takes the text, and answers 552. */
        REFUSE_SIZE,
        /** Accepts, and breaks the connection then. */
        BREAK_WHEN_TAKEN,
        /** Accepts, and does not take leave. */
        HANG_AT_QUIT
    }

    /** How the server greets. */
    public enum Greeting {
        WELCOME,
        /** Not at all. */
        NONE,
        /** 421, and the connection ends. */
        BUSY,
        /** 554, and the connection ends. */
        GO_AWAY,
        /** Ends the connection at once. */
        HANG_UP,
        /** A greeting of many lines that never ends. */
        ENDLESS
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
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final ServerSocket server;
    private final Thread acceptor;
    private final SSLContext tls;
    private final boolean implicit;
    private volatile Greeting greeting = Greeting.WELCOME;
    private volatile String mechanisms = "PLAIN";
    private volatile Predicate<String> welcome = login -> true;
    private volatile String refusal = "535 5.7.8 not you";
    private volatile String replyToSender = "250 ok";

    private ScriptedSmtp(int port, SSLContext tls, boolean implicit) throws IOException {
        this.tls = tls;
        this.implicit = implicit;
        server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        acceptor = new Thread(this::acceptAll, "scripted-smtp");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    /** @param port 0 for a free one */
    public static ScriptedSmtp start(int port) {
        return start(port, null, false);
    }

    /**
     * With encryption.
     *
     * @param tls with the server's key
     * @param implicit from the first byte on; else a client has to ask for it before it logs in
     */
    public static ScriptedSmtp start(int port, SSLContext tls, boolean implicit) {
        try {
            return new ScriptedSmtp(port, tls, implicit);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    public void on(String recipient, Behaviour behaviour) {
        script.put(recipient, behaviour);
    }

    /** How it greets from now on. */
    public void greet(Greeting newGreeting) {
        greeting = newGreeting;
    }

    /** Which ways to log in it offers, with spaces between; it knows PLAIN and XOAUTH2. */
    public void offer(String newMechanisms) {
        mechanisms = newMechanisms;
    }

    /**
     * Which logins it takes.
     *
     * @param reply to the others; {@code %s} in it becomes what they sent, as they sent it
     */
    public void welcome(Predicate<String> whom, String reply) {
        welcome = whom;
        refusal = reply;
    }

    /** What it answers to {@code MAIL FROM}. */
    public void answerSender(String reply) {
        replyToSender = reply;
    }

    public List<Mail> accepted() {
        return List.copyOf(accepted);
    }

    /** Each recipient that was named to the server, in order, whatever came of it. */
    public List<String> attempts() {
        return List.copyOf(attempts);
    }

    /** What each AUTH said: of PLAIN identity, user and password, with U+0000 between. */
    public List<String> logins() {
        return List.copyOf(logins);
    }

    /** How often somebody connected. */
    public int connections() {
        return connections.get();
    }

    /** How many are connected now. */
    public int open() {
        return open.size();
    }

    /** Ends all connections, as a restart does; new ones are taken. */
    public void disconnectAll() {
        open.forEach(ScriptedSmtp::hangUp);
    }

    /** After it the port is free: as long as a thread waits in it for a connection, the system keeps it. */
    @Override
    public void close() {
        try {
            server.close();
            acceptor.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            disconnectAll();
        }
    }

    private static void hangUp(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void acceptAll() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                connections.incrementAndGet();
                open.add(socket);
                var session = new Thread(() -> serve(socket), "scripted-smtp-session");
                session.setDaemon(true);
                session.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var line = implicit ? new Line(encrypted(socket), true) : new Line(socket, false);
            if (greeted(line)) {
                converse(line);
            }
        } catch (IOException e) {
            // The client went away, as a killed server does.
            return;
        } finally {
            open.remove(socket);
        }
    }

    private Socket encrypted(Socket socket) throws IOException {
        var secure = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
        secure.setUseClientMode(false);
        secure.startHandshake();
        return secure;
    }

    private boolean greeted(Line line) throws IOException {
        switch (greeting) {
            case WELCOME -> {
                line.say("220 scripted");
                return true;
            }
            case NONE -> line.listen();
            case BUSY -> line.say("421 4.3.2 too busy");
            case GO_AWAY -> line.say("554 5.3.2 no service");
            case HANG_UP -> line.close();
            case ENDLESS -> {
                while (true) {
                    line.say("220-and one thing more");
                    line.pause();
                }
            }
            default -> throw new IllegalStateException();
        }
        return false;
    }

    private void converse(Line first) throws IOException {
        var line = first;
        String recipient = null;
        for (var said = line.listen(); said != null; said = line.listen()) {
            var verb = said.length() < 4 ? said : said.substring(0, 4).toUpperCase(Locale.ROOT);
            switch (verb) {
                case "EHLO" -> line.say(capabilities(line));
                case "HELO", "RSET", "NOOP" -> line.say("250 ok");
                case "STAR" -> {
                    line.say("220 go on");
                    line = new Line(encrypted(line.socket), true);
                }
                case "AUTH" -> authenticate(line, said);
                case "MAIL" -> line.say(replyToSender);
                case "RCPT" -> {
                    recipient = said.replaceFirst("^[^<]*<([^>]*)>.*$", "$1");
                    attempts.add(recipient);
                    var reply = replyToRecipient(recipient);
                    line.say(reply);
                    if (reply.startsWith("421")) {
                        return;
                    }
                }
                case "DATA" -> {
                    if (behaviour(recipient) == Behaviour.BREAK_BEFORE_TEXT || !takeText(line, recipient)) {
                        return;
                    }
                }
                case "QUIT" -> {
                    if (behaviour(recipient) == Behaviour.HANG_AT_QUIT) {
                        line.listen();
                        return;
                    }
                    line.say("221 bye");
                    return;
                }
                default -> line.say("500 what?");
            }
        }
    }

    private String capabilities(Line line) {
        var more = tls != null && !line.encrypted ? "STARTTLS" : "AUTH " + mechanisms;
        return "250-scripted\r\n250 " + more;
    }

    private void authenticate(Line line, String said) throws IOException {
        var sent = said.replaceFirst("(?i)^AUTH [A-Z0-9]+ ", "");
        var login = new String(Base64.getDecoder().decode(sent), StandardCharsets.UTF_8);
        logins.add(login);
        if (welcome.test(login)) {
            line.say("235 welcome");
            return;
        }
        if (said.toUpperCase(Locale.ROOT).startsWith("AUTH XOAUTH2")) {
            // As Gmail does it: the client has to say something to that, before it is refused.
            line.say("334 eyJzdGF0dXMiOiI0MDAifQ==");
            line.listen();
        }
        line.say(refusal.replace("%s", sent));
    }

    /** @return whether the connection goes on */
    private boolean takeText(Line line, String recipient) throws IOException {
        line.say("354 go on");
        var text = new StringBuilder();
        var data = line.listen();
        for (; data != null && !data.equals("."); data = line.listen()) {
            text.append(data).append('\n');
        }
        if (data == null) {
            return false;
        }
        switch (behaviour(recipient)) {
            case BREAK_AFTER_TEXT -> {
                return false;
            }
            case HANG_AFTER_TEXT -> line.listen();
            case TRICKLE_AFTER_TEXT -> {
                while (true) {
                    line.write("2");
                    line.pause();
                }
            }
            case DEFER_TEXT -> line.say("451 4.7.1 not now");
            case REFUSE_TEXT -> line.say("554 5.7.1 not this text");
            case REFUSE_SIZE -> line.say("552 5.3.4 too large");
            default -> {
                accepted.add(new Mail(recipient, text.toString()));
                line.say("250 2.0.0 taken as Q" + accepted.size());
                return behaviour(recipient) != Behaviour.BREAK_WHEN_TAKEN;
            }
        }
        return true;
    }

    private String replyToRecipient(String recipient) {
        return switch (behaviour(recipient)) {
            case REFUSE -> "550 5.1.1 no such user";
            case DEFER -> "451 4.3.0 come back later";
            case DEFER_ONCE -> {
                script.put(recipient, Behaviour.ACCEPT);
                yield "451 4.3.0 come back later";
            }
            case GO_DOWN -> "421 4.3.2 going down";
            case GO_DOWN_ONCE -> {
                script.put(recipient, Behaviour.ACCEPT);
                yield "421 4.3.2 going down";
            }
            default -> "250 ok";
        };
    }

    private Behaviour behaviour(String recipient) {
        return recipient == null ? Behaviour.ACCEPT : script.getOrDefault(recipient, Behaviour.ACCEPT);
    }

    /** The connection to a client. */
    private static final class Line {

        private final Socket socket;
        private final BufferedReader in;
        private final boolean encrypted;

        Line(Socket socket, boolean encrypted) throws IOException {
            this.socket = socket;
            this.encrypted = encrypted;
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        /** Null at the end. */
        String listen() throws IOException {
            return in.readLine();
        }

        void say(String text) throws IOException {
            write(text + "\r\n");
        }

        void write(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
        }

        void close() throws IOException {
            socket.close();
        }

        /** A moment between two bytes, while the client is there. */
        void pause() throws IOException {
            socket.setSoTimeout(20);
            try {
                if (in.read() < 0) {
                    throw new IOException("The client is gone");
                }
            } catch (SocketTimeoutException e) {
                // It waits.
                return;
            }
        }
    }
}
