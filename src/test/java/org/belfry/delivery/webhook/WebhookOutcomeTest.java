package org.belfry.delivery.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.belfry.delivery.Outcome;
import org.belfry.delivery.Outcome.Result;
import org.belfry.delivery.http.HttpCallException;
import org.belfry.delivery.http.HttpCallResponse;
import org.belfry.delivery.http.OutboundHttpClient;
import org.belfry.platform.IpRanges;
import org.belfry.testing.WebhookReceiver;
import org.belfry.testing.WebhookReceiver.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookOutcomeTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    @ParameterizedTest
    @CsvSource({
        "200, SENT, answered 200: Hm?",
        "202, SENT, answered 202: Hm?",
        "204, SENT, answered 204: Hm?",
        "299, SENT, answered 299: Hm?",
        "301, RETRY, answered 301: redirects are not followed",
        "302, RETRY, answered 302: redirects are not followed",
        "304, RETRY, answered 304: redirects are not followed",
        "308, RETRY, answered 308: redirects are not followed",
        "400, RETRY, answered 400: Hm?",
        "401, RETRY, answered 401: Hm?",
        "403, RETRY, answered 403: Hm?",
        "404, RETRY, answered 404: Hm?",
        "408, RETRY, answered 408: Hm?",
        "409, RETRY, answered 409: Hm?",
        "410, REFUSED, answered 410: it wants no more requests",
        "413, RETRY, answered 413: Hm?",
        "429, THROTTLED, answered 429: Hm?",
        "500, UNAVAILABLE, answered 500: Hm?",
        "501, UNAVAILABLE, answered 501: Hm?",
        "502, UNAVAILABLE, answered 502: Hm?",
        "503, UNAVAILABLE, answered 503: Hm?",
        "504, UNAVAILABLE, answered 504: Hm?",
        "599, UNAVAILABLE, answered 599: Hm?"
    })
    void theStatusDecides(int status, Result result, String words) {
        var outcome = WebhookOutcome.of(new HttpCallResponse(status, Map.of(), " Hm? \n"), true, NOW);
        assertThat(outcome).isEqualTo(Outcome.of(result, words));
    }

    @ParameterizedTest
    @CsvSource({"429, 30, 30", "503, 120, 120", "500, 7, 7", "429, soon,", "404, 60, 60"})
    void whoeverAsksForTimeIsGivenIt(int status, String retryAfter, Long seconds) {
        var response = new HttpCallResponse(status, Map.of("retry-after", retryAfter), "");
        assertThat(WebhookOutcome.of(response, true, NOW).waitAtLeast()).isEqualTo(seconds);
    }

    @Test
    void whatIsSaidWithinTheNetworksOfTheDeploymentIsNotRepeated() {
        var response = new HttpCallResponse(500, Map.of(), "root:x:0:0");
        assertThat(WebhookOutcome.of(response, false, NOW).answer()).isEqualTo("answered 500");
    }

    @Test
    void anAnswerIsKeptInOneLineAndOnlyItsBeginning() {
        var strange = "a\u0000b\r\n\tc\u202Ed\uD83D e ";
        assertThat(WebhookOutcome.of(new HttpCallResponse(500, Map.of(), strange), true, NOW)
                        .answer())
                .isEqualTo("answered 500: a b c d e");
        var bells = "x" + "\uD83D\uDD14".repeat(500);
        var kept = WebhookOutcome.of(new HttpCallResponse(500, Map.of(), bells), true, NOW)
                .answer();
        assertThat(kept).endsWith("\uD83D\uDD14…").hasSizeLessThan(220);
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(kept)).isTrue();
    }

    private static OutboundHttpClient calls(AddressGuard guard) {
        return new OutboundHttpClient(guard, 4, LONGEST);
    }

    private static AddressGuard guard(String allowed, String address, AtomicInteger asked) {
        return new AddressGuard(
                IpRanges.parse("it", allowed),
                true,
                host -> {
                    asked.incrementAndGet();
                    return new InetAddress[] {InetAddress.getByName(address)};
                },
                LONGEST);
    }

    private static HttpCallException failure(AddressGuard guard, URI url) throws Exception {
        try (guard;
                var calls = calls(guard)) {
            return catchThrowableOfType(
                    HttpCallException.class,
                    () -> calls.post(url, Map.of(), "application/json", new byte[] {'{', '}'}, () -> true));
        }
    }

    @Test
    void ofABlockedCallIsSaidWhatIsSaidOfAHostThatDoesNotExistAndTheLogHasTheRest() throws Exception {
        try (var receiver = new WebhookReceiver()) {
            var url = URI.create("http://example.org:" + receiver.url("/").getPort() + "/blocked");
            var failure = failure(guard("", "127.0.0.1", new AtomicInteger()), url);
            assertThat(failure).hasMessageContaining("example.org resolves to 127.0.0.1, which is a loopback address");
            assertThat(WebhookOutcome.of(failure, true, true)).isEqualTo(unknownHost());
            assertThat(receiver.calls("/blocked")).isEmpty();
        }
    }

    @Test
    void theNameIsLookedUpOnceForACallAndARedirectIsNotFollowed() throws Exception {
        var asked = new AtomicInteger();
        try (var receiver = new WebhookReceiver();
                var other = new WebhookReceiver();
                var guard = guard("127.0.0.1", "127.0.0.1", asked);
                var calls = calls(guard)) {
            receiver.answer("/here", new Reply(307, "Location: " + other.url("/there"), ""));
            var url = URI.create("http://example.org:" + receiver.url("/").getPort() + "/here");
            var response = calls.post(url, Map.of(), "application/json", new byte[] {'{', '}'}, () -> true);
            assertThat(response.status()).isEqualTo(307);
            assertThat(asked).hasValue(1);
            assertThat(receiver.calls("/here")).hasSize(1);
            assertThat(other.calls("/there")).isEmpty();
        }
    }

    @Test
    void whatBrokeBeforeTheMessageWasSentIsTriedAgain() throws Exception {
        URI closed;
        try (var receiver = new WebhookReceiver()) {
            closed = receiver.url("/");
        }
        var refused = failure(guard("127.0.0.1", "127.0.0.1", new AtomicInteger()), closed);
        assertThat(WebhookOutcome.of(refused, true, false))
                .isEqualTo(Outcome.of(Result.UNAVAILABLE, "not reached: no connection"));
        var unknown = new AddressGuard(
                IpRanges.parse("it", ""),
                true,
                host -> {
                    throw new UnknownHostException(host);
                },
                LONGEST);
        assertThat(WebhookOutcome.of(failure(unknown, URI.create("https://nowhere.example.org/")), true, false))
                .isEqualTo(unknownHost());
        try (var babble = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var noTls = URI.create("https://127.0.0.1:" + babble.getLocalPort() + "/");
            CompletableFuture.runAsync(() -> answerInPlainText(babble));
            var outcome = WebhookOutcome.of(
                    failure(guard("127.0.0.1", "127.0.0.1", new AtomicInteger()), noTls), false, false);
            assertThat(outcome).isEqualTo(Outcome.of(Result.UNAVAILABLE, "not reached: TLS failed"));
        }
    }

    private static Outcome unknownHost() {
        return Outcome.of(Result.UNAVAILABLE, "not reached: its host has no address that can be called");
    }

    private static void answerInPlainText(ServerSocket server) {
        try (var socket = server.accept()) {
            socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatBrokeAfterwardsMayHaveArrived() throws Exception {
        try (var receiver = new WebhookReceiver()) {
            receiver.answer("/", Reply.of(0));
            var failure = failure(guard("127.0.0.1", "127.0.0.1", new AtomicInteger()), receiver.url("/"));
            assertThat(WebhookOutcome.of(failure, true, false))
                    .isEqualTo(Outcome.of(
                            Result.UNCERTAIN, "broken off after the message was handed over: the connection broke"));
            assertThat(WebhookOutcome.of(failure, true, true).answer()).endsWith("no answer in time");
        }
    }
}
