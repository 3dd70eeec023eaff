package org.belfry.testing;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** An identity provider as a host application has one: it signs tokens, and publishes its keys at {@code /jwks}. */
public final class IdentityProvider implements AutoCloseable {

    /** As the tests' environment has them. */
    public static final String ISSUER = "https://id.example.org";

    public static final String AUDIENCE = "belfry-tests";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<PublicJsonWebKey> keys = new CopyOnWriteArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile int status = 200;

    /** @param port where it answers on the loop-back address; 0 for any */
    public IdentityProvider(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/jwks", exchange -> {
            requests.incrementAndGet();
            var body = new JsonWebKeySet(keys)
                    .toJson(OutputControlLevel.PUBLIC_ONLY)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            try (var out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        server.setExecutor(threads);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/jwks";
    }

    /** How often it was asked for its keys. */
    public int requests() {
        return requests.get();
    }

    /** From now on it answers with that status. */
    public void answerWith(int newStatus) {
        status = newStatus;
    }

    /** Publishes a key; answers it. */
    public PublicJsonWebKey publish(PublicJsonWebKey key) {
        keys.add(key);
        return key;
    }

    public void withdraw(PublicJsonWebKey key) {
        keys.remove(key);
    }

    /** A new key of an algorithm, RS256, ES256 or EdDSA, with its algorithm and a key id in it. */
    public static PublicJsonWebKey key(String kid, String algorithm) {
        try {
            PublicJsonWebKey key =
                    switch (algorithm) {
                        case "RS256" -> RsaJwkGenerator.generateJwk(2048);
                        case "ES256" -> EcJwkGenerator.generateJwk(EllipticCurves.P256);
                        case "EdDSA" -> OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519);
                        default -> throw new IllegalArgumentException(algorithm);
                    };
            key.setKeyId(kid);
            key.setAlgorithm(algorithm);
            key.setUse("sig");
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Valid claims of a user: ten minutes from now. */
    public static JwtClaims claims(String subject, long now) {
        var claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience(AUDIENCE);
        claims.setSubject(subject);
        claims.setIssuedAt(NumericDate.fromSeconds(now));
        claims.setExpirationTime(NumericDate.fromSeconds(now + 600));
        return claims;
    }

    /** The token of a user of an organization, with roles as Keycloak writes them. */
    public static String token(PublicJsonWebKey key, String organization, String subject, String... roles) {
        var claims = claims(subject, NumericDate.now().getValue());
        claims.setClaim("organization", organization);
        claims.setClaim("realm_access", Map.of("roles", List.of(roles)));
        return sign(key, claims.toJson(), header -> {});
    }

    /** Signs a payload with a key under its id; {@code header} may change what stands in the header. */
    public static String sign(PublicJsonWebKey key, String payload, Consumer<JsonWebSignature> header) {
        var signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(key.getAlgorithm());
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setKey(key.getPrivateKey());
        signature.setPayload(payload);
        header.accept(signature);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
