package org.belfry.audit;

/**
 * Who did something, as an entry of the audit log has it.
 *
 * @param kind the kind of credential in lower case, such as {@code api_key} or {@code session}; {@code link} for who followed
 *     a link of an e-mail, {@code anonymous} for who has no credential, and {@code belfry} for what happened by itself
 * @param name the key's name, the account's, or the recipient's of a token; null for nobody
 * @param credentialId the API key's id, or the sign-in's; null where there is none
 * @param address the client's IPv4 address or its IPv6 network; null for what happened by itself
 */
public record Actor(String kind, String name, Long credentialId, String address) {

    /** Belfry itself, at work on its own. */
    public static final Actor BELFRY = new Actor("belfry", "belfry", null, null);

    /** Somebody at an address whose credential is not, or not yet, known. */
    public static Actor anonymous(String address) {
        return new Actor("anonymous", null, null, address);
    }

    /** Somebody who follows a link of an e-mail, which itself is the right to what it does. */
    public static Actor byLink(String address) {
        return new Actor("link", null, null, address);
    }
}
