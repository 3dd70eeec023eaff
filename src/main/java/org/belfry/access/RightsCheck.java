package org.belfry.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.belfry.platform.RetryOnConflict;
import org.belfry.platform.Sentence;
import org.belfry.platform.UnixTime;

/** Whether somebody may still do what they once asked for: of what is done later, when no request and no credential is at hand. */
@ApplicationScoped
@Transactional
@RetryOnConflict
public class RightsCheck {

    private static final String API_KEY = "api_key";
    private static final String ACCOUNT = "account";
    private static final String HOST_TOKEN = "host_token";

    /**
     * What somebody's right stands on.
     *
     * @param kind {@code api_key}, {@code account}, or {@code host_token}, of which nothing is kept
     * @param id the key's or the account's; 0 of a host's token
     * @param name the key's, the account's, or the recipient's of a token
     */
    public record CredentialRef(String kind, long id, String name) {}

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private UnixTime time;

    /** What a caller's right stands on: of a session the account, as that outlasts it, and of a token of ours what made it. */
    public CredentialRef of(Caller caller) {
        var standsOn = caller.kind().standsOn();
        if (standsOn == null) {
            return new CredentialRef(HOST_TOKEN, 0, caller.name());
        }
        if (standsOn == Caller.Kind.API_KEY) {
            return new CredentialRef(API_KEY, caller.credentialId(), caller.name());
        }
        var account = entities.createQuery("select s.account.id from AccountSession s where s.id = :id", Long.class)
                .setParameter("id", caller.credentialId())
                .getResultStream()
                .findFirst()
                .orElse(0L);
        return new CredentialRef(ACCOUNT, account, caller.name());
    }

    /** Why it does not stand any more, in words; empty while it does. */
    public Optional<Sentence> lost(CredentialRef credential, Role needed) {
        return switch (credential.kind()) {
            case API_KEY -> lostByKey(credential, needed);
            case ACCOUNT -> lostByAccount(credential, needed);
            default -> Optional.empty();
        };
    }

    /** The same for a recipient; also empty if nobody has an account for that inbox. */
    public Optional<Sentence> lostByAccountsOf(long organizationId, String recipient) {
        var accounts = entities.createQuery(
                        "select a.enabled from Account a where a.organization.id = :organization"
                                + " and a.recipient = :recipient",
                        Boolean.class)
                .setParameter("organization", organizationId)
                .setParameter("recipient", recipient)
                .getResultList();
        return accounts.isEmpty() || accounts.contains(true)
                ? Optional.empty()
                : Optional.of(Sentence.of("the account of %s is disabled", recipient));
    }

    private Optional<Sentence> lostByKey(CredentialRef credential, Role needed) {
        var key = entities.find(ApiKey.class, credential.id());
        if (key == null) {
            return Optional.of(Sentence.of("the API key %s was revoked", credential.name()));
        }
        if (key.expired(time.now())) {
            return Optional.of(Sentence.of("the API key %s has expired", credential.name()));
        }
        return missing(key.role(), needed, Sentence.of("the API key %s", credential.name()));
    }

    private Optional<Sentence> lostByAccount(CredentialRef credential, Role needed) {
        var account = entities.find(Account.class, credential.id());
        if (account == null) {
            return Optional.of(Sentence.of("the account %s was removed", credential.name()));
        }
        return account.enabled()
                ? missing(account.role(), needed, Sentence.of("the account %s", credential.name()))
                : Optional.of(Sentence.of("the account %s is disabled", credential.name()));
    }

    private static Optional<Sentence> missing(Role role, Role needed, Sentence who) {
        return role != null && role.covers(needed)
                ? Optional.empty()
                : Optional.of(Sentence.of("%s no longer has the role %s", who, needed.code()));
    }
}
