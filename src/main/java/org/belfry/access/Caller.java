package org.belfry.access;

import java.util.Locale;
import org.belfry.audit.Actor;
import org.belfry.platform.Problem;

/**
 * Who makes a request, as proven by a credential.
 *
 * @param kind which credential it was
 * @param credentialId the API key's id, or the id of the sign-in, which may have made the token; 0 for a host's token
 * @param name the key's name, the account's, or the recipient's of a token
 * @param organizationId the one organization that all of the request happens in
 * @param organization that organization's code
 * @param role null for a person without one
 * @param recipient the caller's own inbox: a person's, or the only one a bound key may touch; null for an unbound key
 * @param expiresAt the second at which the credential ends on its own; null for one that does not
 * @param issuance for which of the recipients of that name it was issued; null for an unbound key, and for a session, which is closed when
 *     its recipient is erased
 */
public record Caller(
        Kind kind,
        long credentialId,
        String name,
        long organizationId,
        String organization,
        Role role,
        String recipient,
        Long expiresAt,
        Issuance issuance) {

    /** A caller whose credential does not depend on an erasure. */
    public Caller(
            Kind kind,
            long credentialId,
            String name,
            long organizationId,
            String organization,
            Role role,
            String recipient,
            Long expiresAt) {
        this(kind, credentialId, name, organizationId, organization, role, recipient, expiresAt, null);
    }

    /** The kinds of credential. All but an API key are a person's. */
    public enum Kind {
        API_KEY,
        SESSION,
        /** A token of the host application's identity provider. */
        HOST_TOKEN,
        /** A token of ours that was made with an API key, and ends with it. */
        KEY_TOKEN,
        /** A token of ours that was made in a session, and ends with it. */
        SESSION_TOKEN;

        /** What must still be valid in the tables, an API key or a session; null for a host's token. */
        public Kind standsOn() {
            return switch (this) {
                case API_KEY, KEY_TOKEN -> API_KEY;
                case SESSION, SESSION_TOKEN -> SESSION;
                case HOST_TOKEN -> null;
            };
        }
    }

    /** The same, whose credential is known to be of that generation of the recipient's name. */
    Caller ofGeneration(long generation) {
        return new Caller(
                kind,
                credentialId,
                name,
                organizationId,
                organization,
                role,
                recipient,
                expiresAt,
                Issuance.of(generation));
    }

    /** Belfry itself, at work in an organization. */
    public static Caller belfry(long organizationId, String organization) {
        return new Caller(Kind.API_KEY, 0, "belfry", organizationId, organization, Role.ADMIN, null, null);
    }

    /**
     * As the audit log has it.
     *
     * @param address the client's
     */
    public Actor actor(String address) {
        return new Actor(kind.name().toLowerCase(Locale.ROOT), name, credentialId, address);
    }

    public boolean has(Role needed) {
        return role != null && role.covers(needed);
    }

    /** True for a bound key, which sees its one inbox, and for a person without a role, who sees only their own. */
    public boolean confined() {
        return kind == Kind.API_KEY ? recipient != null : role == null;
    }

    /** Whether the caller may see what belongs to a recipient, who may not exist yet. */
    public boolean mayRead(String recipientName) {
        return !confined() || recipientName.equals(recipient);
    }

    /** People always look after their own inbox; a key needs the role, even for the inbox that it is bound to. */
    public boolean mayChange(String recipientName) {
        if (kind != Kind.API_KEY && recipientName.equals(recipient)) {
            return true;
        }
        return has(Role.OPERATOR) && mayRead(recipientName);
    }

    /**
     * Whose inbox a call that reads is about: the one that it names, else the caller's own.
     *
     * @param named null or blank for nobody
     * @throws Problem 400 where it is nobody's, 404 where the caller may not see it
     */
    public String readable(String named) {
        var name = chosen(named);
        if (!mayRead(name)) {
            throw Problem.notFound("Recipient");
        }
        return name;
    }

    /** {@link #readable} for a call that changes something. */
    public String changeable(String named) {
        var name = chosen(named);
        if (!mayChange(name)) {
            throw Problem.notFound("Recipient");
        }
        return name;
    }

    private String chosen(String named) {
        var name = named == null || named.isBlank() ? recipient : named;
        if (name == null) {
            throw Problem.badRequest("Recipient is required");
        }
        return name;
    }

    /** @throws Problem 403 for a key that changes nothing, not even the inbox that it is bound to */
    public void requireChanging() {
        if (kind == Kind.API_KEY) {
            require(Role.OPERATOR);
        }
    }

    /**
     * Refuses credentials that must not create anything that outlasts them: a minted token for a page, and a key for one inbox.
     *
     * @throws Problem 403
     */
    public void requireLasting() {
        var lasting =
                switch (kind) {
                    case SESSION, HOST_TOKEN -> true;
                    case API_KEY -> recipient == null;
                    case KEY_TOKEN, SESSION_TOKEN -> false;
                };
        if (!lasting) {
            throw Problem.forbidden(
                    "This would outlive your credential; use a session, a token from your identity provider or an API key that is not bound to a recipient");
        }
    }

    /** True from the second on at which the credential has ended on its own. */
    public boolean expired(long now) {
        return expiresAt != null && expiresAt <= now;
    }

    /** @throws Problem 403 without the role */
    public void require(Role needed) {
        if (!has(needed)) {
            throw Problem.forbidden("This operation requires the role %s", needed.code());
        }
    }

    /** @throws Problem 403 for a credential that sees one inbox only */
    public void requireWholeOrganization() {
        if (confined()) {
            throw Problem.forbidden("This credential is bound to the recipient %s", recipient);
        }
    }
}
