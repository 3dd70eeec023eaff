package org.belfry.testing;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** A program that watches an inbox by Server-Sent Events, and remembers each of them. */
public final class EventStreamClient implements AutoCloseable {

    /** One event as it came; the id is null where it had none. */
    public record Event(Long id, JsonObject frame) {}

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile Flow.Subscription subscription;

    private EventStreamClient() {}

    /**
     * @param query without its question mark
     * @param headers in pairs
     * @throws IllegalStateException where it is not granted
     */
    public static EventStreamClient open(URI base, String query, String... headers) {
        var client = new EventStreamClient();
        var request = HttpRequest.newBuilder(base.resolve("api/notifications/stream?" + query));
        for (var i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        var http = HttpClient.newHttpClient();
        var status = new CompletableFuture<Integer>();
        http.sendAsync(request.build(), head -> {
            status.complete(head.statusCode());
            return HttpResponse.BodySubscribers.fromLineSubscriber(client.new Lines());
        });
        try {
            var code = status.get(20, TimeUnit.SECONDS);
            if (code != 200) {
                throw new IllegalStateException("The stream was refused: " + code);
            }
        } catch (Exception e) {
            throw new IllegalStateException("The stream did not open: " + e, e);
        }
        return client;
    }

    /** All events so far. */
    public List<Event> events() {
        return List.copyOf(events);
    }

    /** The modseq of each change, in the order of their arrival. */
    public List<Long> modseqs() {
        return events.stream()
                .filter(event -> List.of("notification", "read-all", "reset")
                        .contains(event.frame().getString("frame")))
                .map(Event::id)
                .toList();
    }

    public Event await(Predicate<Event> wanted) {
        Awaitility.await().until(() -> events.stream().anyMatch(wanted));
        return events.stream().filter(wanted).findFirst().orElseThrow();
    }

    public Event await(String frame) {
        return await(event -> event.frame().getString("frame").equals(frame));
    }

    /** Waits until a change of at least that modseq has arrived. */
    public void awaitModseq(long modseq) {
        await(event -> !event.frame().getString("frame").equals("hello") && event.id() != null && event.id() >= modseq);
    }

    /** Waits until the server has ended it. */
    public void awaitEnd() {
        try {
            ended.get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("The server did not end the stream; events: " + events, e);
        }
    }

    @Override
    public void close() {
        subscription.cancel();
    }

    private final class Lines implements Flow.Subscriber<String> {

        private Long id;

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            given.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            if (line.startsWith("id: ")) {
                id = Long.valueOf(line.substring(4));
            } else if (line.startsWith("data: ")) {
                try (var reader = Json.createReader(new StringReader(line.substring(6)))) {
                    events.add(new Event(id, reader.readObject()));
                }
                id = null;
            }
        }

        @Override
        public void onError(Throwable thrown) {
            ended.complete(null);
        }

        @Override
        public void onComplete() {
            ended.complete(null);
        }
    }
}
