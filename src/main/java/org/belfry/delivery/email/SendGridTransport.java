package org.belfry.delivery.email;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.InternetAddress;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.belfry.delivery.Outcome.Result;
import org.belfry.delivery.http.HttpCallResponse;
import org.belfry.platform.Characters;
import org.belfry.platform.JsonOutput;

/** SendGrid's {@code POST /v3/mail/send}. It knows no idempotency key: what may have arrived is not sent again. */
public final class SendGridTransport extends HttpTransport {

    public SendGridTransport(Session session, URLName name) {
        super(session, name);
    }

    @Override
    void send(OutboxMessage message) throws MessagingException {
        var headers = Map.of("Authorization", "Bearer " + api().key());
        var response = post(message, "/v3/mail/send", headers, body(ParsedMessage.of(message)));
        if (!response.isSuccess()) {
            throw failure(response, now());
        }
        var id = response.header("x-message-id");
        message.taken(id == null ? "" : "id " + id);
    }

    static String body(ParsedMessage message) {
        var headers = JsonOutput.object();
        message.headers().forEach(headers::add);
        var content = JsonOutput.array();
        // Plain text comes first, says SendGrid.
        if (message.text() != null) {
            content.add(part("text/plain", message.text()));
        }
        if (message.html() != null) {
            content.add(part("text/html", message.html()));
        }
        var to = JsonOutput.object().add("to", JsonOutput.array().add(address(message.to())));
        var json = JsonOutput.object()
                .add("personalizations", JsonOutput.array().add(to))
                .add("from", address(message.from()))
                .add("subject", message.subject())
                .add("content", content)
                .add("headers", headers)
                .add(
                        "tracking_settings",
                        JsonOutput.object()
                                .add("click_tracking", off().add("enable_text", false))
                                .add("open_tracking", off())
                                .add("subscription_tracking", off()));
        if (message.replyTo() != null) {
            json.add("reply_to", address(message.replyTo()));
        }
        return json.build().toString();
    }

    private static JsonObjectBuilder part(String type, String text) {
        return JsonOutput.object().add("type", type).add("value", text);
    }

    private static JsonObjectBuilder address(InternetAddress address) {
        var json = JsonOutput.object().add("email", address.getAddress());
        return address.getPersonal() == null ? json : json.add("name", address.getPersonal());
    }

    private static JsonObjectBuilder off() {
        return JsonOutput.object().add("enable", false);
    }

    private static ProviderException failure(HttpCallResponse response, Instant now) {
        var errors = ProviderJson.objects(ProviderJson.object(response.body()), "errors");
        var said = errors.stream().map(SendGridTransport::said).collect(Collectors.joining("; "));
        var words = words(response, said);
        // An account without credit is told so in the place where a wrong key is.
        if (said.toLowerCase(Locale.ROOT).contains("credits exceeded")) {
            return new ProviderException(Result.THROTTLED, words, waitOr(response, now, AN_HOUR));
        }
        return switch (response.status()) {
            // A sender that is not verified: what it says of this message it would say of each attempt.
            case 403 ->
                errors.stream().anyMatch(SendGridTransport::isAboutSender)
                        ? new ProviderException(Result.REFUSED, words)
                        : failure(response, words, now);
            case 429 -> new ProviderException(Result.THROTTLED, words, waitOr(response, now, reset(response, now)));
            default -> failure(response, words, now);
        };
    }

    private static String said(JsonObject error) {
        var field = ProviderJson.text(error, "field");
        return ProviderJson.text(error, "message") + (field.isEmpty() ? "" : " (" + field + ")");
    }

    private static boolean isAboutSender(JsonObject error) {
        var field = ProviderJson.text(error, "field");
        return field.equals("from") || field.startsWith("from.");
    }

    /** Seconds until {@code X-RateLimit-Reset}, which is in Unix seconds. */
    private static long reset(HttpCallResponse response, Instant now) {
        var at = response.header("x-ratelimit-reset");
        if (at == null || !Characters.areDigits(at.strip(), 12)) {
            return A_MINUTE;
        }
        return Math.max(1, Math.min(A_DAY, Long.parseLong(at.strip()) - now.getEpochSecond()));
    }
}
