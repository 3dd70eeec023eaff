package org.belfry.delivery.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.belfry.encryption.SecretCipher;
import org.belfry.encryption.TestCipher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSignatureTest {

    private final SecretCipher secrets = TestCipher.random();

    private static final String BODY = "{\"title\":\"Grüße \uD83D\uDD14\"}";

    private static Map<String, List<String>> headers(String signature, long timestamp) {
        return Map.of(
                "webhook-id", List.of("msg_1"),
                "webhook-timestamp", List.of(String.valueOf(timestamp)),
                "webhook-signature", List.of(signature));
    }

    private static String sign(long timestamp, String... secrets) {
        return WebhookSignature.of(List.of(secrets), "msg_1", timestamp, BODY.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aSecretHasThirtyTwoBytesAndIsAnotherEachTime() {
        var secrets = new HashSet<String>();
        for (var i = 0; i < 100; i++) {
            var secret = WebhookSignature.newSecret();
            assertThat(secret).startsWith("whsec_");
            assertThat(Base64.getDecoder().decode(secret.substring(6))).hasSize(32);
            secrets.add(secret);
        }
        assertThat(secrets).hasSize(100);
    }

    @Test
    void itIsTheOneThatTheStandardsOwnLibraryMakes() throws Exception {
        var secret = WebhookSignature.newSecret();
        assertThat(sign(1_700_000_000, secret)).isEqualTo(new Webhook(secret).sign("msg_1", 1_700_000_000, BODY));
        // The standard's own example.
        assertThat(WebhookSignature.of(
                        List.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        1_614_265_330,
                        "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void theStandardsOwnLibraryTakesIt() {
        var now = Instant.now().getEpochSecond();
        var secret = WebhookSignature.newSecret();
        var headers = headers(sign(now, secret), now);
        assertThatNoException().isThrownBy(() -> new Webhook(secret).verify(BODY, headers));
        assertThatExceptionOfType(WebhookVerificationException.class)
                .isThrownBy(() -> new Webhook(secret).verify(BODY + " ", headers));
        assertThatExceptionOfType(WebhookVerificationException.class)
                .isThrownBy(() -> new Webhook(WebhookSignature.newSecret()).verify(BODY, headers));
    }

    @Test
    void whileOneSecretFollowsTheOtherEitherIsEnough() {
        var now = Instant.now().getEpochSecond();
        var older = WebhookSignature.newSecret();
        var newer = WebhookSignature.newSecret();
        var signatures = sign(now, newer, older);
        assertThat(signatures.split(" ")).hasSize(2).allMatch(one -> one.startsWith("v1,"));
        var headers = headers(signatures, now);
        assertThatNoException().isThrownBy(() -> new Webhook(newer).verify(BODY, headers));
        assertThatNoException().isThrownBy(() -> new Webhook(older).verify(BODY, headers));
    }

    private WebhookEndpoint endpoint(String secret) {
        var endpoint = new WebhookEndpoint(1, null, "https://example.org", 1000);
        endpoint.signWith(secret, secrets);
        return endpoint;
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 3600})
    void aRotationKeepsTheSecretBeforeForAsLongAsIsAsked(long keep) {
        var endpoint = endpoint("whsec_one");
        assertThat(endpoint.secrets(secrets, 1000)).containsExactly("whsec_one");
        endpoint.rotate("whsec_two", keep, secrets, 2000);
        assertThat(endpoint.secrets(secrets, 2000))
                .containsExactlyElementsOf(keep == 0 ? List.of("whsec_two") : List.of("whsec_two", "whsec_one"));
        assertThat(endpoint.previousUntil(2000)).isEqualTo(keep == 0 ? null : 2000 + keep);
        assertThat(endpoint.secrets(secrets, 2000 + keep)).containsExactly("whsec_two");
        assertThat(endpoint.previousUntil(2000 + keep)).isNull();
    }

    @Test
    void aSecondRotationEndsTheFirstSecretAtOnce() {
        var endpoint = endpoint("whsec_one");
        endpoint.rotate("whsec_two", 3600, secrets, 1000);
        endpoint.rotate("whsec_three", 3600, secrets, 1001);
        assertThat(endpoint.secrets(secrets, 1001)).containsExactly("whsec_three", "whsec_two");
        endpoint.rotate("whsec_four", 0, secrets, 1002);
        assertThat(endpoint.secrets(secrets, 1002)).containsExactly("whsec_four");
    }

    @Test
    void aSecretIsInNoText() {
        var target = new WebhookCallTarget(
                7, "https://example.org/?t=secret", List.of("whsec_secret"), true, null, "ada", "acme");
        assertThat(target).hasToString("webhook 7 to https://example.org/…");
        assertThat(endpoint("whsec_secret").toString()).doesNotContain("secret");
        var shown = new WebhookEndpoints.EndpointView(7, null, "https://example.org", null, true, null, null, 1, 1);
        assertThat(new WebhookEndpoints.EndpointWithSecret(shown, "whsec_secret").toString())
                .doesNotContain("secret");
    }
}
