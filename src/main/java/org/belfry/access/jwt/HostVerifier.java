package org.belfry.access.jwt;

import java.security.Key;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.belfry.access.jwt.HostTokens.Identity;
import org.belfry.platform.Characters;
import org.belfry.platform.JsonInput;
import org.belfry.platform.UnixTime;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/** Verifies the tokens of one host application, and reads its claims. */
final class HostVerifier {

    /** No HMAC, whose key would be a secret that both sides know, and never {@code none}. */
    private static final List<String> ALGORITHMS = List.of(
            AlgorithmIdentifiers.RSA_USING_SHA256,
            AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
            AlgorithmIdentifiers.EDDSA);

    private static final int MAX_RECIPIENT = 200;
    private static final int MAX_ORGANIZATION = 100;

    private final HostSettings settings;
    private final UnixTime time;
    private final Function<JsonWebSignature, Optional<Key>> keys;

    HostVerifier(HostSettings settings, UnixTime time) {
        this.settings = settings;
        this.time = time;
        this.keys = settings.publicKey() != null
                ? signature -> Optional.of(settings.publicKey())
                : new Jwks(settings.jwksUrl(), time)::keyOf;
    }

    Optional<Identity> verify(Jwt jwt) {
        if (!ALGORITHMS.contains(jwt.algorithm())) {
            return Optional.empty();
        }
        return keys.apply(jwt.signature())
                .flatMap(key -> jwt.verify(key, rules()))
                .flatMap(this::identity);
    }

    private JwtConsumerBuilder rules() {
        return new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(ConstraintType.PERMIT, ALGORITHMS.toArray(String[]::new))
                .setExpectedIssuer(settings.issuer())
                .setExpectedAudience(settings.audience())
                .setRequireExpirationTime()
                .setIssuedAtRestrictions(0, Integer.MAX_VALUE)
                .setAllowedClockSkewInSeconds(settings.clockSkew())
                .setEvaluationTime(NumericDate.fromSeconds(time.now()));
    }

    private Optional<Identity> identity(JwtClaims claims) {
        var recipient = text(claims, settings.recipientClaim(), MAX_RECIPIENT);
        var organization = settings.organizationClaim() == null
                ? settings.organization()
                : text(claims, settings.organizationClaim(), MAX_ORGANIZATION);
        if (recipient == null || organization == null) {
            return Optional.empty();
        }
        try {
            var expires = Math.min(claims.getExpirationTime().getValue(), Long.MAX_VALUE - settings.clockSkew());
            var issued = claims.getIssuedAt();
            return Optional.of(new Identity(
                    recipient,
                    organization,
                    roles(claims),
                    expires + settings.clockSkew(),
                    issued == null ? null : issued.getValue()));
        } catch (MalformedClaimException e) {
            return Optional.empty();
        }
    }

    private List<String> roles(JwtClaims claims) {
        var claim = settings.rolesClaim() == null ? null : claim(claims.getClaimsMap(), settings.rolesClaim());
        var values = claim instanceof String text
                ? Characters.split(text, ' ')
                : claim instanceof List<?> list ? list : List.of();
        return values.stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(role -> role.startsWith(settings.rolesPrefix()))
                .map(role -> role.substring(settings.rolesPrefix().length()))
                .toList();
    }

    /** A claim that is a text which can be kept, and is no other's with blanks at its end, as Derby would have it; else null. */
    private static String text(JwtClaims claims, String name, int max) {
        return claim(claims.getClaimsMap(), name) instanceof String text
                        && !text.isBlank()
                        && !text.endsWith(" ")
                        && text.length() <= max
                        && JsonInput.unstorable(text) == null
                ? text
                : null;
    }

    /** By its name, which may have dots in it, or by the way to it through objects. */
    private static Object claim(Map<?, ?> claims, String name) {
        if (claims.containsKey(name)) {
            return claims.get(name);
        }
        var dot = name.indexOf('.');
        return dot > 0 && claims.get(name.substring(0, dot)) instanceof Map<?, ?> inner
                ? claim(inner, name.substring(dot + 1))
                : null;
    }
}
