package org.belfry.delivery.email;

/**
 * Where an e-mail leads back to us.
 *
 * @param stop where its recipient stops those of its type; null where that cannot be done by a link
 * @param mandatory whether they cannot be stopped at all
 * @param read where its notification is marked read; null where it cannot be
 * @param preferences where it is chosen which e-mails come; null where nobody knows where, or another link does more
 */
record EmailLinks(String stop, boolean mandatory, String read, String preferences) {

    static final EmailLinks NONE = new EmailLinks(null, false, null, null);

    static final EmailLinks MANDATORY = new EmailLinks(null, true, null, null);

    static EmailLinks stopping(String url) {
        return new EmailLinks(url, false, null, null);
    }

    static EmailLinks preferring(String url) {
        return new EmailLinks(null, false, null, url);
    }

    /** @param url null for none */
    EmailLinks reading(String url) {
        return new EmailLinks(stop, mandatory, url, preferences);
    }
}
