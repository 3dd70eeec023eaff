package org.belfry.testing;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReaderFactory;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Clients that watch inboxes through whatever comes: each comes back after every break, to any of the nodes, from the last
 * modseq that it saw. They share a few threads.
 */
public final class Crowd implements AutoCloseable {

    /** How a client watches. */
    public enum Way {
        WEBSOCKET,
        EVENT_STREAM
    }

    /**
     * What a client was told.
     *
     * @param notification as the frame has it; null in other frames than {@code notification}
     */
    public record Change(String frame, long modseq, NotificationState notification, long unreadCount) {

        /** Of the notification, or 0. */
        public long id() {
            return notification == null ? 0 : notification.id();
        }

        public boolean read() {
            return notification != null && notification.isRead();
        }
    }

    private static final int THREADS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JsonReaderFactory JSON = Json.createReaderFactory(Map.of());

    private final Nodes nodes;
    private final BelfryClient credential;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .executor(threads)
            .build();
    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
    private final Queue<String> refusals = new ConcurrentLinkedQueue<>();
    private final Queue<String> breaks = new ConcurrentLinkedQueue<>();

    /** Watches inboxes of the organization {@code default}. */
    public Crowd(Nodes nodes) {
        this(nodes, nodes.client(0));
    }

    /** @param credential of each client, at whichever node it is */
    public Crowd(Nodes nodes, BelfryClient credential) {
        this.nodes = nodes;
        this.credential = credential;
    }

    /** One more, who is interested in everything from the beginning. */
    public Watcher join(String recipient, Way way) {
        var watcher = new Watcher(recipient, way);
        watchers.add(watcher);
        watcher.comeBack();
        return watcher;
    }

    public List<Watcher> watchers() {
        return List.copyOf(watchers);
    }

    /** What nodes that were up answered instead of opening a stream. */
    public List<String> refusals() {
        return List.copyOf(refusals);
    }

    /** The connections to nodes that were up that broke before a stream was open. */
    public List<String> breaks() {
        return List.copyOf(breaks);
    }

    /** Breaks the connection of one of them, who comes back soon. */
    public void cutAny() {
        var any = watchers.get(ThreadLocalRandom.current().nextInt(watchers.size()));
        any.cut();
        any.comeBackSoon();
    }

    /** Nobody comes back any more. */
    @Override
    public void close() {
        watchers.forEach(Watcher::leave);
        clock.shutdownNow();
        threads.shutdown();
    }

    /** One client. */
    public final class Watcher {

        private final String recipient;
        private final Way way;
        private final List<Change> changes = new ArrayList<>();
        private long position;
        private int greetings;
        private Line line;
        private boolean gone;

        private Watcher(String recipient, Way way) {
            this.recipient = recipient;
            this.way = way;
        }

        public String recipient() {
            return recipient;
        }

        /** All that it was told, in the order in which it was. */
        public synchronized List<Change> changes() {
            return List.copyOf(changes);
        }

        /** The last modseq that it was told. */
        public synchronized long position() {
            return position;
        }

        /** How often a stream was opened to it. */
        public synchronized int greetings() {
            return greetings;
        }

        /** Whether a stream is open to it. */
        public synchronized boolean isConnected() {
            return line != null && line.opened;
        }

        /** Breaks the connection without taking leave; it does not come back by itself. */
        public void cut() {
            Line broken;
            synchronized (this) {
                broken = line;
                line = null;
            }
            if (broken != null) {
                broken.abort();
            }
        }

        /** Connects, where it is not connected. */
        public void comeBack() {
            Line opened;
            synchronized (this) {
                if (gone || line != null) {
                    return;
                }
                opened = way == Way.WEBSOCKET ? new Socket(this) : new Events(this);
                line = opened;
            }
            opened.open(position());
        }

        private void comeBackSoon() {
            clock.schedule(this::comeBack, ThreadLocalRandom.current().nextInt(20, 250), TimeUnit.MILLISECONDS);
        }

        private void leave() {
            synchronized (this) {
                gone = true;
            }
            cut();
        }

        private synchronized void told(Line by, String id, String text) {
            if (by != line) {
                return;
            }
            JsonObject frame;
            try (var reader = JSON.createReader(new StringReader(text))) {
                frame = reader.readObject();
            }
            var name = frame.getString("frame");
            if (name.equals("hello")) {
                greetings++;
                by.opened = true;
            } else if (List.of("notification", "read-all", "reset").contains(name)) {
                var modseq = frame.getJsonNumber("modseq").longValue();
                if (id != null && !id.equals(String.valueOf(modseq))) {
                    refusals.add("A frame of modseq " + modseq + " had the id " + id);
                }
                var notification = frame.getJsonObject("notification");
                changes.add(new Change(
                        name,
                        modseq,
                        notification == null ? null : NotificationState.of(notification),
                        frame.getJsonNumber("unreadCount").longValue()));
                position = modseq;
            } else if (!name.equals("unread")) {
                refusals.add("A frame that nobody expected: " + text);
            }
        }

        private void broke(Line by, Throwable why) {
            synchronized (this) {
                if (by != line) {
                    return;
                }
                line = null;
            }
            if (!by.opened && by.nodeWasUp()) {
                breaks.add(way + " " + why);
            }
            comeBackSoon();
        }

        private void refused(Line by, String answer) {
            if (by.nodeWasUp()) {
                refusals.add(way + " " + answer);
            }
            broke(by, null);
        }
    }

    /** One connection of a client. */
    private abstract class Line {

        final Watcher watcher;
        private final int node = ThreadLocalRandom.current().nextInt(nodes.count());
        private final boolean up = nodes.isUp(node);
        volatile boolean opened;

        Line(Watcher watcher) {
            this.watcher = watcher;
        }

        abstract void open(long after);

        abstract void abort();

        /** Also a moment ago. */
        boolean nodeWasUp() {
            return up && nodes.isUp(node);
        }

        final HttpRequest.Builder request(String path) {
            return credential.authorize(HttpRequest.newBuilder(uri(path)));
        }

        final URI uri(String path) {
            return nodes.url(node).resolve(path);
        }
    }

    /** By a ticket, as a page does it. */
    private final class Socket extends Line implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();
        private volatile WebSocket socket;
        private volatile boolean aborted;

        Socket(Watcher watcher) {
            super(watcher);
        }

        @Override
        void open(long after) {
            http.sendAsync(
                            request("api/stream/tickets?recipient=" + watcher.recipient)
                                    .timeout(PATIENCE)
                                    .POST(BodyPublishers.noBody())
                                    .build(),
                            BodyHandlers.ofString())
                    .whenComplete((answer, failure) -> {
                        if (failure != null) {
                            watcher.broke(this, failure);
                        } else if (answer.statusCode() != 201) {
                            watcher.refused(this, "no ticket: " + answer.statusCode() + " " + answer.body());
                        } else {
                            connect(answer.body(), after);
                        }
                    });
        }

        private void connect(String issued, long after) {
            String ticket;
            try (var reader = JSON.createReader(new StringReader(issued))) {
                ticket = reader.readObject().getString("ticket");
            }
            var address = uri("api/stream?ticket=" + ticket + "&after=" + after).toString();
            http.newWebSocketBuilder()
                    .connectTimeout(PATIENCE)
                    .subprotocols("belfry.v1")
                    .buildAsync(URI.create(address.replaceFirst("^http", "ws")), this)
                    .whenComplete((opened, failure) -> {
                        if (opened != null && aborted) {
                            opened.abort();
                        } else if (rootOf(failure) instanceof WebSocketHandshakeException refused) {
                            watcher.refused(
                                    this, "no stream: " + refused.getResponse().statusCode());
                        } else if (failure != null) {
                            watcher.broke(this, failure);
                        }
                    });
        }

        @Override
        void abort() {
            aborted = true;
            if (socket != null) {
                socket.abort();
            }
        }

        @Override
        public void onOpen(WebSocket opened) {
            socket = opened;
            opened.request(1);
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                watcher.told(this, null, text.toString());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            watcher.broke(this, new IllegalStateException("closed: " + code + " " + reason));
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            watcher.broke(this, error);
        }
    }

    /** Server-Sent Events, as a program reads them. */
    private final class Events extends Line implements Flow.Subscriber<String> {

        private final StringBuilder data = new StringBuilder();
        private String id;
        private volatile Flow.Subscription lines;
        private volatile CompletableFuture<?> exchange;
        private volatile boolean aborted;

        Events(Watcher watcher) {
            super(watcher);
        }

        @Override
        void open(long after) {
            var asked = request("api/notifications/stream?recipient=" + watcher.recipient)
                    .header("Accept", "text/event-stream")
                    .header("Last-Event-ID", String.valueOf(after))
                    .GET()
                    .build();
            exchange = http.sendAsync(
                            asked,
                            answer -> answer.statusCode() == 200
                                    ? BodyHandlers.fromLineSubscriber(this).apply(answer)
                                    : BodyHandlers.replacing((Void) null).apply(answer))
                    .whenComplete((answer, failure) -> {
                        if (failure != null) {
                            watcher.broke(this, failure);
                        } else if (answer.statusCode() != 200) {
                            watcher.refused(this, "no stream: " + answer.statusCode());
                        }
                    });
        }

        @Override
        void abort() {
            aborted = true;
            if (lines != null) {
                lines.cancel();
            } else if (exchange != null) {
                exchange.cancel(true);
            }
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            lines = subscription;
            if (aborted) {
                subscription.cancel();
            } else {
                subscription.request(Long.MAX_VALUE);
            }
        }

        @Override
        public void onNext(String line) {
            if (line.startsWith("data:")) {
                data.append(line.substring(5).stripLeading());
            } else if (line.startsWith("id:")) {
                id = line.substring(3).strip();
            } else if (line.isEmpty()) {
                if (!data.isEmpty()) {
                    watcher.told(this, id, data.toString());
                }
                data.setLength(0);
                id = null;
            }
        }

        @Override
        public void onError(Throwable thrown) {
            watcher.broke(this, thrown);
        }

        @Override
        public void onComplete() {
            watcher.broke(this, new IllegalStateException("ended"));
        }
    }

    private static Throwable rootOf(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
