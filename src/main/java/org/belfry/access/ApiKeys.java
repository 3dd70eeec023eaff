package org.belfry.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import org.belfry.platform.ConfusableNames;
import org.belfry.platform.JsonInput;
import org.belfry.platform.PageRequest;
import org.belfry.platform.Problem;
import org.belfry.platform.RetryOnConflict;
import org.belfry.platform.Secrets;
import org.belfry.platform.UnixTime;

/** The API keys of an organization. */
@ApplicationScoped
@Transactional
public class ApiKeys {

    /** A new key, with its secret, which cannot be shown again. */
    public record CreatedKey(ApiKey key, String secret) {

        /** Without the secret. */
        @Override
        public String toString() {
            return "API key " + key.id();
        }
    }

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private ResourceQuotas quotas;

    @Inject
    private Organizations organizations;

    @Inject
    private UnixTime time;

    @Inject
    private Event<CredentialEnded> ended;

    @Inject
    private AccountNotifier notifier;

    @Inject
    private AccessAuditLog log;

    @Inject
    private ErasedNames erasedNames;

    /**
     * Reads what a key is to be, and makes it.
     *
     * @throws Problem 400 that names every violation, 403 for an admin of one inbox, 404 for an organization that is not the admin's
     */
    @RetryOnConflict
    @FreshSignIn
    public CreatedKey create(Caller admin, JsonInput input) {
        admin.requireWholeOrganization();
        var name = input.requiredText("name", 200);
        if (name != null && ConfusableNames.isBelfry(name)) {
            input.reject("name", "is reserved for Belfry, or looks like it; choose another name");
        }
        var role = input.oneOf("role", Role.class);
        if (!input.has("role")) {
            input.reject("role", "is required");
        }
        var recipient = input.has("recipient") ? input.requiredText("recipient", 200) : null;
        var organization = input.text("organization", 100);
        var expiresAt = input.integer("expires_at", time.now() + 1, Long.MAX_VALUE);
        input.check();
        return create(organizations.chosenBy(admin, organization), name, role, recipient, expiresAt, creator(admin));
    }

    /** A key created with another key ends with the same account as that key. Otherwise an account could leave keys behind. */
    private ApiKey.Creator creator(Caller admin) {
        return switch (admin.kind()) {
            case SESSION -> {
                var session = entities.find(AccountSession.class, admin.credentialId());
                if (session == null) {
                    throw Problem.unauthorized();
                }
                // Disabling or removing the account waits for this lock, and then finds the key.
                var account = entities.find(Account.class, session.account().id(), LockModeType.PESSIMISTIC_WRITE);
                if (account == null || !account.enabled()) {
                    throw Problem.unauthorized();
                }
                yield new ApiKey.Creator(ApiKey.Creator.OF_ACCOUNT, account.name(), account.id());
            }
            case API_KEY -> {
                var key = entities.find(ApiKey.class, admin.credentialId(), LockModeType.PESSIMISTIC_WRITE);
                if (key == null) {
                    throw Problem.unauthorized();
                }
                yield new ApiKey.Creator(
                        ApiKey.Creator.OF_API_KEY,
                        key.name(),
                        key.creator() == null ? null : key.creator().account());
            }
            case HOST_TOKEN, KEY_TOKEN, SESSION_TOKEN ->
                new ApiKey.Creator(ApiKey.Creator.OF_HOST_TOKEN, admin.name(), null);
        };
    }

    /**
     * @param recipient the one recipient that the key is bound to, or null
     * @param expiresAt Unix seconds, or null
     * @param creator null for Belfry itself
     */
    private CreatedKey create(
            Organization organization,
            String name,
            Role role,
            String recipient,
            Long expiresAt,
            ApiKey.Creator creator) {
        quotas.require(ResourceQuota.KEYS, organization.id(), 1, () -> count(organization.id()));
        var secret = "bfy_" + Secrets.token();
        var owner = entities.getReference(Organization.class, organization.id());
        var key = new ApiKey(owner, recipient, name, Secrets.sha256(secret), role, time.now(), expiresAt);
        key.createdBy(creator);
        if (recipient != null) {
            key.bindTo(erasedNames.generation(organization.id(), organization.code(), recipient));
        }
        entities.persist(key);
        notifier.key(organization, name, "created");
        log.keyCreated(key, organization);
        return new CreatedKey(key, secret);
    }

    private long count(long organizationId) {
        return entities.createQuery("select count(k) from ApiKey k where k.organization.id = :organization", Long.class)
                .setParameter("organization", organizationId)
                .getSingleResult();
    }

    public List<ApiKey> of(long organizationId) {
        return entities.createQuery(
                        "select k from ApiKey k where k.organization.id = :organization order by k.id", ApiKey.class)
                .setParameter("organization", organizationId)
                .getResultList();
    }

    /** A page of them, the newest first. */
    public List<ApiKey> page(long organizationId, PageRequest page) {
        return entities.createQuery(
                        "select k from ApiKey k where k.organization.id = :organization order by k.id desc",
                        ApiKey.class)
                .setParameter("organization", organizationId)
                .setFirstResult(page.offset())
                .setMaxResults(page.limit())
                .getResultList();
    }

    /** Whether there is a key with exactly this role. */
    public boolean isThereOne(long organizationId, Role role) {
        return !entities.createQuery(
                        "select k.id from ApiKey k where k.organization.id = :organization and k.role = :role",
                        Long.class)
                .setParameter("organization", organizationId)
                .setParameter("role", role.code())
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    /** How many there are, counted up to {@code most}. */
    public int count(long organizationId, int most) {
        return entities.createQuery("select k.id from ApiKey k where k.organization.id = :organization", Long.class)
                .setParameter("organization", organizationId)
                .setMaxResults(most)
                .getResultList()
                .size();
    }

    /** False where the organization has no such key. */
    @FreshSignIn
    public boolean revoke(long organizationId, long id) {
        var key = entities.find(ApiKey.class, id);
        var revoked =
                entities.createQuery("delete from ApiKey k where k.id = :id and k.organization.id = :organization")
                                .setParameter("id", id)
                                .setParameter("organization", organizationId)
                                .executeUpdate()
                        > 0;
        if (revoked && key != null) {
            notifier.key(key.organization(), key.name(), "revoked");
            log.keyRevoked(key);
            ended.fire(new CredentialEnded(Caller.Kind.API_KEY, id));
        }
        return revoked;
    }

    /** Revokes the keys that are bound to a recipient, and those that were created with a token of that recipient. */
    @Transactional(TxType.MANDATORY)
    public void revokeOfRecipient(long organizationId, String recipient) {
        entities.createQuery(
                        "select k.id from ApiKey k where k.organization.id = :organization"
                                + " and (k.recipient = :recipient"
                                + " or k.createdByKind = :token and k.createdBy = :recipient) order by k.id",
                        Long.class)
                .setParameter("organization", organizationId)
                .setParameter("recipient", recipient)
                .setParameter("token", ApiKey.Creator.OF_HOST_TOKEN)
                .getResultList()
                .forEach(id -> revoke(organizationId, id));
    }

    /**
     * Revokes the keys that end with an account and may do more than it, in every organization: a right that was taken away does
     * not live on in a key. The caller has locked the account.
     *
     * @param left the remaining role of the account; null for none
     */
    @Transactional(TxType.MANDATORY)
    void revokeBeyond(Account account, Role left) {
        entities.createQuery("select k from ApiKey k where k.createdByAccount = :account order by k.id", ApiKey.class)
                .setParameter("account", account.id())
                .getResultStream()
                .filter(key -> left == null || !left.covers(key.role()))
                .toList()
                .forEach(key -> revoke(key.organization().id(), key.id()));
    }

    /** Notes the use of a key, at most once a minute however many nodes see it, and the first one on a day in the audit log. */
    public void noteUse(ApiKey key) {
        var now = time.now();
        if (!key.wasUsedOn(now)) {
            // Of all that come at once, on whichever node, one changes the row from another day's to this one's.
            var first = noteUse(key.id(), now, ApiKey.startOfDay(now) - 1);
            if (first) {
                log.keyUsed(key);
            }
        } else {
            noteUse(key.id(), now, now - ApiKey.USE_IS_NEWS_AFTER);
        }
    }

    /** @param before the second in which it was last used at the latest */
    private boolean noteUse(long id, long now, long before) {
        return entities.createQuery("update ApiKey k set k.lastUsedAt = :now where k.id = :id"
                                + " and (k.lastUsedAt is null or k.lastUsedAt <= :before)")
                        .setParameter("now", now)
                        .setParameter("id", id)
                        .setParameter("before", before)
                        .executeUpdate()
                > 0;
    }
}
