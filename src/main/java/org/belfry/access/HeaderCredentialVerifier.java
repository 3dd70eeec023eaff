package org.belfry.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.belfry.access.CredentialVerifier.Token;
import org.belfry.access.jwt.HostTokens;
import org.belfry.access.jwt.IssuedTokens;
import org.belfry.access.jwt.Jwt;

/**
 * Finds the caller of a secret in a request's header: a JSON Web Token where it looks like one, else an API key. Tokens are
 * verified before any transaction; then they cost one statement, as a key does.
 */
@ApplicationScoped
public class HeaderCredentialVerifier {

    @Inject
    private CredentialVerifier verifier;

    @Inject
    private HostTokens hostTokens;

    @Inject
    private IssuedTokens issuedTokens;

    /** Empty for a secret that is not valid. */
    public Optional<Caller> caller(String secret) {
        if (!Jwt.isOne(secret)) {
            return verifier.byApiKey(secret);
        }
        return Jwt.parse(secret).flatMap(this::verified).flatMap(verifier::byToken);
    }

    /** The issuer that a token names decides only by whose keys it is verified. */
    private Optional<Token> verified(Jwt jwt) {
        return IssuedTokens.NAME.equals(jwt.issuer())
                ? issuedTokens.verify(jwt).map(HeaderCredentialVerifier::token)
                : hostTokens.verify(jwt).map(HeaderCredentialVerifier::token);
    }

    private static Token token(HostTokens.Identity host) {
        return new Token(
                Caller.Kind.HOST_TOKEN,
                0,
                host.organization(),
                host.recipient(),
                Role.highest(host.roles()),
                host.expiresAt(),
                new Issuance(null, host.issuedAt()));
    }

    private static Token token(IssuedTokens.Claims own) {
        var kind =
                switch (own.minter()) {
                    case API_KEY -> Caller.Kind.KEY_TOKEN;
                    case SESSION -> Caller.Kind.SESSION_TOKEN;
                };
        return new Token(
                kind,
                own.minterId(),
                own.organization(),
                own.recipient(),
                null,
                own.expiresAt(),
                Issuance.of(own.generation()));
    }
}
