package org.belfry.delivery.email;

/**
 * How the recipient of an e-mail can stop those of its type.
 *
 * @param url where; null where it cannot be done by a link
 * @param mandatory whether it cannot be done at all
 */
record Unsubscribing(String url, boolean mandatory) {

    /** Where nothing leads back to us. */
    static final Unsubscribing UNKNOWN = new Unsubscribing(null, false);

    static final Unsubscribing MANDATORY = new Unsubscribing(null, true);

    static Unsubscribing at(String url) {
        return new Unsubscribing(url, false);
    }
}
