package org.belfry.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;

/** Receives webhooks on the loop-back address: remembers each call, and answers as it is told, or by 204. */
public final class WebhookReceiver implements AutoCloseable {

    private static final Duration WITHIN = Duration.ofSeconds(40);

    /** A call, as it came. */
    public record Call(String method, String path, Map<String, List<String>> headers, String body) {

        public String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().get(0))
                    .findFirst()
                    .orElse(null);
        }
    }

    /**
     * What is answered.
     *
     * @param status 0 for no answer: the connection is closed
     * @param header with its value after a colon; null for none
     */
    public record Reply(int status, String header, String body) {

        public static Reply of(int status) {
            return new Reply(status, null, "");
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Map<String, Deque<Reply>> replies = new ConcurrentHashMap<>();

    public WebhookReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::receive);
        server.setExecutor(threads);
        server.start();
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var reply = next(path);
            calls.add(new Call(exchange.getRequestMethod(), path, Map.copyOf(exchange.getRequestHeaders()), body));
            if (reply.status() == 0) {
                return;
            }
            if (reply.header() != null) {
                var parts = reply.header().split(":", 2);
                exchange.getResponseHeaders().set(parts[0], parts[1].strip());
            }
            var bytes = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    /** The last one stays. */
    private Reply next(String path) {
        var queue = replies.getOrDefault(path, new ArrayDeque<>());
        synchronized (queue) {
            return queue.isEmpty() ? Reply.of(204) : queue.size() == 1 ? queue.peek() : queue.poll();
        }
    }

    /** What is answered to the next calls of a path; the last is answered to all that follow. */
    public void answer(String path, Reply... next) {
        replies.put(path, new ArrayDeque<>(List.of(next)));
    }

    /** Where a path is, as somebody else's URL. */
    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    /** All calls of a path by now. */
    public List<Call> calls(String path) {
        return calls.stream().filter(call -> call.path().equals(path)).toList();
    }

    /** So many calls of a path, or more, as soon as they have come. */
    public List<Call> await(String path, int count) {
        return Awaitility.await("calls of " + path)
                .atMost(WITHIN)
                .until(() -> calls(path), found -> found.size() >= count);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
