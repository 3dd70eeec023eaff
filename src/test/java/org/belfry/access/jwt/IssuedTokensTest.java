package org.belfry.access.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.belfry.access.jwt.IssuedTokens.Claims;
import org.belfry.access.jwt.IssuedTokens.Minter;
import org.belfry.encryption.SecretCipher;
import org.belfry.encryption.TestCipher;
import org.belfry.platform.UnixTime;
import org.belfry.testing.IdentityProvider;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.Test;

class IssuedTokensTest {

    private static final long NOW = SigningKey.PERIOD * 700 + 1000;
    private static final Claims ADA = new Claims("ada", "default", Minter.API_KEY, 77, NOW + 900, 3);

    /** What all nodes see. */
    private final Map<Long, SigningKey> table = new HashMap<>();

    private final SecretCipher secrets = TestCipher.random();

    private final IssuedTokens tokens = node(NOW);

    private IssuedTokens node(long now) {
        var keys = new SigningKeys() {
            @Override
            public SigningKey ofGeneration(long generation) {
                return table.computeIfAbsent(generation, any -> new SigningKey(any, secrets));
            }

            @Override
            public Optional<SigningKey> find(String kid) {
                return table.values().stream()
                        .filter(key -> key.kid().equals(kid))
                        .findFirst();
            }
        };
        return new IssuedTokens(keys, secrets, new UnixTime(Clock.fixed(Instant.ofEpochSecond(now), ZoneOffset.UTC)));
    }

    private static Optional<Claims> verify(IssuedTokens by, String token) {
        return Jwt.parse(token).flatMap(by::verify);
    }

    @Test
    void aTokenOfOneNodeIsGoodOnAnother() {
        var session = new Claims("grace", "acme", Minter.SESSION, Long.MAX_VALUE, NOW + 1, 0);

        assertThat(verify(node(NOW), tokens.sign(ADA))).contains(ADA);
        assertThat(verify(node(NOW), tokens.sign(session))).contains(session);
        assertThat(table).hasSize(1);
        assertThat(Jwt.parse(tokens.sign(ADA)).orElseThrow().issuer()).isEqualTo("belfry");
    }

    @Test
    void aTokenEndsAtItsSecond() {
        var token = tokens.sign(ADA);

        assertThat(verify(node(NOW + 899), token)).isPresent();
        assertThat(verify(node(NOW + 900), token)).isEmpty();
    }

    /** Clocks of nodes differ a little. */
    @Test
    void aTokenIsGoodOnANodeWhoseClockIsBehind() {
        assertThat(verify(node(NOW - 30), tokens.sign(ADA))).isPresent();
    }

    @Test
    void theKeyIsAnotherAfterThirtyDaysAndTheOldOneVerifiesItsLastTokens() {
        var end = SigningKey.PERIOD * 701;
        var last =
                node(end - 1).sign(new Claims("ada", "default", Minter.API_KEY, 77, end - 1 + IssuedTokens.MAX_TTL, 0));
        var next = node(end).sign(ADA);

        assertThat(table).hasSize(2);
        assertThat(Jwt.parse(last).orElseThrow().keyId())
                .isNotEqualTo(Jwt.parse(next).orElseThrow().keyId());
        assertThat(verify(node(end + IssuedTokens.MAX_TTL - 2), last)).isPresent();
        assertThat(SigningKey.oldest(end + SigningKey.AFTERLIFE - 1)).isEqualTo(700);
        assertThat(SigningKey.oldest(end + SigningKey.AFTERLIFE)).isEqualTo(701);
    }

    /** Whoever stole an old key signs nothing with it. */
    @Test
    void anOldKeyVerifiesNothing() {
        var endless = tokens.sign(new Claims("ada", "default", Minter.API_KEY, 77, Long.MAX_VALUE / 2, 0));

        assertThat(verify(tokens, endless)).isPresent();
        assertThat(verify(node(NOW + SigningKey.PERIOD + SigningKey.AFTERLIFE), endless))
                .isEmpty();
    }

    @Test
    void nobodyElseSignsForUs() {
        var kid = Jwt.parse(tokens.sign(ADA)).orElseThrow().keyId();
        for (var algorithm : new String[] {"EdDSA", "RS256", "ES256"}) {
            assertThat(verify(tokens, forged(IdentityProvider.key(kid, algorithm))))
                    .isEmpty();
        }
        for (var unknown : new String[] {"x", "", "\0", "' or 1=1", kid.substring(1) + "_"}) {
            assertThat(verify(tokens, forged(IdentityProvider.key(unknown, "EdDSA"))))
                    .isEmpty();
        }
        var parts = tokens.sign(ADA).split("\\.");
        var other = tokens.sign(new Claims("grace", "default", Minter.API_KEY, 77, NOW + 900, 3))
                .split("\\.");
        assertThat(verify(tokens, parts[0] + "." + other[1] + "." + parts[2])).isEmpty();
        assertThat(verify(tokens, parts[0] + "." + parts[1] + ".")).isEmpty();
        for (var algorithm : new String[] {"none", "HS256"}) {
            var header = "{\"alg\":\"" + algorithm + "\",\"kid\":\"" + kid + "\"}";
            var encoded =
                    Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(StandardCharsets.UTF_8));
            assertThat(verify(tokens, encoded + "." + parts[1] + ".")).isEmpty();
            assertThat(verify(tokens, encoded + "." + parts[1] + "." + parts[2]))
                    .isEmpty();
        }
    }

    private static String forged(PublicJsonWebKey key) {
        var claims = new JwtClaims();
        claims.setIssuer(IssuedTokens.NAME);
        claims.setAudience(IssuedTokens.NAME);
        claims.setSubject("ada");
        claims.setClaim("organization", "default");
        claims.setClaim("minter", "API_KEY");
        claims.setClaim("minter_id", 77);
        claims.setExpirationTime(NumericDate.fromSeconds(NOW + 900));
        return IdentityProvider.sign(key, claims.toJson(), header -> {});
    }
}
