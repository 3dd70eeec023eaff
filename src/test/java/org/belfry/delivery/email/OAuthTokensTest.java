package org.belfry.delivery.email;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.belfry.delivery.Outcome.Result;
import org.belfry.delivery.email.MailConfiguration.OAuth;
import org.belfry.delivery.http.OutboundHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OAuthTokensTest {

    @RegisterExtension
    static final WireMockExtension ENDPOINT =
            WireMockExtension.newInstance().options(options().dynamicPort()).build();

    /** Stands still until it is told. */
    private static final class StillClock extends Clock {

        private volatile Instant now = Instant.parse("2026-03-01T12:00:00Z");

        void pass(long seconds) {
            now = now.plusSeconds(seconds);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private final StillClock clock = new StillClock();
    private final OutboundHttpClient calls =
            new OutboundHttpClient(SystemDefaultDnsResolver.INSTANCE, 20, Duration.ofSeconds(20));
    private final OAuthTokens tokens = new OAuthTokens(
            calls, new OAuth(URI.create(ENDPOINT.baseUrl() + "/token"), "id", "secret", "refresh"), clock);

    @AfterEach
    void close() throws IOException {
        calls.close();
    }

    private static void answers(ResponseDefinitionBuilder answer) {
        ENDPOINT.stubFor(post(urlEqualTo("/token")).willReturn(answer));
    }

    private static void gives(String token, long seconds) {
        answers(aResponse()
                .withBody("{\"access_token\":\"" + token + "\",\"expires_in\":" + seconds
                        + ",\"token_type\":\"Bearer\"}"));
    }

    private static void asked(int times) {
        ENDPOINT.verify(times, postRequestedFor(urlEqualTo("/token")));
    }

    private ProviderException failure() {
        return catchThrowableOfType(ProviderException.class, tokens::get);
    }

    @Test
    void aTokenIsUsedUntilAMinuteBeforeItsEnd() throws Exception {
        gives("one", 3599);
        assertThat(tokens.get()).isEqualTo(new OAuthTokens.Access("one", true));
        gives("two", 3599);
        clock.pass(3538);
        assertThat(tokens.get()).isEqualTo(new OAuthTokens.Access("one", false));
        clock.pass(1);
        assertThat(tokens.get()).isEqualTo(new OAuthTokens.Access("two", true));
        asked(2);
        assertThat(tokens.issued()).containsExactly("two", "one");
    }

    @Test
    void aTokenThatEndsWithinAMinuteIsGoodForOneUse() throws Exception {
        gives("one", 30);
        assertThat(tokens.get().token()).isEqualTo("one");
        assertThat(tokens.get().token()).isEqualTo("one");
        asked(2);
    }

    @Test
    void onlyTheTokenThatWasRefusedIsDropped() throws Exception {
        gives("one", 3599);
        tokens.get();
        tokens.drop("another");
        assertThat(tokens.get().fresh()).isFalse();
        tokens.drop("one");
        assertThat(tokens.get().fresh()).isTrue();
        asked(2);
    }

    @Test
    void manyWhoNeedATokenAtOnceAskOnce() throws Exception {
        answers(aResponse().withFixedDelay(300).withBody("{\"access_token\":\"one\",\"expires_in\":3599}"));

        assertThat(atOnce(tokens::get)).extracting(OAuthTokens.Access::token).containsOnly("one");
        asked(1);
    }

    @Test
    void manyWhoNeedATokenAtOnceShareTheFailureToo() throws Exception {
        answers(aResponse().withFixedDelay(300).withStatus(503));

        assertThat(atOnce(this::failure)).extracting(ProviderException::result).containsOnly(Result.UNAVAILABLE);
        asked(1);
    }

    private static <T> ArrayList<T> atOnce(Callable<T> task) throws Exception {
        var threads = Executors.newFixedThreadPool(8);
        try {
            var results = new ArrayList<T>();
            for (Future<T> result : threads.invokeAll(Collections.nCopies(8, task))) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "400 | invalid_grant          | REVOKED     | null",
                "401 | invalid_client         | REVOKED     | null",
                "401 | unauthorized_client    | REVOKED     | null",
                "400 | unauthorized_client    | REVOKED     | null",
                "400 | invalid_request        | CREDENTIALS_REJECTED      | null",
                "400 | unsupported_grant_type | CREDENTIALS_REJECTED      | null",
                "404 | null                   | CREDENTIALS_REJECTED      | null",
                "429 | rate_limit             | THROTTLED   | 60",
                "500 | internal_failure       | UNAVAILABLE | null",
                "503 | null                   | UNAVAILABLE | null",
                "302 | null                   | UNAVAILABLE | null"
            })
    void eachErrorHasItsMeaning(int status, String error, Result result, Long wait) {
        answers(aResponse().withStatus(status).withBody(error == null ? "?" : "{\"error\":\"" + error + "\"}"));

        var failure = failure();

        assertThat(failure.result()).isEqualTo(result);
        assertThat(failure.waitAtLeast()).isEqualTo(wait);
        assertThat(failure).hasMessageContaining(status + " " + (error == null ? "?" : error));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}",
                "[]",
                "nothing",
                "{\"access_token\":7}",
                "{\"access_token\":\"a b\"}",
                "{\"access_token\":\"\"}"
            })
    void anAnswerWithoutATokenIsTheEndpointsTrouble(String body) {
        answers(aResponse().withBody(body));

        assertThat(failure().result()).isEqualTo(Result.UNAVAILABLE);
    }

    @Test
    void aConnectionThatBreaksIsCertain() {
        answers(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

        assertThat(failure().result()).isEqualTo(Result.UNAVAILABLE);
    }

    @Test
    void theEndpointIsNotAskedAgainAtOnceForARefreshTokenThatWasWithdrawn() throws Exception {
        answers(aResponse().withStatus(400).withBody("{\"error\":\"invalid_grant\"}"));
        assertThat(failure().result()).isEqualTo(Result.REVOKED);
        clock.pass(OAuthTokens.REVOKED_FOR - 1);
        assertThat(failure().result()).isEqualTo(Result.REVOKED);
        asked(1);

        clock.pass(1);
        gives("one", 3599);
        assertThat(tokens.get().token()).isEqualTo("one");
        asked(2);
    }

    @Test
    void whatPassesIsAskedForAgain() throws Exception {
        answers(aResponse().withStatus(503));
        assertThat(failure().result()).isEqualTo(Result.UNAVAILABLE);
        gives("one", 3599);
        assertThat(tokens.get().token()).isEqualTo("one");
    }

    @Test
    void noTextOfItHoldsATokenOrASecret() throws Exception {
        gives("one", 3599);

        assertThat(tokens.get().toString()).doesNotContain("one");
    }
}
