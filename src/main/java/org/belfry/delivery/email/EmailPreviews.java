package org.belfry.delivery.email;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.belfry.access.Organization;
import org.belfry.access.SenderPolicy;
import org.belfry.delivery.LeasedMessage;
import org.belfry.inbox.Event;
import org.belfry.inbox.EventView;
import org.belfry.inbox.SourceReport;
import org.belfry.platform.PublicUrl;
import org.belfry.platform.UnixTime;

/** The e-mail that an event would become: by the same code as the one that is sent, but for its links, which lead to nothing yet. */
@ApplicationScoped
public class EmailPreviews {

    /**
     * An e-mail as its reader sees it.
     *
     * @param from whom it comes from; null where no mail server is configured
     * @param text the plain text
     * @param html a whole document, without scripts
     */
    public record EmailPreview(String from, String subject, String text, String html) {}

    @Inject
    private PublicUrl publicUrl;

    @Inject
    private MailSettings settings;

    @Inject
    private SenderPolicy senders;

    @Inject
    private UnixTime time;

    /**
     * @param source null where the event is about nothing in particular
     * @param mandatory whether the recipient cannot switch the type off
     */
    public EmailPreview of(
            Organization organization,
            LeasedMessage.Recipient recipient,
            Event.Content content,
            SourceReport source,
            boolean mandatory) {
        var item = new LeasedMessage.Item(1, 1L, EventView.imagined(content, source), time.now());
        var leased = new LeasedMessage(
                1,
                "email",
                null,
                1,
                "",
                recipient,
                new LeasedMessage.Organization(
                        organization.id(), organization.code(), organization.name(), organization.sender()),
                false,
                List.of(item),
                time.now());
        var text = EmailContent.of(leased, links(mandatory));
        return new EmailPreview(from(organization), text.subject(), text.plain(), text.html());
    }

    private EmailLinks links(boolean mandatory) {
        var base = publicUrl.base();
        var stop = mandatory
                ? EmailLinks.MANDATORY
                : base.map(url -> EmailLinks.stopping(url + "/api/unsubscribe")).orElse(EmailLinks.NONE);
        return stop.reading(base.map(url -> url + "/api/read").orElse(null));
    }

    /** The sender of the organization's e-mail; null if no mail server is configured. */
    public String from(Organization organization) {
        return settings.configured()
                ? senders.rules()
                        .sender(organization.code(), organization.sender(), settings.from())
                        .toUnicodeString()
                : null;
    }
}
