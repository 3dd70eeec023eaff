package org.belfry.testing;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Flow;

/** A program that knows the API only: one server, one credential. */
public final class BelfryClient {

    /** The admin key that the tests' environment gives to every server. */
    public static final String ADMIN_KEY = "test-admin-key-0123456789";

    /** An answer, whatever its status. */
    public record Answer(int status, String text, HttpResponse<String> response) {

        public JsonObject json() {
            try (var reader = Json.createReader(new StringReader(text))) {
                return reader.readObject();
            }
        }

        /** The session's cookie that it sets, as a browser sends it back. */
        public String cookie() {
            return cookie("belfry_session").replaceFirst(";.*", "");
        }

        /** A cookie that it sets, with its attributes. */
        public String cookie(String name) {
            return response.headers().allValues("Set-Cookie").stream()
                    .filter(cookie -> cookie.startsWith(name + "="))
                    .findFirst()
                    .orElseThrow();
        }

        /** Fails with the answer's text where the status is another. */
        public JsonObject expect(int expected) {
            assertThat(status).as(text).isEqualTo(expected);
            return text.isEmpty() ? JsonObject.EMPTY_JSON_OBJECT : json();
        }
    }

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final URI base;
    private final String key;
    private final String token;

    private BelfryClient(URI base, String key, String token) {
        this.base = base;
        this.key = key;
        this.token = token;
    }

    public static BelfryClient admin(URI base) {
        return new BelfryClient(base, ADMIN_KEY, null);
    }

    /** The same server with another API key; null for none. */
    public BelfryClient withKey(String otherKey) {
        return new BelfryClient(base, otherKey, null);
    }

    /** The same credential at another server. */
    public BelfryClient at(URI server) {
        return new BelfryClient(server, key, token);
    }

    /** The same server with a token. */
    public BelfryClient withToken(String token) {
        return new BelfryClient(base, null, token);
    }

    /** A client with a new key. */
    public BelfryClient withNewKey(JsonObjectBuilder description) {
        return withKey(
                post("api/keys", description.build().toString()).expect(201).getString("key"));
    }

    public URI base() {
        return base;
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    public Answer post(String path, String body) {
        return send(withBody(path, "POST", body));
    }

    public Answer put(String path, String body) {
        return send(withBody(path, "PUT", body));
    }

    public Answer delete(String path, String body) {
        return send(withBody(path, "DELETE", body));
    }

    /**
     * Sends as it is, with this client's key or token. Fails where the OpenAPI document does not describe what comes of
     * it.
     */
    public Answer send(HttpRequest.Builder builder) {
        var request = authorize(builder).timeout(Duration.ofSeconds(60)).build();
        try {
            var response = HTTP.send(request, Whole.answer());
            Contract.servedBy(base)
                    .check(new Contract.Exchange(
                            request.method(),
                            request.uri(),
                            request.headers(),
                            body(request),
                            response.statusCode(),
                            response.headers(),
                            response.body()));
            return new Answer(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Adds this client's key or token to a request that is sent in another way. */
    public HttpRequest.Builder authorize(HttpRequest.Builder builder) {
        if (key != null) {
            builder.header("x-api-key", key);
        }
        if (token != null) {
            builder.header("Authorization", "Bearer " + token);
        }
        return builder;
    }

    /** What the request carries; of text it is all there at once. */
    private static String body(HttpRequest request) {
        var text = HttpResponse.BodySubscribers.ofString(StandardCharsets.UTF_8);
        request.bodyPublisher().ifPresentOrElse(body -> body.subscribe(new Bytes(text)), text::onComplete);
        return text.getBody().toCompletableFuture().join();
    }

    /** Passes the buffers of a request on to a reader of an answer. */
    private record Bytes(HttpResponse.BodySubscriber<String> reader) implements Flow.Subscriber<ByteBuffer> {

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            reader.onSubscribe(subscription);
        }

        @Override
        public void onNext(ByteBuffer buffer) {
            reader.onNext(List.of(buffer));
        }

        @Override
        public void onError(Throwable thrown) {
            reader.onError(thrown);
        }

        @Override
        public void onComplete() {
            reader.onComplete();
        }
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path));
    }

    private HttpRequest.Builder withBody(String path, String method, String body) {
        return request(path)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
    }

    /** Posts an event that is accepted; answers the receipt. */
    public JsonObject event(JsonObjectBuilder event) {
        return post("api/events", event.build().toString()).expect(201);
    }

    /** The beginning of an event. */
    public static JsonObjectBuilder event(String type, String title, String... recipients) {
        var names = Json.createArrayBuilder();
        List.of(recipients).forEach(names::add);
        return Json.createObjectBuilder().add("type", type).add("title", title).add("recipients", names);
    }

    public JsonObject inbox(String recipient, String more) {
        return get("api/notifications?recipient=" + encode(recipient) + more).expect(200);
    }

    public JsonObject inbox(String recipient) {
        return inbox(recipient, "");
    }

    /** Gives a recipient an e-mail address. */
    public void address(String recipient, String email) {
        put(
                        "api/recipients/" + encode(recipient),
                        Json.createObjectBuilder().add("email", email).build().toString())
                .expect(200);
    }

    /** The e-mail's delivery of an event that one recipient is told of by e-mail. */
    public JsonObject emailDelivery(int eventId) {
        return get("api/events/" + eventId)
                .expect(200)
                .getJsonArray("recipients")
                .getJsonObject(0)
                .getJsonArray("channels")
                .getValuesAs(JsonObject.class)
                .stream()
                .filter(channel -> channel.getString("channel").equals("email"))
                .findFirst()
                .orElseThrow()
                .getJsonObject("delivery");
    }

    /** Signs the admin in; answers the answer, with the cookie. */
    public Answer signIn() {
        return withKey(null).post("api/session", "{\"account\":\"admin\",\"password\":\"test-admin-password\"}");
    }

    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
