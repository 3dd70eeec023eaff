package org.belfry.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import org.belfry.audit.Action;
import org.belfry.audit.Actor;
import org.belfry.audit.Audit;
import org.belfry.limits.CurrentClient;
import org.belfry.platform.JsonOutput;

/**
 * What the audit log has of organizations, accounts, sessions and keys. What an admin of the platform does in another organization
 * is in the logs of both.
 */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class AccessAuditLog {

    @Inject
    private Audit audit;

    @Inject
    private CurrentCaller caller;

    @Inject
    private CurrentClient client;

    /** @param after what is set now, or what there is to know; null for nothing */
    public void record(Organization organization, Action action, String subject, JsonObject before, JsonObject after) {
        audit.record(organization.id(), action, subject, before, after);
        if (isElsewhere(organization)) {
            audit.record(
                    callersOrganization(), action, subject, named(before, organization), named(after, organization));
        }
    }

    /** {@link Audit#changed}. */
    public void changed(Organization organization, Action action, String subject, JsonObject before, JsonObject after) {
        audit.changed(organization.id(), action, subject, before, after);
        if (isElsewhere(organization) && !before.equals(after)) {
            audit.changed(callersOrganization(), action, subject, before, named(after, organization));
        }
    }

    private boolean isElsewhere(Organization organization) {
        try {
            return caller.isKnown() && callersOrganization() != organization.id();
        } catch (ContextNotActiveException e) {
            // At the start, when no request is at hand.
            return false;
        }
    }

    private long callersOrganization() {
        return caller.get().organizationId();
    }

    private static JsonObject named(JsonObject json, Organization organization) {
        return json == null
                ? null
                : JsonOutput.object(json)
                        .add("organization", organization.code())
                        .build();
    }

    public void organizationCreated(Organization organization) {
        audit.begin(organization.id());
        record(organization, Action.ORGANIZATION_CREATED, organization.code(), null, json(organization));
    }

    public void accountCreated(Account account) {
        record(account.organization(), Action.ACCOUNT_CREATED, account.name(), null, json(account));
    }

    public void accountRemoved(Account account) {
        record(account.organization(), Action.ACCOUNT_REMOVED, account.name(), json(account), null);
    }

    public void passwordChanged(Account account) {
        record(account.organization(), Action.PASSWORD_CHANGED, account.name(), null, null);
    }

    public void keyCreated(ApiKey key, Organization organization) {
        var after = JsonOutput.object(json(key))
                .add("recipient", JsonOutput.of(key.recipient()))
                .add("expires_at", JsonOutput.of(key.expiresAt()));
        record(organization, Action.KEY_CREATED, String.valueOf(key.id()), null, after.build());
    }

    /** Nothing of whom it is bound to, who may just be erased. */
    public void keyRevoked(ApiKey key) {
        record(key.organization(), Action.KEY_REVOKED, String.valueOf(key.id()), json(key), null);
    }

    /** The key's first use on a day (UTC). */
    public void keyUsed(ApiKey key) {
        var actor = new Actor("api_key", key.name(), key.id(), address());
        audit.record(actor, key.organization().id(), Action.KEY_USED, String.valueOf(key.id()), null, json(key));
    }

    public void sessionOpened(Account account, AccountSession session, String address) {
        var actor = new Actor("session", account.name(), session.id(), address);
        audit.record(actor, account.organization().id(), Action.SESSION_OPENED, account.name(), null, null);
    }

    /** @param account null where there is none of that name, which may be a password in the wrong field */
    public void sessionRefused(long organizationId, Account account) {
        audit.record(organizationId, Action.SESSION_REFUSED, account == null ? null : account.name());
    }

    /** @param count how many at once */
    public void sessionsClosed(Account account, int count) {
        record(
                account.organization(),
                Action.SESSION_CLOSED,
                account.name(),
                null,
                JsonOutput.object().add("count", count).build());
    }

    /** Null where no request is at hand. */
    private String address() {
        try {
            return client.address();
        } catch (ContextNotActiveException | IllegalStateException e) {
            return null;
        }
    }

    static JsonObject json(Organization organization) {
        return JsonOutput.object()
                .add("name", JsonOutput.of(organization.name()))
                .add("sender", JsonOutput.of(organization.sender()))
                .add("locale", JsonOutput.of(organization.locale()))
                .add("ad_hoc_types", organization.adHocTypes())
                .build();
    }

    static JsonObject json(Account account) {
        return JsonOutput.object()
                .add("recipient", account.recipient())
                .add(
                        "role",
                        JsonOutput.of(
                                account.role() == null ? null : account.role().code()))
                .add("enabled", account.enabled())
                .build();
    }

    private static JsonObject json(ApiKey key) {
        JsonObjectBuilder json = JsonOutput.object();
        return json.add("name", key.name()).add("role", key.role().code()).build();
    }
}
