package org.belfry.delivery.email;

import jakarta.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.belfry.delivery.Outcome.Result;
import org.belfry.delivery.email.MailConfiguration.OAuth;
import org.belfry.delivery.http.HttpCallException;
import org.belfry.delivery.http.HttpCallResponse;
import org.belfry.delivery.http.LeaseLostException;
import org.belfry.delivery.http.OutboundHttpClient;
import org.belfry.platform.InputPattern;

/**
 * Access tokens that a refresh token gives (RFC 6749, 6). One is kept until shortly before it ends; when a new one is needed one
 * thread asks for it, and those who need it at the same time wait for that answer, whatever it is.
 */
final class OAuthTokens {

    /** Seconds before its end from which on a token is used no more. */
    private static final long MARGIN = 60;

    /** Seconds for which a refresh token that was withdrawn is not tried again. */
    static final long REVOKED_FOR = 60;

    private static final long USUAL_LIFE = 3_600;
    private static final int REMEMBERED = 4;

    /** What goes into a header as it is (RFC 6750, 2.1). */
    private static final InputPattern TOKEN = InputPattern.of(8192, "[!-~]+");

    /** Errors that only a person can mend (RFC 6749, 5.2): the consent or the client is gone. */
    private static final Set<String> GONE = Set.of("invalid_grant", "invalid_client", "unauthorized_client");

    /** @param fresh whether it was asked for just now */
    record Access(String token, boolean fresh) {

        @Override
        public String toString() {
            return "Access[fresh=" + fresh + "]";
        }
    }

    private record Token(String value, Instant usableUntil) {

        @Override
        public String toString() {
            return "Token[until " + usableUntil + "]";
        }
    }

    private final OutboundHttpClient calls;
    private final OAuth oauth;
    private final Clock clock;

    /** The last ones, which a provider may still say back. */
    private final Deque<String> issued = new ArrayDeque<>();

    private volatile Token current;
    private CompletableFuture<String> asking;
    private ProviderException revoked;
    private Instant revokedUntil;

    OAuthTokens(OutboundHttpClient calls, OAuth oauth, Clock clock) {
        this.calls = calls;
        this.oauth = oauth;
        this.clock = clock;
    }

    /**
     * A token that is good for a minute at least, if it is not withdrawn.
     *
     * @throws ProviderException where there is none to be had
     */
    Access get() throws ProviderException {
        var token = current;
        if (isUsable(token)) {
            return new Access(token.value(), false);
        }
        CompletableFuture<String> answer;
        var mine = false;
        synchronized (this) {
            if (isUsable(current)) {
                return new Access(current.value(), false);
            }
            if (revoked != null && clock.instant().isBefore(revokedUntil)) {
                throw revoked.retryable();
            }
            if (asking == null) {
                asking = new CompletableFuture<>();
                mine = true;
            }
            answer = asking;
        }
        if (mine) {
            ask(answer);
        }
        try {
            return new Access(answer.join(), true);
        } catch (CompletionException e) {
            if (e.getCause() instanceof ProviderException known) {
                throw known.retryable();
            }
            throw e;
        }
    }

    /** This one was refused: the next who needs one asks for a new one. */
    synchronized void drop(String token) {
        if (current != null && current.value().equals(token)) {
            current = null;
        }
    }

    /** Those of late. */
    synchronized Collection<String> issued() {
        return List.copyOf(issued);
    }

    private boolean isUsable(Token token) {
        return token != null && clock.instant().isBefore(token.usableUntil());
    }

    private void ask(CompletableFuture<String> answer) {
        try {
            var token = refresh();
            settle(token, null);
            answer.complete(token.value());
        } catch (ProviderException e) {
            settle(null, e);
            answer.completeExceptionally(e);
        } catch (RuntimeException | Error e) {
            // Whoever waits must not wait for ever.
            settle(null, null);
            answer.completeExceptionally(e);
        }
    }

    private synchronized void settle(Token token, ProviderException failure) {
        asking = null;
        current = token;
        if (token != null) {
            issued.addFirst(token.value());
            if (issued.size() > REMEMBERED) {
                issued.removeLast();
            }
        }
        revoked = failure != null && failure.result() == Result.REVOKED ? failure : null;
        revokedUntil = clock.instant().plusSeconds(REVOKED_FOR);
    }

    private Token refresh() throws ProviderException {
        var form = "grant_type=refresh_token&refresh_token=" + encoded(oauth.refreshToken()) + "&client_id="
                + encoded(oauth.clientId()) + "&client_secret=" + encoded(oauth.clientSecret());
        HttpCallResponse response;
        try {
            response = calls.post(
                    oauth.tokenUrl(),
                    Map.of("Accept", "application/json"),
                    "application/x-www-form-urlencoded",
                    form.getBytes(StandardCharsets.US_ASCII),
                    () -> true);
        } catch (HttpCallException | LeaseLostException e) {
            throw new ProviderException(
                    Result.UNAVAILABLE, "no response from " + oauth.tokenUrl() + ": " + e.getMessage(), e);
        }
        var json = ProviderJson.object(response.body());
        if (!response.isSuccess()) {
            throw failure(response, json);
        }
        var value = ProviderJson.text(json, "access_token");
        if (!TOKEN.matches(value)) {
            throw new ProviderException(Result.UNAVAILABLE, "no access token in the response from " + oauth.tokenUrl());
        }
        var life = Math.max(0, Math.min(USUAL_LIFE * 24, ProviderJson.number(json, "expires_in", USUAL_LIFE)));
        return new Token(value, clock.instant().plusSeconds(life - MARGIN));
    }

    private ProviderException failure(HttpCallResponse response, JsonObject json) {
        var error = ProviderJson.text(json, "error");
        var words = oauth.tokenUrl() + ": "
                + HttpTransport.words(response, error, ProviderJson.text(json, "error_description"));
        var now = clock.instant();
        if (GONE.contains(error)) {
            return new ProviderException(Result.REVOKED, words);
        }
        return switch (response.status()) {
            case 429 ->
                new ProviderException(
                        Result.THROTTLED, words, HttpTransport.waitOr(response, now, HttpTransport.A_MINUTE));
            case 400, 401, 403, 404, 405 -> new ProviderException(Result.CREDENTIALS_REJECTED, words);
            default -> new ProviderException(Result.UNAVAILABLE, words, response.retryAfter(now));
        };
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
