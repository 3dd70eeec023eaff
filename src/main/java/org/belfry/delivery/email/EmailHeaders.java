package org.belfry.delivery.email;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.belfry.delivery.LeasedMessage;
import org.belfry.inbox.SourceReport;
import org.belfry.platform.Characters;
import org.belfry.platform.Secrets;

/**
 * What stands above an e-mail. All of it comes from the delivery, so that each attempt sends the same bytes; docs/email-messages.md says
 * what each header is for, and which ones there are not.
 */
final class EmailHeaders {

    /** A header may have 998 characters in a line (RFC 5322, 2.1.1), and a URL cannot be broken. */
    private static final int LONGEST_URL = 970;

    /** Always in UTC: nodes may be in different time zones. */
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss '+0000'", Locale.ENGLISH);

    private final LeasedMessage delivery;
    private final String domain;

    /** @param from the deployment's own sender, whose domain makes our ids unique */
    EmailHeaders(LeasedMessage delivery, InternetAddress from) {
        this.delivery = delivery;
        this.domain = domain(from);
    }

    /** @throws AddressException where the delivery's address is not one, and only one, address */
    void write(MimeMessage message, InternetAddress sender, String subject, EmailLinks links)
            throws MessagingException {
        message.setFrom(sender);
        message.setRecipient(RecipientType.TO, new InternetAddress(delivery.address(), true));
        message.setHeader("Subject", HeaderText.of(subject, "Subject: ".length()));
        message.setHeader("Date", date());
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("X-Auto-Response-Suppress", "All");
        if (delivery.items().size() > 1) {
            return;
        }
        if (delivery.item().event().source() != null) {
            var thread = thread(delivery.item().event().source());
            message.setHeader("In-Reply-To", thread);
            message.setHeader("References", thread);
        }
        if (delivery.item().event().content().priority().equals("critical")) {
            message.setHeader("Importance", "high");
        }
        var url = links.stop();
        if (url != null && url.length() <= LONGEST_URL) {
            message.setHeader("List-Unsubscribe", "<" + url + ">");
            message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
    }

    /** When the last of what it tells happened. */
    private String date() {
        var last = delivery.items().get(delivery.items().size() - 1);
        return DATE.format(Instant.ofEpochSecond(last.createdAt()).atOffset(ZoneOffset.UTC));
    }

    /**
     * The same for each attempt, so that a mailbox can tell a copy (RFC 5322, 3.6.4); and another one in an installation that begins anew
     * with its numbers.
     */
    String messageId() {
        return "<belfry-delivery-" + delivery.deliveryId() + "."
                + delivery.item().createdAt() + "@" + domain + ">";
    }

    /** The message that was never sent, and to which all e-mails about a source are answers: so they are one thread. */
    private String thread(SourceReport source) {
        var hash = Secrets.sha256(delivery.organization().code() + '\0' + source.type() + '\0' + source.id());
        return "<belfry-source-" + hash.substring(0, 32) + "@" + domain + ">";
    }

    private static boolean isNotOfADomain(int character) {
        return character > 127 || !(Character.isLetterOrDigit(character) || character == '.' || character == '-');
    }

    private static String domain(InternetAddress address) {
        var text = address.getAddress();
        var domain =
                Characters.replaceRuns(text.substring(text.lastIndexOf('@') + 1), EmailHeaders::isNotOfADomain, "-");
        return domain.isEmpty() ? "localhost" : domain;
    }
}
