package org.belfry.delivery.email;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.URLName;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.belfry.delivery.Outcome.Result;
import org.belfry.delivery.http.HttpCallException;
import org.belfry.delivery.http.HttpCallResponse;
import org.belfry.delivery.http.LeaseLostException;
import org.belfry.delivery.http.OutboundHttpClient;

/** A mail transport over a provider's HTTP API. There is no connection to be kept: each message is a call of its own. */
abstract class HttpTransport extends Transport {

    /** Under this name the properties of a session hold what its transport needs, an {@link Api}. */
    static final String API = "belfry.mail.api";

    /** Seconds to wait where a provider says only that it was too much. */
    static final long A_MINUTE = 60;

    static final long AN_HOUR = 3_600;

    static final long A_DAY = 86_400;

    /**
     * How to reach an API.
     *
     * @param base URL without a slash at its end
     * @param key null where tokens are used
     * @param tokens null where a key is used
     */
    record Api(String base, String key, OAuthTokens tokens, OutboundHttpClient calls, Clock clock) {

        @Override
        public String toString() {
            return "Api[" + base + "]";
        }
    }

    private final Api api;

    HttpTransport(Session session, URLName name) {
        super(session, name);
        api = (Api) session.getProperties().get(API);
    }

    @Override
    protected final boolean protocolConnect(String host, int port, String user, String password) {
        return true;
    }

    @Override
    public final void sendMessage(Message message, Address[] addresses) throws MessagingException {
        if (!isConnected()) {
            throw new IllegalStateException("Not connected");
        }
        if (!(message instanceof OutboxMessage outgoing) || addresses.length != 1) {
            throw new SendFailedException("only a delivery can be sent, and to one recipient");
        }
        send(outgoing);
    }

    /** @throws ProviderException where the provider did not take it, or nobody knows */
    abstract void send(OutboxMessage message) throws MessagingException;

    final Api api() {
        return api;
    }

    final Instant now() {
        return api.clock().instant();
    }

    /** Posts JSON; the outbox is asked before it goes out. */
    final HttpCallResponse post(OutboxMessage message, String path, Map<String, String> headers, String json)
            throws MessagingException {
        try {
            var url = URI.create(api.base() + path);
            var body = json.getBytes(StandardCharsets.UTF_8);
            return api.calls().post(url, headers, "application/json", body, message::handOver);
        } catch (LeaseLostException e) {
            throw new MessagingException(e.getMessage(), e);
        } catch (HttpCallException e) {
            var result = e.handedOver() ? Result.UNCERTAIN : Result.UNAVAILABLE;
            throw new ProviderException(result, "no response from " + api.base() + ": " + e.getMessage(), e);
        }
    }

    /** What no provider needs to say in its own way. */
    static ProviderException failure(HttpCallResponse response, String words, Instant now) {
        var status = response.status();
        return switch (status) {
            // The wrong URL, or a way of sending that is switched off for us.
            case 401, 403, 404, 405 -> new ProviderException(Result.CREDENTIALS_REJECTED, words);
            case 408, 425 -> new ProviderException(Result.RETRY, words, response.retryAfter(now));
            case 429 -> new ProviderException(Result.THROTTLED, words, waitOr(response, now, A_MINUTE));
            default ->
                status / 100 == 4
                        ? new ProviderException(Result.REFUSED, words)
                        : new ProviderException(Result.UNAVAILABLE, words, response.retryAfter(now));
        };
    }

    /** Seconds of {@code Retry-After}, or others where it is not there. */
    static long waitOr(HttpCallResponse response, Instant now, long otherwise) {
        var asked = response.retryAfter(now);
        return asked == null ? otherwise : asked;
    }

    /** A status with what was said of it. */
    static String words(HttpCallResponse response, String... said) {
        var words = new StringBuilder().append(response.status());
        var found = false;
        for (var text : said) {
            if (!text.isBlank()) {
                words.append(found ? ": " : " ").append(text.strip());
                found = true;
            }
        }
        return found
                ? words.toString()
                : words.append(' ').append(response.body().strip()).toString().strip();
    }
}
