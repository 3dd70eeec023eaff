package org.belfry.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.belfry.audit.Action;
import org.belfry.platform.PageRequest;
import org.belfry.platform.Problem;
import org.belfry.platform.RetryOnConflict;
import org.belfry.platform.UnixTime;

/** The accounts of people. Whoever takes a right away ends the sessions that had it. */
@ApplicationScoped
@Transactional
public class Accounts {

    private static final long NONE = 0;

    /**
     * An account as the API describes it.
     *
     * @param role null for a person who only has an inbox
     * @param organization its code
     * @param createdAt Unix seconds
     */
    public record AccountView(
            String name, String recipient, Role role, boolean enabled, String organization, long createdAt) {}

    /**
     * What an admin may set; null leaves it as it is.
     *
     * @param setsRole whether the role is set, to null too
     */
    public record AccountChange(boolean setsRole, Role role, String recipient, Boolean enabled, String passwordHash) {}

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private ResourceQuotas quotas;

    @Inject
    private Sessions sessions;

    @Inject
    private ApiKeys keys;

    @Inject
    private AccountNotifier notifier;

    @Inject
    private AccessAuditLog log;

    @Inject
    private UnixTime time;

    /**
     * The account whose password a sign-in gives.
     *
     * @param knowsDevice whether somebody has signed in to the account from that device
     */
    record SignInTarget(Account account, boolean knowsDevice) {}

    /**
     * The account for a sign-in. If no organization is named and several have an account with that name, it is the one
     * that knows the device, or else the oldest: nobody can take the name from its owner by creating another account.
     *
     * @param organization code, or null if none was given
     * @param device digest of the device's cookie, or null
     */
    Optional<SignInTarget> toSignIn(String name, String organization, String device) {
        if (device != null) {
            var known = oldest(name, organization, device);
            if (known.isPresent()) {
                return known.map(account -> new SignInTarget(account, true));
            }
        }
        return oldest(name, organization, null).map(account -> new SignInTarget(account, false));
    }

    /** @param device digest of a cookie that it must know; null for any */
    private Optional<Account> oldest(String name, String organization, String device) {
        var values = new ArrayList<String>(List.of(name));
        var statement = new StringBuilder(
                "select a.id from account a join organization o on o.id = a.organization_id" + " where a.name = ?1");
        if (organization != null) {
            values.add(organization);
            statement.append(" and o.code = ?").append(values.size());
        }
        if (device != null) {
            values.add(device);
            statement
                    .append(" and exists (select 1 from device d where d.account_id = a.id and d.hash = ?")
                    .append(values.size())
                    .append(')');
        }
        var query = entities.createNativeQuery(
                        statement.append(" order by a.created_at, a.id").toString())
                .setMaxResults(1);
        for (var i = 0; i < values.size(); i++) {
            query.setParameter(i + 1, values.get(i));
        }
        List<?> ids = query.getResultList();
        return ids.stream().findFirst().map(id -> entities.find(Account.class, ((Number) id).longValue()));
    }

    /** The account of a session; empty if the session has ended. */
    Optional<Account> ofSignIn(long signInId) {
        return Optional.ofNullable(entities.find(AccountSession.class, signInId))
                .map(AccountSession::account);
    }

    public List<AccountView> of(long organizationId) {
        return entities.createQuery(
                        "select a from Account a join fetch a.organization o where o.id = :organization"
                                + " order by a.name",
                        Account.class)
                .setParameter("organization", organizationId)
                .getResultStream()
                .map(Accounts::describe)
                .toList();
    }

    /** A page of them, by name. */
    public List<AccountView> page(long organizationId, PageRequest page) {
        return entities.createQuery(
                        "select a from Account a join fetch a.organization o where o.id = :organization"
                                + " order by a.name",
                        Account.class)
                .setParameter("organization", organizationId)
                .setFirstResult(page.offset())
                .setMaxResults(page.limit())
                .getResultStream()
                .map(Accounts::describe)
                .toList();
    }

    /** How many there are, counted up to {@code most}. */
    public int count(long organizationId, int most) {
        return entities.createQuery("select a.id from Account a where a.organization.id = :organization", Long.class)
                .setParameter("organization", organizationId)
                .setMaxResults(most)
                .getResultList()
                .size();
    }

    public Optional<AccountView> find(long organizationId, String name) {
        return id(organizationId, name)
                .map(id -> entities.find(Account.class, id))
                .map(Accounts::describe);
    }

    /** Empty if the organization already has one with that name. */
    @RetryOnConflict
    public Optional<AccountView> create(
            Organization organization, String name, String recipient, String passwordHash, Role role) {
        if (id(organization.id(), name).isPresent()) {
            return Optional.empty();
        }
        quotas.require(ResourceQuota.ACCOUNTS, organization.id(), 1, () -> count(organization.id(), Integer.MAX_VALUE));
        var owner = entities.find(Organization.class, organization.id());
        var account = new Account(owner, name, recipient, passwordHash, role, time.now());
        entities.persist(account);
        entities.flush();
        notifier.created(account);
        log.accountCreated(account);
        return Optional.of(describe(account));
    }

    /**
     * Empty where the organization has no such account.
     *
     * @throws Problem 409 where the organization would have no admin left
     */
    @RetryOnConflict
    public Optional<AccountView> change(long organizationId, String name, AccountChange accountChange) {
        return locked(organizationId, name).map(account -> {
            var before = describe(account);
            var logged = AccessAuditLog.json(account);
            if (accountChange.setsRole()) {
                account.act(accountChange.role());
            }
            if (accountChange.recipient() != null) {
                account.receiveAs(accountChange.recipient());
            }
            if (accountChange.enabled() != null) {
                account.enable(accountChange.enabled());
            }
            if (accountChange.passwordHash() != null) {
                account.setPasswordHash(accountChange.passwordHash());
            }
            var after = describe(account);
            log.changed(account.organization(), Action.ACCOUNT_CHANGED, name, logged, AccessAuditLog.json(account));
            if (isAdmin(before) && !isAdmin(after)) {
                requireAnotherAdmin(organizationId, account.id());
            }
            if (accountChange.passwordHash() != null) {
                log.passwordChanged(account);
            }
            if (accountChange.passwordHash() != null || mayLess(before, after)) {
                sessions.closeAll(account, NONE);
            }
            if (mayLess(before, after)) {
                keys.revokeBeyond(account, account.enabled() ? account.role() : null);
            }
            notifier.changed(before, account, accountChange.passwordHash() != null);
            return after;
        });
    }

    /**
     * False where the organization has no such account.
     *
     * @throws Problem 409 where the organization would have no admin left
     */
    @RetryOnConflict
    public boolean remove(long organizationId, String name) {
        var account = locked(organizationId, name);
        account.ifPresent(found -> {
            if (isAdmin(describe(found))) {
                requireAnotherAdmin(organizationId, found.id());
            }
            sessions.closeAll(found, NONE);
            keys.revokeBeyond(found, null);
            notifier.removed(found);
            log.accountRemoved(found);
            entities.remove(found);
        });
        return account.isPresent();
    }

    /**
     * Ends all sessions of the account but one.
     *
     * @param hash of the password that was compared; false where the account has another one now
     */
    @RetryOnConflict
    public boolean changePassword(long accountId, String hash, String newHash, long sparedSignIn) {
        var account = entities.find(Account.class, accountId, LockModeType.PESSIMISTIC_WRITE);
        if (account == null || !account.passwordHash().equals(hash)) {
            return false;
        }
        account.setPasswordHash(newHash);
        log.passwordChanged(account);
        sessions.closeAll(account, sparedSignIn);
        Optional.ofNullable(entities.find(AccountSession.class, sparedSignIn))
                .ifPresent(spared -> spared.authenticatedAgain(time.now()));
        notifier.password(account);
        return true;
    }

    /**
     * Ends the access of accounts to an erased recipient's inbox. An account without a role leads to nothing else: it is disabled until an
     * admin enables it for the next person of that name. An account with a role only has to sign in again. Nobody is notified, because that
     * would bring the recipient back.
     */
    @Transactional(TxType.MANDATORY)
    public void recipientErased(long organizationId, String recipient) {
        var ids = entities.createQuery(
                        "select a.id from Account a where a.organization.id = :organization"
                                + " and a.recipient = :recipient order by a.id",
                        Long.class)
                .setParameter("organization", organizationId)
                .setParameter("recipient", recipient)
                .getResultList();
        for (var id : ids) {
            var account = entities.find(Account.class, id, LockModeType.PESSIMISTIC_WRITE);
            if (account == null || !account.recipient().equals(recipient)) {
                continue;
            }
            sessions.closeAll(account, NONE);
            if (account.role() == null && account.enabled()) {
                var before = AccessAuditLog.json(account);
                account.enable(false);
                log.changed(
                        account.organization(),
                        Action.ACCOUNT_CHANGED,
                        account.name(),
                        before,
                        AccessAuditLog.json(account));
            }
        }
    }

    /** Of two who change accounts of one organization, one waits: neither must count on the other's admin. */
    private Optional<Account> locked(long organizationId, String name) {
        entities.find(Organization.class, organizationId, LockModeType.PESSIMISTIC_WRITE);
        return id(organizationId, name).map(id -> entities.find(Account.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    private Optional<Long> id(long organizationId, String name) {
        return entities.createQuery(
                        "select a.id from Account a where a.organization.id = :organization and a.name = :name",
                        Long.class)
                .setParameter("organization", organizationId)
                .setParameter("name", name)
                .getResultStream()
                .findFirst();
    }

    private void requireAnotherAdmin(long organizationId, long accountId) {
        var others = entities.createQuery(
                        "select count(a) from Account a where a.organization.id = :organization and a.id <> :id"
                                + " and a.role = :admin and a.enabled = true",
                        Long.class)
                .setParameter("organization", organizationId)
                .setParameter("id", accountId)
                .setParameter("admin", Role.ADMIN.code())
                .getSingleResult();
        if (others == 0) {
            throw Problem.of(409, "This is the last admin of the organization; add another admin first");
        }
    }

    private static boolean isAdmin(AccountView account) {
        return account.enabled() && account.role() == Role.ADMIN;
    }

    private static boolean mayLess(AccountView before, AccountView after) {
        return before.enabled() && !after.enabled()
                || before.role() != null
                        && (after.role() == null || !after.role().covers(before.role()))
                || !Objects.equals(before.recipient(), after.recipient());
    }

    private static AccountView describe(Account account) {
        return new AccountView(
                account.name(),
                account.recipient(),
                account.role(),
                account.enabled(),
                account.organization().code(),
                account.createdAt());
    }
}
