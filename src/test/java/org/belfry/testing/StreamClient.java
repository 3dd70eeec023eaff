package org.belfry.testing;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** A program that watches an inbox, and remembers each frame. */
public final class StreamClient implements AutoCloseable {

    private final List<JsonObject> frames = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private WebSocket socket;

    private StreamClient() {}

    /** Connects by a ticket. {@code after} may be null. */
    public static StreamClient open(BelfryClient client, String recipient, Long after) {
        var ticket = client.post("api/stream/tickets?recipient=" + BelfryClient.encode(recipient), null)
                .expect(201)
                .getString("ticket");
        return open(client.base(), "ticket=" + ticket + (after == null ? "" : "&after=" + after));
    }

    /** Connects with a query of one's own, and headers in pairs. */
    public static StreamClient open(URI base, String query, String... headers) {
        var client = new StreamClient();
        var builder = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .connectTimeout(Duration.ofSeconds(10))
                .subprotocols("belfry.v1");
        for (var i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        var uri = URI.create(base.resolve("api/stream").toString().replaceFirst("^http", "ws") + "?" + query);
        try {
            client.socket = builder.buildAsync(uri, client.new Listener()).get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("The stream did not open: " + e, e);
        }
        return client;
    }

    /** The status with which the server refuses to open a stream. */
    public static int refusal(URI base, String query, String... headers) {
        try (var opened = open(base, query, headers)) {
            throw new IllegalStateException("The stream opened: " + opened.frames());
        } catch (IllegalStateException e) {
            if (e.getCause() instanceof ExecutionException failed
                    && failed.getCause() instanceof WebSocketHandshakeException refused) {
                return refused.getResponse().statusCode();
            }
            throw e;
        }
    }

    /** All frames so far. */
    public List<JsonObject> frames() {
        return List.copyOf(frames);
    }

    /** The frames that tell a change: all but {@code hello}, {@code unread} and {@code error}. */
    public List<JsonObject> changes() {
        return frames.stream()
                .filter(frame -> List.of("notification", "read-all", "reset").contains(frame.getString("frame")))
                .toList();
    }

    /** The modseq of each change, in the order of their arrival. */
    public List<Long> modseqs() {
        return changes().stream()
                .map(frame -> frame.getJsonNumber("modseq").longValue())
                .toList();
    }

    public JsonObject await(Predicate<JsonObject> wanted) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> frames.stream()
                .anyMatch(wanted));
        return frames.stream().filter(wanted).findFirst().orElseThrow();
    }

    public JsonObject await(String frame) {
        return await(candidate -> candidate.getString("frame").equals(frame));
    }

    /** Waits until a change of at least that modseq has arrived. */
    public void awaitModseq(long modseq) {
        await(frame -> !frame.getString("frame").equals("hello")
                && frame.containsKey("modseq")
                && frame.getJsonNumber("modseq").longValue() >= modseq);
    }

    public void send(String text) {
        socket.sendText(text, true).join();
    }

    /** The code with which the server closed. */
    public int closeCode() {
        try {
            return closed.get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("The server did not close the stream; frames: " + frames, e);
        }
    }

    public String subprotocol() {
        return socket.getSubprotocol();
    }

    /** Breaks the connection without taking leave. */
    public void cut() {
        socket.abort();
    }

    @Override
    public void close() {
        socket.abort();
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                try (var reader = Json.createReader(new StringReader(text.toString()))) {
                    frames.add(reader.readObject());
                }
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int statusCode, String reason) {
            closed.complete(statusCode);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closed.completeExceptionally(error);
        }
    }
}
