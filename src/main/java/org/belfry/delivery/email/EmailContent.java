package org.belfry.delivery.email;

import org.belfry.delivery.LeasedMessage;

/** The words of an e-mail: the same for each attempt at sending it. */
interface EmailContent {

    /** One line. */
    String subject();

    /** Plain text in lines. */
    String plain();

    /** A document that reads well in light and dark, and has no pictures. */
    String html();

    static EmailContent of(LeasedMessage delivery, EmailLinks links) {
        return delivery.items().size() == 1
                ? new NotificationEmail(delivery, links)
                : new DigestEmail(delivery, links.preferences());
    }
}
