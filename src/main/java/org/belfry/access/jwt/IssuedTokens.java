package org.belfry.access.jwt;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.belfry.encryption.SecretCipher;
import org.belfry.platform.InputPattern;
import org.belfry.platform.UnixTime;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;

/** The tokens that Belfry makes itself, signed by a key that all nodes share. Each node reads a key once. */
@ApplicationScoped
public class IssuedTokens {

    /** Issuer and audience of them all. */
    public static final String NAME = "belfry";

    /** Most seconds that one is valid for: a day. */
    public static final long MAX_TTL = 86_400;

    /** What a token can be made with. */
    public enum Minter {
        API_KEY,
        SESSION
    }

    /**
     * What a token says.
     *
     * @param organization an organization's code
     * @param minter with what it was made
     * @param minterId the API key's id, or that of the sign-in
     * @param expiresAt the second from which on it is refused
     * @param generation of the recipient's name
     */
    public record Claims(
            String recipient, String organization, Minter minter, long minterId, long expiresAt, long generation) {}

    private static final InputPattern KEY_ID = InputPattern.of(43, "[A-Za-z0-9_-]{43}");
    private static final String ORGANIZATION = "organization";
    private static final String MINTER = "minter";
    private static final String MINTER_ID = "minter_id";
    private static final String GENERATION = "generation";

    private SigningKeys keys;
    private SecretCipher secrets;
    private UnixTime time;
    private final Map<String, SigningKey> known = new ConcurrentHashMap<>();
    private volatile SigningKey latest;

    protected IssuedTokens() {}

    @Inject
    IssuedTokens(SigningKeys keys, SecretCipher secrets, UnixTime time) {
        this.keys = keys;
        this.secrets = secrets;
        this.time = time;
    }

    /** The compact form of a new token. */
    public String sign(Claims claims) {
        var jwt = new JwtClaims();
        jwt.setIssuer(NAME);
        jwt.setAudience(NAME);
        jwt.setSubject(claims.recipient());
        jwt.setClaim(ORGANIZATION, claims.organization());
        jwt.setClaim(MINTER, claims.minter().name());
        jwt.setClaim(MINTER_ID, claims.minterId());
        jwt.setClaim(GENERATION, claims.generation());
        jwt.setIssuedAt(NumericDate.fromSeconds(time.now()));
        jwt.setExpirationTime(NumericDate.fromSeconds(claims.expiresAt()));
        jwt.setGeneratedJwtId();
        var key = present();
        var signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.EDDSA);
        signature.setKeyIdHeaderValue(key.kid());
        signature.setKey(key.privateKey(secrets));
        signature.setPayload(jwt.toJson());
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("A token could not be signed", e);
        }
    }

    /** Empty where it is not ours, or has expired. */
    public Optional<Claims> verify(Jwt jwt) {
        var rules = new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.EDDSA)
                .setExpectedIssuer(NAME)
                .setExpectedAudience(NAME)
                .setRequireExpirationTime()
                .setEvaluationTime(NumericDate.fromSeconds(time.now()));
        return key(jwt.keyId())
                .flatMap(key -> jwt.verify(key.publicKey(), rules))
                .flatMap(IssuedTokens::read);
    }

    private static Optional<Claims> read(JwtClaims jwt) {
        try {
            // A token of an earlier release has none. It counts as issued for the first recipient of its name.
            var generation = jwt.getClaimValue(GENERATION, Number.class);
            return Optional.of(new Claims(
                    jwt.getSubject(),
                    jwt.getStringClaimValue(ORGANIZATION),
                    Minter.valueOf(jwt.getStringClaimValue(MINTER)),
                    jwt.getClaimValue(MINTER_ID, Number.class).longValue(),
                    jwt.getExpirationTime().getValue(),
                    generation == null ? 0 : generation.longValue()));
        } catch (MalformedClaimException e) {
            throw new IllegalStateException("A signed token cannot be read", e);
        }
    }

    private SigningKey present() {
        var generation = SigningKey.generation(time.now());
        var key = latest;
        if (key == null || key.generation() != generation) {
            key = keys.ofGeneration(generation);
            latest = key;
        }
        return key;
    }

    private Optional<SigningKey> key(String kid) {
        if (!KEY_ID.matches(kid)) {
            return Optional.empty();
        }
        var key = known.get(kid);
        if (key == null) {
            key = keys.find(kid).orElse(null);
            if (key != null) {
                known.put(kid, key);
            }
        }
        return Optional.ofNullable(key).filter(found -> found.generation() >= SigningKey.oldest(time.now()));
    }
}
