package org.belfry.delivery.email;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.InternetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.belfry.delivery.Outcome.Result;
import org.belfry.delivery.http.HttpCallResponse;
import org.belfry.delivery.http.RetryAfter;
import org.belfry.platform.JsonOutput;

/** Resend's {@code POST /emails}. A delivery has one idempotency key, so what may have arrived can be sent again. */
public final class ResendTransport extends HttpTransport {

    private static final String SPECIAL = "()<>[]:;@\\,.\"";

    public ResendTransport(Session session, URLName name) {
        super(session, name);
    }

    @Override
    void send(OutboxMessage message) throws MessagingException {
        // As the Message-ID: the same for each attempt, and another in an installation that begins anew.
        var key = message.getMessageID().replace("<", "").replace(">", "");
        var headers = Map.of("Authorization", "Bearer " + api().key(), "Idempotency-Key", key);
        var response = post(message, "/emails", headers, body(ParsedMessage.of(message)));
        if (!response.isSuccess()) {
            throw failure(response, now());
        }
        message.taken("id " + ProviderJson.text(ProviderJson.object(response.body()), "id"));
    }

    /** The same bytes for each attempt, or the key would be refused: nothing in it depends on when it is sent. */
    static String body(ParsedMessage message) {
        var headers = JsonOutput.object();
        message.headers().forEach(headers::add);
        var json = JsonOutput.object()
                .add("from", address(message.from()))
                .add("to", JsonOutput.array().add(message.to().getAddress()))
                .add("subject", message.subject());
        if (message.replyTo() != null) {
            json.add("reply_to", address(message.replyTo()));
        }
        if (message.text() != null) {
            json.add("text", message.text());
        }
        if (message.html() != null) {
            json.add("html", message.html());
        }
        return json.add("headers", headers).build().toString();
    }

    /** With its name as it is read; in quotes only where it holds what has a meaning in an address (RFC 5322, 3.2.3). */
    private static String address(InternetAddress address) {
        var name = address.getPersonal();
        return name == null || name.chars().anyMatch(character -> SPECIAL.indexOf(character) >= 0)
                ? address.toUnicodeString()
                : name + " <" + address.getAddress() + ">";
    }

    private static ProviderException failure(HttpCallResponse response, Instant now) {
        var json = ProviderJson.object(response.body());
        var name = ProviderJson.text(json, "name");
        var said = ProviderJson.text(json, "message");
        var words = words(response, name, said);
        return switch (name) {
            case "rate_limit_exceeded" ->
                new ProviderException(Result.THROTTLED, words, waitOr(response, now, reset(response, now)));
            case "daily_quota_exceeded" ->
                new ProviderException(Result.THROTTLED, words, waitOr(response, now, untilTomorrow(now)));
            case "monthly_quota_exceeded" ->
                new ProviderException(Result.THROTTLED, words, waitOr(response, now, A_DAY));
            // A sender that is not verified too: what it says of this message it would say of each attempt.
            case "invalid_from_address", "validation_error" -> new ProviderException(Result.REFUSED, words);
            case "missing_api_key", "invalid_api_key", "restricted_api_key", "invalid_access" ->
                new ProviderException(Result.CREDENTIALS_REJECTED, words);
            case "invalid_idempotent_request" ->
                new ProviderException(
                        Result.REFUSED, words + " (an earlier attempt was made with other words; it may have arrived)");
            case "concurrent_idempotent_requests" ->
                new ProviderException(Result.RETRY, words, response.retryAfter(now));
            default -> failure(response, words, now);
        };
    }

    /** Seconds until a new window begins, of the header that says it with every answer. */
    private static long reset(HttpCallResponse response, Instant now) {
        var seconds = RetryAfter.seconds(response.header("ratelimit-reset"), now);
        return seconds == null ? 1 : seconds;
    }

    private static long untilTomorrow(Instant now) {
        var today = now.atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS);
        return Duration.between(now, today.plusDays(1)).toSeconds() + 1;
    }
}
