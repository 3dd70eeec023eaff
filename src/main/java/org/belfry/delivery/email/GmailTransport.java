package org.belfry.delivery.email;

import jakarta.json.JsonObject;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.belfry.delivery.Outcome.Result;
import org.belfry.delivery.http.HttpCallResponse;
import org.belfry.delivery.http.RetryAfter;
import org.belfry.platform.InputPattern;
import org.belfry.platform.JsonOutput;

/** Gmail's {@code messages/send}: the whole message in base64url. It knows no idempotency key. */
public final class GmailTransport extends HttpTransport {

    /** Reasons of a 403 that say "too much", and not "not you"; of the old errors and of the new details. */
    private static final Set<String> USAGE_LIMITS = Set.of(
            "ratelimitexceeded",
            "userratelimitexceeded",
            "quotaexceeded",
            "dailylimitexceeded",
            "dailylimitexceededunreg",
            "limitexceeded",
            "concurrentlimitexceeded",
            "rate_limit_exceeded",
            "quota_exceeded",
            "resource_exhausted");

    /** Those that do not pass within minutes. */
    private static final Set<String> OF_THE_DAY =
            Set.of("dailylimitexceeded", "dailylimitexceededunreg", "quotaexceeded", "quota_exceeded");

    private static final InputPattern RETRY_AFTER = InputPattern.ofPart(10_000, "Retry after ([0-9T:.-]++Z)");

    public GmailTransport(Session session, URLName name) {
        super(session, name);
    }

    @Override
    void send(OutboxMessage message) throws MessagingException {
        var raw = Base64.getUrlEncoder().withoutPadding().encodeToString(message.bytes());
        var json = JsonOutput.object().add("raw", raw).build().toString();
        var token = api().tokens().get().token();
        var response = post(message, token, json);
        if (response.status() == 401) {
            // The token was withdrawn before its time, and nothing was taken: once more with a new one.
            api().tokens().drop(token);
            response = post(message, api().tokens().get().token(), json);
        }
        if (!response.isSuccess()) {
            throw failure(response, now());
        }
        message.taken("id " + ProviderJson.text(ProviderJson.object(response.body()), "id"));
    }

    private HttpCallResponse post(OutboxMessage message, String token, String json) throws MessagingException {
        return post(message, "/gmail/v1/users/me/messages/send", Map.of("Authorization", "Bearer " + token), json);
    }

    private static ProviderException failure(HttpCallResponse response, Instant now) {
        var error = ProviderJson.object(ProviderJson.object(response.body()), "error");
        var said = ProviderJson.text(error, "message");
        var reasons = reasons(error);
        var words = words(response, String.join(", ", reasons), said);
        var tooMuch = reasons.stream().map(GmailTransport::lower).anyMatch(USAGE_LIMITS::contains);
        if (response.status() == 429 || response.status() == 403 && tooMuch) {
            var ofTheDay = reasons.stream().map(GmailTransport::lower).anyMatch(OF_THE_DAY::contains);
            var otherwise = named(said, now, ofTheDay ? AN_HOUR : A_MINUTE);
            return new ProviderException(Result.THROTTLED, words, waitOr(response, now, otherwise));
        }
        if (response.status() == 400 && isAboutAccount(reasons, said)) {
            return new ProviderException(Result.CREDENTIALS_REJECTED, words);
        }
        return failure(response, words, now);
    }

    /** A 400 that would come for each message: no mailbox there, or a sender that is none. */
    private static boolean isAboutAccount(Set<String> reasons, String said) {
        return reasons.contains("failedPrecondition")
                || reasons.contains("FAILED_PRECONDITION")
                || said.contains("From header");
    }

    private static Set<String> reasons(JsonObject error) {
        var reasons = new LinkedHashSet<String>();
        ProviderJson.objects(error, "errors").forEach(each -> reasons.add(ProviderJson.text(each, "reason")));
        ProviderJson.objects(error, "details").forEach(each -> reasons.add(ProviderJson.text(each, "reason")));
        reasons.add(ProviderJson.text(error, "status"));
        reasons.remove("");
        return reasons;
    }

    /** Seconds until the time that Gmail names in its words. */
    private static long named(String said, Instant now, long otherwise) {
        var found = RETRY_AFTER.find(said);
        if (found.isEmpty()) {
            return otherwise;
        }
        var seconds = RetryAfter.until(found.get().group(1), now);
        return seconds == null ? otherwise : seconds;
    }

    private static String lower(String reason) {
        return reason.toLowerCase(Locale.ROOT);
    }
}
