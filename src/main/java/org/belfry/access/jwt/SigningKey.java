package org.belfry.access.jwt;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.belfry.encryption.EncryptedText;
import org.belfry.encryption.SecretCipher;
import org.belfry.encryption.SecretColumn;
import org.belfry.platform.Secrets;

/** An Ed25519 key that signs the tokens made in one period; the nodes share it. */
@Entity
@Table(name = "signing_key")
public class SigningKey {

    /** Seconds that one key signs for: thirty days. */
    static final long PERIOD = 30 * 86_400L;

    /** Seconds for which it verifies after that: a token's longest life, and a day for clocks that differ. */
    static final long AFTERLIFE = IssuedTokens.MAX_TTL + 86_400L;

    private static final String ALGORITHM = "Ed25519";

    @Id
    private String kid;

    private long generation;

    @Column(name = "public_key")
    private String publicKey;

    @Column(name = "private_key")
    private EncryptedText privateKey;

    protected SigningKey() {}

    /** A new key for the period of that number. */
    SigningKey(long generation, SecretCipher secrets) {
        var pair = pair();
        this.kid = Secrets.token();
        this.generation = generation;
        this.publicKey = Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
        this.privateKey = secrets.encrypt(
                SecretColumn.SIGNING_KEY,
                kid,
                Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
    }

    /** The number of the period that a second is in, counted from 1970. */
    static long generation(long now) {
        return now / PERIOD;
    }

    /** The oldest generation by which a token may still be signed. */
    static long oldest(long now) {
        return (now - AFTERLIFE) / PERIOD;
    }

    String kid() {
        return kid;
    }

    long generation() {
        return generation;
    }

    PublicKey publicKey() {
        try {
            return KeyFactory.getInstance(ALGORITHM)
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(publicKey)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The signing key " + kid + " cannot be read", e);
        }
    }

    PrivateKey privateKey(SecretCipher secrets) {
        var encoded = secrets.decrypt(SecretColumn.SIGNING_KEY, kid, privateKey);
        try {
            return KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(encoded)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The signing key " + kid + " cannot be read", e);
        }
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform of ours has " + ALGORITHM, e);
        }
    }
}
