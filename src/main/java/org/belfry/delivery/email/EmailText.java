package org.belfry.delivery.email;

import org.belfry.delivery.LeasedMessage;

/** The words of an e-mail: the same for each attempt at sending it. */
interface EmailText {

    /** One line. */
    String subject();

    /** Plain text in lines. */
    String plain();

    /** A document that reads well in light and dark, and has no pictures. */
    String html();

    static EmailText of(LeasedMessage delivery, EmailLinks links) {
        return delivery.items().size() == 1
                ? new NotificationText(delivery, links)
                : new DigestText(delivery, links.preferences());
    }
}
