package org.belfry.access.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.belfry.testing.IdentityProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostSettingsTest {

    private static final String URL = "https://id.example.org/certs";

    private static Optional<HostSettings> read(String... pairs) {
        var properties = new HashMap<String, String>();
        for (var i = 0; i < pairs.length; i += 2) {
            properties.put("belfry.jwt." + pairs[i], pairs[i + 1]);
        }
        return HostSettings.read(name -> Optional.ofNullable(properties.get(name)));
    }

    private static String pem(PublicKey key) {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    @Test
    void withoutAKeyThereIsNoHost() {
        assertThat(read()).isEmpty();
        assertThat(read("issuer", "i", "audience", "a")).isEmpty();
        assertThat(read("jwks-url", " ", "public-key", "")).isEmpty();
    }

    @Test
    void theDefaultsGiveNobodyARole() {
        assertThat(read("jwks-url", URL, "issuer", "i", "audience", "a"))
                .contains(new HostSettings(URL, null, "i", "a", 60, "sub", null, "default", null, ""));
    }

    @Test
    void everyPropertyCounts() {
        assertThat(read(
                        "jwks-url", URL,
                        "issuer", "i",
                        "audience", "a",
                        "clock-skew", "0",
                        "recipient-claim", "email",
                        "organization-claim", "tenant",
                        "organization", "acme",
                        "roles-claim", "groups",
                        "roles-prefix", "belfry-"))
                .contains(new HostSettings(URL, null, "i", "a", 0, "email", "tenant", "acme", "groups", "belfry-"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "ES256", "EdDSA"})
    void aKeyMayHaveItsLinesInOne(String algorithm) {
        var key = IdentityProvider.key("k", algorithm).getPublicKey();
        for (var text : new String[] {pem(key), pem(key).replace("\n", "\\n"), pem(key).replace("\n", "\r\n")}) {
            assertThat(read("public-key", text, "issuer", "i", "audience", "a")
                            .orElseThrow()
                            .publicKey())
                    .isEqualTo(key);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "issuer     | ''                  | BELFRY_JWT_ISSUER is required",
                "audience   | ''                  | BELFRY_JWT_AUDIENCE is required",
                "issuer     | belfry              | BELFRY_JWT_ISSUER must not be belfry",
                "jwks-url   | ftp://id.example.org | BELFRY_JWT_JWKS_URL must be",
                "jwks-url   | id.example.org      | BELFRY_JWT_JWKS_URL must be",
                "jwks-url   | https://a b         | BELFRY_JWT_JWKS_URL is not a URL",
                "jwks-url   | https://a:b@c.org   | BELFRY_JWT_JWKS_URL must be",
                "public-key | -----BEGIN          | not both",
                "clock-skew | a minute            | BELFRY_JWT_CLOCK_SKEW must be a number",
                "clock-skew | -1                  | BELFRY_JWT_CLOCK_SKEW must be",
                "clock-skew | 3601                | BELFRY_JWT_CLOCK_SKEW must be",
            })
    void whatCannotBeUsedIsNamed(String property, String value, String sentence) {
        var properties =
                new HashMap<>(Map.of("belfry.jwt.jwks-url", URL, "belfry.jwt.issuer", "i", "belfry.jwt.audience", "a"));
        properties.put("belfry.jwt." + property, value);

        assertThatIllegalStateException()
                .isThrownBy(() -> HostSettings.read(name -> Optional.ofNullable(properties.get(name))))
                .withMessageContaining(sentence);
    }

    @Test
    void aKeyThatIsNoneIsNamed() throws Exception {
        var rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(1024);
        var ec = KeyPairGenerator.getInstance("EC");
        ec.initialize(new ECGenParameterSpec("secp384r1"));
        var wrong = new String[] {
            "nonsense",
            "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
            "-----BEGIN PUBLIC KEY-----\n!\n-----END PUBLIC KEY-----",
            pem(rsa.generateKeyPair().getPublic()),
            pem(ec.generateKeyPair().getPublic()),
            pem(KeyPairGenerator.getInstance("DSA").generateKeyPair().getPublic()),
            Base64.getEncoder()
                    .encodeToString(
                            IdentityProvider.key("k", "EdDSA").getPublicKey().getEncoded()),
        };
        for (var text : wrong) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> read("public-key", text, "issuer", "i", "audience", "a"))
                    .withMessageContaining("BELFRY_JWT_PUBLIC_KEY");
        }
    }
}
