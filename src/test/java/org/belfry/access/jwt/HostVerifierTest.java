package org.belfry.access.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.belfry.access.jwt.HostTokens.Identity;
import org.belfry.platform.UnixTime;
import org.belfry.testing.IdentityProvider;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostVerifierTest {

    private static final long NOW = 1_800_000_000;
    private static final UnixTime TIME = new UnixTime(Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC));
    private static final PublicJsonWebKey RSA = IdentityProvider.key("rsa", "RS256");
    private static final PublicJsonWebKey EC = IdentityProvider.key("ec", "ES256");
    private static final PublicJsonWebKey ED = IdentityProvider.key("ed", "EdDSA");
    private static final PublicJsonWebKey STRANGER = IdentityProvider.key("rsa", "RS256");

    private static IdentityProvider provider;
    private static HostVerifier verifier;

    @BeforeAll
    static void publish() {
        provider = new IdentityProvider(0);
        provider.publish(RSA);
        provider.publish(EC);
        provider.publish(ED);
        verifier = new HostVerifier(settings(Map.of()), TIME);
    }

    @AfterAll
    static void close() {
        provider.close();
    }

    private static HostSettings settings(Map<String, String> more) {
        var all = new HashMap<>(Map.of(
                "belfry.jwt.jwks-url", provider.url(),
                "belfry.jwt.issuer", IdentityProvider.ISSUER,
                "belfry.jwt.audience", IdentityProvider.AUDIENCE));
        more.forEach((name, value) -> all.put("belfry.jwt." + name, value));
        return HostSettings.read(name -> Optional.ofNullable(all.get(name))).orElseThrow();
    }

    private static Optional<Identity> verify(HostVerifier by, String token) {
        return Jwt.parse(token).flatMap(by::verify);
    }

    private static Optional<Identity> verify(String token) {
        return verify(verifier, token);
    }

    private static JwtClaims claims() {
        return IdentityProvider.claims("ada", NOW);
    }

    private static String token(PublicJsonWebKey key, Consumer<JwtClaims> change) {
        var claims = claims();
        change.accept(claims);
        return IdentityProvider.sign(key, claims.toJson(), header -> {});
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static Stream<PublicJsonWebKey> keys() {
        return Stream.of(RSA, EC, ED);
    }

    @ParameterizedTest
    @MethodSource("keys")
    void aTokenOfEachAllowedAlgorithmIsVerified(PublicJsonWebKey key) {
        assertThat(verify(token(key, claims -> {})))
                .contains(new Identity("ada", "default", List.of(), NOW + 660, NOW));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void aConfiguredKeyVerifiesToo(PublicJsonWebKey key) {
        var one = new HostVerifier(ofKey(key.getPublicKey()), TIME);

        assertThat(verify(one, token(key, claims -> {}))).isPresent();
        assertThat(verify(one, token(IdentityProvider.key("rsa", key.getAlgorithm()), claims -> {})))
                .isEmpty();
        keys().filter(other -> other != key).forEach(other -> assertThat(verify(one, token(other, claims -> {})))
                .isEmpty());
    }

    private static HostSettings ofKey(PublicKey key) {
        return new HostSettings(
                null, key, IdentityProvider.ISSUER, IdentityProvider.AUDIENCE, 60, "sub", null, "default", null, "");
    }

    /** The attacker knows the public key, and uses its bytes as the secret of an HMAC. */
    @ParameterizedTest
    @MethodSource("keys")
    void aPublicKeyIsNoHmacSecret(PublicJsonWebKey key) {
        var pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(key.getPublicKey().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
        var secrets = List.of(
                key.getPublicKey().getEncoded(),
                pem.getBytes(StandardCharsets.UTF_8),
                key.toJson(OutputControlLevel.PUBLIC_ONLY).getBytes(StandardCharsets.UTF_8));
        var one = new HostVerifier(ofKey(key.getPublicKey()), TIME);
        for (var secret : secrets) {
            for (var algorithm : List.of("HS256", "HS384", "HS512")) {
                var forged = IdentityProvider.sign(key, claims().toJson(), header -> {
                    header.setAlgorithmHeaderValue(algorithm);
                    header.setKey(new HmacKey(secret));
                    header.setDoKeyValidation(false);
                });
                assertThat(verify(forged)).isEmpty();
                assertThat(verify(one, forged)).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", "nOnE", "", "HS256", "RS512", "PS256", "ES512", "RSA-OAEP", "dir"})
    void noOtherAlgorithmIsAllowed(String algorithm) {
        var signature = token(RSA, claims -> {}).replaceFirst(".*\\.", "");
        for (var last : List.of("", signature)) {
            assertThat(verify(encoded("{\"alg\":\"" + algorithm + "\",\"kid\":\"rsa\"}") + "."
                            + encoded(claims().toJson()) + "." + last))
                    .isEmpty();
        }
    }

    @Test
    void aStrongerHashOfTheSameKeyIsRefusedToo() {
        assertThat(verify(IdentityProvider.sign(
                        RSA, claims().toJson(), header -> header.setAlgorithmHeaderValue("RS512"))))
                .isEmpty();
        assertThat(verify(IdentityProvider.sign(
                        RSA, claims().toJson(), header -> header.setAlgorithmHeaderValue("PS256"))))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("keys")
    void whatWasChangedIsRefused(PublicJsonWebKey key) {
        var parts = token(key, claims -> {}).split("\\.");
        var other = token(key, claims -> claims.setSubject("grace")).split("\\.");
        assertThat(verify(parts[0] + "." + other[1] + "." + parts[2])).isEmpty();
        assertThat(verify(parts[0] + "." + parts[1] + "." + other[2])).isEmpty();
        assertThat(verify(parts[0] + "." + parts[1] + ".")).isEmpty();
        assertThat(verify(parts[0] + "." + parts[1] + "." + "A".repeat(parts[2].length())))
                .isEmpty();
        assertThat(verify(parts[0] + "." + parts[1] + "." + parts[2].substring(4)))
                .isEmpty();
        assertThat(verify(encoded("{\"alg\":\"" + key.getAlgorithm() + "\"}") + "." + parts[1] + "." + parts[2]))
                .isEmpty();
    }

    @Test
    void aStrangersKeyIsRefusedWhateverIdItGoesBy() {
        assertThat(verify(token(STRANGER, claims -> {}))).isEmpty();
        for (var kid : List.of("ec", "ed", "unknown", "", "../../etc/passwd", "'; drop table x; --", "\0")) {
            assertThat(verify(IdentityProvider.sign(
                            STRANGER, claims().toJson(), header -> header.setKeyIdHeaderValue(kid))))
                    .isEmpty();
        }
        assertThat(verify(IdentityProvider.sign(STRANGER, claims().toJson(), header -> header.setHeader("kid", null))))
                .isEmpty();
    }

    /** Our own keys under the id of one another: the signature is right, and the key is not the one that is named. */
    @Test
    void aKeyUnderTheIdOfAnotherIsRefused() {
        keys().forEach(key -> keys().filter(other -> other != key)
                .forEach(other -> assertThat(verify(IdentityProvider.sign(
                                key, claims().toJson(), header -> header.setKeyIdHeaderValue(other.getKeyId()))))
                        .isEmpty()));
    }

    @Test
    void aTokenThatNamesNoKeyIsTriedWithThoseOfItsAlgorithm() {
        assertThat(verify(IdentityProvider.sign(EC, claims().toJson(), header -> header.setHeader("kid", null))))
                .isPresent();
    }

    @Test
    void aKeyThatComesWithTheTokenIsNotUsed() throws JoseException {
        var stranger = STRANGER.toParams(OutputControlLevel.PUBLIC_ONLY);
        var nothing = RsaJwkGenerator.generateJwk(2048);
        nothing.setAlgorithm("RS256");
        var forged = new ArrayList<Consumer<JsonWebSignature>>();
        forged.add(header -> header.getHeaders().setObjectHeaderValue("jwk", stranger));
        forged.add(header -> header.setHeader("jku", provider.url() + "?evil"));
        forged.add(header -> header.setHeader("x5u", provider.url() + "?evil"));
        forged.add(header -> header.getHeaders().setObjectHeaderValue("x5c", List.of("MIIB")));
        forged.add(header -> header.setHeader("x5t", "AAAA"));
        forged.add(header -> header.setHeader("x5t#S256", "AAAA"));
        for (var change : forged) {
            var before = provider.requests();
            for (var key : List.of(STRANGER, nothing)) {
                assertThat(verify(IdentityProvider.sign(key, claims().toJson(), change)))
                        .isEmpty();
            }
            assertThat(provider.requests() - before)
                    .as("asked for unknown keys at most")
                    .isLessThanOrEqualTo(1);
        }
    }

    @Test
    void anExtensionThatMustBeUnderstoodIsNot() {
        assertThat(verify(IdentityProvider.sign(RSA, claims().toJson(), header -> {
                    header.getHeaders().setObjectHeaderValue("crit", List.of("evil"));
                    header.getHeaders().setObjectHeaderValue("evil", true);
                })))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "https://evil.example.org, belfry-tests",
                "https://id.example.org/, belfry-tests",
                "belfry, belfry-tests",
                "-, belfry-tests",
                "https://id.example.org, other",
                "https://id.example.org, Belfry-Tests",
                "https://id.example.org, -",
            })
    void aTokenForSomebodyElseIsRefused(String issuer, String audience) {
        assertThat(verify(token(RSA, claims -> {
                    claims.setIssuer(issuer);
                    claims.unsetClaim("aud");
                    if (audience != null) {
                        claims.setAudience(audience);
                    }
                })))
                .isEmpty();
    }

    @Test
    void weMayBeOneAudienceOfSeveral() {
        assertThat(verify(token(RSA, claims -> claims.setAudience("other", IdentityProvider.AUDIENCE))))
                .isPresent();
    }

    /** Seconds from now; the skew is 60. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "600, -, -, true",
                "600, 0, 0, true",
                "-, -, -, false",
                "-59, -, -, true",
                "-60, -, -, false",
                "-600, -, -, false",
                "600, 60, -, true",
                "600, 61, -, false",
                "600, -, 60, true",
                "600, -, 61, false",
                "600, -, -100000000, true",
            })
    void theTimesAreKeptWithinTheSkew(Long expires, Long notBefore, Long issued, boolean valid) {
        var found = verify(token(RSA, claims -> {
            claims.unsetClaim("exp");
            claims.unsetClaim("iat");
            if (expires != null) {
                claims.setExpirationTime(NumericDate.fromSeconds(NOW + expires));
            }
            if (notBefore != null) {
                claims.setNotBefore(NumericDate.fromSeconds(NOW + notBefore));
            }
            if (issued != null) {
                claims.setIssuedAt(NumericDate.fromSeconds(NOW + issued));
            }
        }));

        assertThat(found.isPresent()).isEqualTo(valid);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"exp\":\"soon\"",
                "\"exp\":null",
                "\"exp\":[]",
                "\"exp\":{}",
                "\"exp\":true",
                "\"exp\":-1",
                "\"exp\":0",
                "\"exp\":1800000600,\"nbf\":\"x\"",
                "\"exp\":1800000600,\"iat\":{}",
                "\"exp\":1800000600,\"exp\":1900000000",
                "\"exp\":1800000600,\"aud\":7",
                "\"exp\":1800000600,\"iss\":[]"
            })
    void claimsOfTheWrongTypeAreRefused(String claims) {
        var more = (claims.contains("iss") ? "" : ",\"iss\":\"" + IdentityProvider.ISSUER + "\"")
                + (claims.contains("aud") ? "" : ",\"aud\":\"" + IdentityProvider.AUDIENCE + "\"");

        assertThat(verify(IdentityProvider.sign(RSA, "{\"sub\":\"ada\"," + claims + more + "}", header -> {})))
                .isEmpty();
    }

    @Test
    void aTokenThatNeverSeemsToEndIsNoOverflow() {
        var found = verify(token(RSA, claims -> claims.setClaim("exp", Long.MAX_VALUE)));

        assertThat(found.map(Identity::expiresAt).filter(second -> second < NOW))
                .isEmpty();
    }

    static Stream<Object> wrongSubjects() {
        return Stream.of("", " \t", "ada ", "x".repeat(201), "a\0b", 7, true, List.of("ada"), Map.of("name", "ada"));
    }

    @ParameterizedTest
    @MethodSource("wrongSubjects")
    void aRecipientWhoCannotBeKeptIsRefused(Object subject) {
        assertThat(verify(token(RSA, claims -> claims.setClaim("sub", subject))))
                .isEmpty();
    }

    /** PostgreSQL would refuse it, and the request fail. */
    @Test
    void aRecipientWithHalfACharacterIsRefused() {
        var payload = token(RSA, claims -> {}).split("\\.")[1];
        var json = new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8);

        assertThat(verify(IdentityProvider.sign(RSA, json.replace("\"ada\"", "\"a\\uD83D\""), header -> {})))
                .isEmpty();
    }

    @Test
    void aRecipientIsRequired() {
        assertThat(verify(token(RSA, claims -> claims.unsetClaim("sub")))).isEmpty();
        assertThat(verify(token(RSA, claims -> claims.setSubject("x".repeat(200)))))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "a.b.c",
                "e30.e30.e30",
                "e30..",
                "eyJhbGciOiJSUzI1NiJ9..",
                "eyJ.eyJ.eyJ",
                "eyJhbGciOjd9.e30.AAAA",
                "eyJhbGciOnsiYSI6MX19.e30.AAAA",
                "eyJhbGciOiJSUzI1NiIsImtpZCI6N30.e30.AAAA",
                "eyJhbGciOiJSUzI1NiJ9.bm8ganNvbg.AAAA",
                "eyJhbGciOiJSUzI1NiJ9.W10.AAAA"
            })
    void whatIsNoTokenIsRefused(String text) {
        assertThat(verify(text)).isEmpty();
    }

    @Test
    void neitherDepthNorLengthHarms() {
        var deep = "[".repeat(6000);
        assertThat(verify(encoded(deep) + ".e30.AAAA")).isEmpty();
        assertThat(verify(encoded("{\"alg\":\"RS256\",\"a\":" + deep) + ".e30.AAAA"))
                .isEmpty();
        assertThat(verify(
                        encoded("{\"alg\":\"RS256\",\"a\":" + "[".repeat(2900) + "]".repeat(2900) + "}") + ".e30.AAAA"))
                .isEmpty();
        assertThat(verify(encoded("{\"alg\":\"RS256\",\"a\":" + "{\"a\":".repeat(900) + "1" + "}".repeat(900) + "}")
                        + ".e30.AAAA"))
                .isEmpty();
        assertThat(verify(encoded("{\"alg\":\"RS256\"}") + "."
                        + encoded("{\"sub\":" + "[".repeat(2900) + "]".repeat(2900) + "}") + ".AAAA"))
                .isEmpty();
        assertThat(verify(token(RSA, claims -> claims.setClaim("long", "x".repeat(4000)))))
                .isPresent();
        assertThat(verify(token(RSA, claims -> claims.setClaim("long", "x".repeat(8000)))))
                .isEmpty();
    }

    @Test
    void aTokenInATokenIsRefused() {
        var inner = token(RSA, claims -> {});
        assertThat(verify(IdentityProvider.sign(RSA, inner, header -> header.setContentTypeHeaderValue("JWT"))))
                .isEmpty();
    }

    @Test
    void theClaimsAreThoseOfTheConfiguration() {
        var configured = new HostVerifier(
                settings(Map.of(
                        "recipient-claim", "preferred_username",
                        "organization-claim", "tenant.code",
                        "roles-claim", "realm_access.roles",
                        "roles-prefix", "belfry-")),
                TIME);
        var token = token(RSA, claims -> {
            claims.setClaim("preferred_username", "Ada");
            claims.setClaim("tenant", Map.of("code", "acme"));
            claims.setClaim(
                    "realm_access", Map.of("roles", List.of("admin", "belfry-viewer", 7, "belfry-operator", "x")));
        });

        assertThat(verify(configured, token))
                .contains(new Identity("Ada", "acme", List.of("viewer", "operator"), NOW + 660, NOW));
        assertThat(verify(configured, token(RSA, claims -> {})))
                .as("no such claims")
                .isEmpty();
        assertThat(verify(verifier, token).map(Identity::roles))
                .as("nobody has a role where no claim is configured")
                .contains(List.of());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "roles | operator profile | operator,profile",
                "https://belfry.example.org/roles | admin | admin",
                "roles | '' | ''",
            })
    void rolesMayBeOneText(String claim, String value, String expected) {
        var configured = new HostVerifier(settings(Map.of("roles-claim", claim)), TIME);

        assertThat(verify(configured, token(RSA, claims -> claims.setClaim(claim, value)))
                        .map(identity -> String.join(",", identity.roles())))
                .contains(expected);
    }

    @Test
    void rolesOfAnotherTypeAreNone() {
        var configured = new HostVerifier(settings(Map.of("roles-claim", "a.b")), TIME);
        for (Object value : List.of(7, true, Map.of("c", "admin"), Map.of("b", 7), "admin", List.of("admin"))) {
            assertThat(verify(configured, token(RSA, claims -> claims.setClaim("a", value)))
                            .map(Identity::roles))
                    .contains(List.of());
        }
    }

    @Test
    void anOrganizationThatCannotBeKeptIsRefused() {
        var configured = new HostVerifier(settings(Map.of("organization-claim", "org")), TIME);
        for (Object value : List.of("", "a\0b", "x".repeat(101), 7, List.of("default"))) {
            assertThat(verify(configured, token(RSA, claims -> claims.setClaim("org", value))))
                    .isEmpty();
        }
    }

    @Test
    void anEd25519KeyIsOfItsCurve() {
        assertThat(((OctetKeyPairJsonWebKey) ED).getSubtype()).isEqualTo("Ed25519");
    }
}
