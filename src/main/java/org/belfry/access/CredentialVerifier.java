package org.belfry.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.belfry.platform.Batches;
import org.belfry.platform.RetryOnConflict;
import org.belfry.platform.Secrets;
import org.belfry.platform.UnixTime;

/**
 * Turns a secret, or what a verified token says, into the {@link Caller} it stands for. Called at each request: a
 * revoked credential ends immediately.
 */
@ApplicationScoped
@Transactional
@RetryOnConflict
public class CredentialVerifier {

    /**
     * What a token says whose signature was verified.
     *
     * @param credentialId of what it was made with; 0 for a host's token
     * @param organization code of an organization
     * @param role null for a person without one
     * @param expiresAt the second from which on it is refused
     * @param issuance for which of the recipients of that name it was issued
     */
    public record Token(
            Caller.Kind kind,
            long credentialId,
            String organization,
            String recipient,
            Role role,
            long expiresAt,
            Issuance issuance) {}

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private ApiKeys keys;

    @Inject
    private Organizations organizations;

    @Inject
    private ErasedNames erasedNames;

    @Inject
    private UnixTime time;

    /** Empty for a key that does not exist or has expired, and for one of a recipient who was erased. */
    public Optional<Caller> byApiKey(String key) {
        var found = entities.createQuery(
                        "select k from ApiKey k join fetch k.organization where k.keyHash = :hash", ApiKey.class)
                .setParameter("hash", Secrets.sha256(key))
                .getResultStream()
                .findFirst()
                .filter(candidate -> !candidate.expired(time.now()));
        var caller = found.map(CredentialVerifier::caller).flatMap(erasedNames::present);
        if (caller.isPresent()) {
            found.filter(used -> used.useIsNews(time.now())).ifPresent(keys::noteUse);
        }
        return caller;
    }

    /** Empty for a token that does not exist or has expired, and for one of an account that was disabled. */
    public Optional<Caller> bySession(String token) {
        return entities.createQuery(
                        "select s from AccountSession s join fetch s.account join fetch s.account.organization"
                                + " where s.tokenHash = :hash",
                        AccountSession.class)
                .setParameter("hash", Secrets.sha256(token))
                .getResultStream()
                .findFirst()
                .filter(session -> session.valid(time.now()))
                .map(CredentialVerifier::caller);
    }

    /**
     * Empty if the token has expired, its organization does not exist, the credential that it was made with may no longer do so, or its recipient was
     * erased since.
     */
    public Optional<Caller> byToken(Token token) {
        if (token.expiresAt() <= time.now()) {
            return Optional.empty();
        }
        if (token.kind() == Caller.Kind.HOST_TOKEN) {
            return organizations
                    .find(token.organization())
                    .map(found -> caller(token, found.id()))
                    .flatMap(erasedNames::present);
        }
        return byId(token.kind().standsOn(), token.credentialId())
                .filter(maker -> maker.organization().equals(token.organization()))
                .filter(maker -> maker.mayChange(token.recipient()))
                .map(maker -> caller(token, maker.organizationId()))
                .flatMap(erasedNames::present);
    }

    /** The caller that an API key or a session stands for now, by its id; empty where it is no longer valid. */
    public Optional<Caller> byId(Caller.Kind kind, long credentialId) {
        return switch (kind) {
            case API_KEY ->
                entities.createQuery("select k from ApiKey k join fetch k.organization where k.id = :id", ApiKey.class)
                        .setParameter("id", credentialId)
                        .getResultStream()
                        .findFirst()
                        .filter(key -> !key.expired(time.now()))
                        .map(CredentialVerifier::caller)
                        .flatMap(erasedNames::present);
            case SESSION ->
                entities.createQuery(
                                "select s from AccountSession s join fetch s.account join fetch s.account.organization"
                                        + " where s.id = :id",
                                AccountSession.class)
                        .setParameter("id", credentialId)
                        .getResultStream()
                        .findFirst()
                        .filter(session -> session.valid(time.now()))
                        .map(CredentialVerifier::caller);
            default -> throw new IllegalArgumentException(kind + " is in no table");
        };
    }

    /** Those of the API keys, or of the sessions, that are still valid. A statement for each five hundred. */
    public Set<Long> stillValid(Caller.Kind kind, Collection<Long> credentialIds) {
        var query =
                switch (kind) {
                    case API_KEY ->
                        "select k.id from ApiKey k where k.id in :ids"
                                + " and (k.expiresAt is null or k.expiresAt > :now)";
                    case SESSION ->
                        "select s.id from AccountSession s where s.id in :ids and s.expiresAt > :now"
                                + " and s.account.enabled = true";
                    default -> throw new IllegalArgumentException(kind + " is in no table");
                };
        var valid = new HashSet<Long>();
        for (var some : Batches.of(credentialIds)) {
            valid.addAll(entities.createQuery(query, Long.class)
                    .setParameter("ids", some)
                    .setParameter("now", time.now())
                    .getResultList());
        }
        return valid;
    }

    private static Caller caller(ApiKey key) {
        var organization = key.organization();
        return new Caller(
                Caller.Kind.API_KEY,
                key.id(),
                key.name(),
                organization.id(),
                organization.code(),
                key.role(),
                key.recipient(),
                key.expiresAt(),
                key.issuance());
    }

    private static Caller caller(Token token, long organizationId) {
        return new Caller(
                token.kind(),
                token.credentialId(),
                token.recipient(),
                organizationId,
                token.organization(),
                token.role(),
                token.recipient(),
                token.expiresAt(),
                token.issuance());
    }

    private static Caller caller(AccountSession session) {
        var account = session.account();
        var organization = account.organization();
        return new Caller(
                Caller.Kind.SESSION,
                session.id(),
                account.name(),
                organization.id(),
                organization.code(),
                account.role(),
                account.recipient(),
                session.expiresAt());
    }
}
