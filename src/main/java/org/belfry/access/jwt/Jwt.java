package org.belfry.access.jwt;

import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.util.Base64;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.belfry.platform.InputPattern;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.ErrorCodeValidator;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;

/** A signed token (RFC 7519 in the compact form of RFC 7515) as it was sent. Nothing in it is proven before {@link #verify}. */
public final class Jwt {

    private static final Logger LOG = Logger.getLogger(Jwt.class.getName());

    /** Longest token that is looked at, in characters. */
    static final int MAX_LENGTH = 8192;

    private static final InputPattern THREE_PARTS =
            InputPattern.of(1 << 17, "[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]*+\\.[A-Za-z0-9_-]*+");

    private final JwtContext context;
    private final JsonWebSignature signature;
    private final String algorithm;
    private final String keyId;
    private final String issuer;

    private Jwt(JwtContext context, JsonWebSignature signature) throws MalformedClaimException {
        this.context = context;
        this.signature = signature;
        this.algorithm = String.valueOf(signature.getAlgorithmHeaderValue());
        this.keyId = signature.getKeyIdHeaderValue();
        this.issuer = context.getJwtClaims().getIssuer();
    }

    /** Whether a text is meant as one: three base64url parts, of which the first is the beginning of a JSON object. */
    public static boolean isOne(String text) {
        if (!THREE_PARTS.matches(text)) {
            return false;
        }
        try {
            var header = Base64.getUrlDecoder().decode(text.substring(0, text.indexOf('.')));
            return new String(header, StandardCharsets.UTF_8).startsWith("{");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Empty for what is no signed token at all. */
    public static Optional<Jwt> parse(String token) {
        if (token.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            var context = new JwtConsumerBuilder()
                    .setDisableRequireSignature()
                    .setSkipSignatureVerification()
                    .setSkipAllValidators()
                    .build()
                    .process(token);
            // More than one is a token in a token.
            if (context.getJoseObjects().size() == 1
                    && context.getJoseObjects().get(0) instanceof JsonWebSignature signature) {
                return Optional.of(new Jwt(context, signature));
            }
        } catch (InvalidJwtException | MalformedClaimException | RuntimeException e) {
            // Written by a stranger: whatever the library makes of it is the stranger's mistake. The exception's text
            // may
            // hold the token, hence its name only.
            LOG.log(
                    Level.FINE,
                    "A malformed token was rejected: {0}",
                    e.getClass().getName());
        }
        return Optional.empty();
    }

    /** Who claims to have made it; null where nobody does. */
    public String issuer() {
        return issuer;
    }

    String algorithm() {
        return algorithm;
    }

    /** Null where it names no key. */
    String keyId() {
        return keyId;
    }

    JsonWebSignature signature() {
        return signature;
    }

    /** What it says, where the key has signed it and the rules let it pass. */
    Optional<JwtClaims> verify(Key key, JwtConsumerBuilder rules) {
        try {
            rules.setVerificationKey(key).build().processContext(context);
            return Optional.of(context.getJwtClaims());
        } catch (InvalidJwtException e) {
            LOG.log(
                    Level.FINE,
                    "A token was rejected, jose4j error codes {0}",
                    e.getErrorDetails().stream()
                            .map(ErrorCodeValidator.Error::getErrorCode)
                            .toList());
        } catch (RuntimeException e) {
            LOG.log(Level.FINE, "A token was rejected: {0}", e.getClass().getName());
        }
        return Optional.empty();
    }
}
