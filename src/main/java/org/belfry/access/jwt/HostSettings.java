package org.belfry.access.jwt;

import java.net.URI;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the deployment says about the tokens of its host application.
 *
 * @param jwksUrl where the keys are (RFC 7517), or null where there is one key
 * @param publicKey the one key, or null where they are at a URL
 * @param clockSkew seconds by which the issuer's clock may differ
 * @param organizationClaim null where all tokens are for {@code organization}
 * @param rolesClaim null where no token gives a role
 * @param rolesPrefix what a role of ours begins with in that claim
 */
record HostSettings(
        String jwksUrl,
        PublicKey publicKey,
        String issuer,
        String audience,
        int clockSkew,
        String recipientClaim,
        String organizationClaim,
        String organization,
        String rolesClaim,
        String rolesPrefix) {

    private static final int MAX_SKEW = 3600;
    private static final int MIN_RSA_BITS = 2048;
    private static final int EC_BITS = 256;

    /**
     * @param property gives a property of MicroProfile Config by name
     * @return empty where no key is configured: then no host application's token is valid
     * @throws IllegalStateException for a property that is missing or cannot be used, with a sentence that names it
     */
    static Optional<HostSettings> read(Function<String, Optional<String>> property) {
        Function<String, Optional<String>> text =
                name -> property.apply("belfry.jwt." + name).filter(value -> !value.isBlank());
        var url = text.apply("jwks-url").map(String::strip);
        var key = text.apply("public-key");
        if (url.isEmpty() && key.isEmpty()) {
            return Optional.empty();
        }
        if (url.isPresent() && key.isPresent()) {
            throw new IllegalStateException("Set BELFRY_JWT_JWKS_URL or BELFRY_JWT_PUBLIC_KEY, not both");
        }
        var issuer = required(text, "issuer");
        if (issuer.equals(IssuedTokens.NAME)) {
            throw new IllegalStateException("BELFRY_JWT_ISSUER must not be " + IssuedTokens.NAME
                    + ", which is the issuer of the tokens that Belfry itself creates");
        }
        return Optional.of(new HostSettings(
                url.map(HostSettings::checked).orElse(null),
                key.map(HostSettings::publicKey).orElse(null),
                issuer,
                required(text, "audience"),
                text.apply("clock-skew").map(HostSettings::seconds).orElse(60),
                text.apply("recipient-claim").orElse("sub"),
                text.apply("organization-claim").orElse(null),
                text.apply("organization").orElse("default"),
                text.apply("roles-claim").orElse(null),
                text.apply("roles-prefix").orElse("")));
    }

    private static String required(Function<String, Optional<String>> text, String name) {
        return text.apply(name)
                .map(String::strip)
                .orElseThrow(() -> new IllegalStateException("BELFRY_JWT_" + name.toUpperCase(Locale.ROOT)
                        + " is required if BELFRY_JWT_JWKS_URL or BELFRY_JWT_PUBLIC_KEY is set"));
    }

    private static String checked(String url) {
        try {
            var uri = URI.create(url);
            if (uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && List.of("http", "https").contains(uri.getScheme())) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            // Its message would repeat the URL, and a password in it.
            throw new IllegalStateException("BELFRY_JWT_JWKS_URL is not a URL");
        }
        throw new IllegalStateException(
                "BELFRY_JWT_JWKS_URL must be an http or https URL without a user name or password");
    }

    private static int seconds(String text) {
        try {
            var seconds = Integer.parseInt(text.strip());
            if (seconds >= 0 && seconds <= MAX_SKEW) {
                return seconds;
            }
        } catch (NumberFormatException e) {
            throw new IllegalStateException("BELFRY_JWT_CLOCK_SKEW must be a number of seconds: " + text, e);
        }
        throw new IllegalStateException("BELFRY_JWT_CLOCK_SKEW must be from 0 to " + MAX_SKEW + " seconds: " + text);
    }

    /** The SubjectPublicKeyInfo of a PEM file, whose lines may be parted by a literal backslash and n. */
    private static PublicKey publicKey(String pem) {
        var lines = pem.replace("\\n", "\n").strip();
        var body = lines.replace("-----BEGIN PUBLIC KEY-----", "").replace("-----END PUBLIC KEY-----", "");
        try {
            var key = publicKey(Base64.getMimeDecoder().decode(body));
            if (body.length() < lines.length() && isStrong(key)) {
                return key;
            }
        } catch (IllegalArgumentException | InvalidKeySpecException e) {
            throw new IllegalStateException("BELFRY_JWT_PUBLIC_KEY is not a public key in PEM format", e);
        }
        throw new IllegalStateException("BELFRY_JWT_PUBLIC_KEY must be the PEM of an RSA key of at least "
                + MIN_RSA_BITS + " bits, an EC key on P-256, or an Ed25519 key");
    }

    private static PublicKey publicKey(byte[] encoded) throws InvalidKeySpecException {
        var failure = new InvalidKeySpecException("Neither RSA, EC nor Ed25519");
        for (var algorithm : List.of("RSA", "EC", "Ed25519")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(encoded));
            } catch (InvalidKeySpecException e) {
                failure.addSuppressed(e);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every Java platform of ours has " + algorithm, e);
            }
        }
        throw failure;
    }

    private static boolean isStrong(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            return rsa.getModulus().bitLength() >= MIN_RSA_BITS;
        }
        return !(key instanceof ECPublicKey ec)
                || ec.getParams().getCurve().getField().getFieldSize() == EC_BITS;
    }
}
