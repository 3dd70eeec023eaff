package org.belfry.access;

import org.belfry.platform.Problem;

/**
 * Who makes a request, as proven by a credential.
 *
 * @param kind which credential it was
 * @param credentialId the API key's id, or the id of the sign-in
 * @param name the key's name or the account's
 * @param organizationId the one organization that all of the request happens in
 * @param organization that organization's code
 * @param role null for a person without one
 * @param recipient the caller's own inbox: a person's, or the only one a bound key may touch; null for an unbound key
 */
public record Caller(
        Kind kind,
        long credentialId,
        String name,
        long organizationId,
        String organization,
        Role role,
        String recipient) {

    /** The kinds of credential. */
    public enum Kind {
        API_KEY,
        SESSION
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
        if (kind == Kind.SESSION && recipientName.equals(recipient)) {
            return true;
        }
        return has(Role.OPERATOR) && mayRead(recipientName);
    }

    /** @throws Problem 403 without the role */
    public void require(Role needed) {
        if (!has(needed)) {
            throw Problem.forbidden("This needs the role " + needed.code());
        }
    }

    /** @throws Problem 403 for a credential that sees one inbox only */
    public void requireWholeOrganization() {
        if (confined()) {
            throw Problem.forbidden("This credential is bound to the recipient " + recipient);
        }
    }
}
