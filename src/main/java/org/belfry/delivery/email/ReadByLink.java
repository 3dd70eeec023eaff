package org.belfry.delivery.email;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Locale;
import org.belfry.access.Organization;
import org.belfry.audience.Recipient;
import org.belfry.inbox.InboxChanges;
import org.belfry.inbox.Inboxes;
import org.belfry.inbox.NotificationSelection;
import org.belfry.platform.RetryOnConflict;

/** Marks a notification read for whoever has nothing but its e-mail. */
@ApplicationScoped
@Transactional
public class ReadByLink {

    /** How a notification stands. */
    enum State {
        UNREAD,
        READ,
        /** It, or its recipient, is not there any more. */
        GONE
    }

    /**
     * @param title what it says; null where it is gone
     * @param locale the recipient's, else the organization's, else English
     */
    record LinkedNotification(State state, String title, Locale locale) {

        private static final LinkedNotification NOBODY = new LinkedNotification(State.GONE, null, Locale.ENGLISH);
    }

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private Inboxes inboxes;

    @Inject
    private InboxChanges changes;

    /** Changes nothing. */
    public LinkedNotification find(ReadToken claim) {
        var recipient = recipient(claim);
        return recipient == null ? LinkedNotification.NOBODY : linked(recipient, selection(recipient, claim));
    }

    /** To do it again changes nothing. */
    @RetryOnConflict
    public LinkedNotification markRead(ReadToken claim) {
        var recipient = recipient(claim);
        if (recipient == null) {
            return LinkedNotification.NOBODY;
        }
        var selection = selection(recipient, claim);
        changes.markRead(List.of(selection));
        return linked(recipient, selection);
    }

    private Recipient recipient(ReadToken claim) {
        var recipient = entities.find(Recipient.class, claim.recipientId());
        return recipient == null || recipient.organizationId() != claim.organizationId() ? null : recipient;
    }

    private static NotificationSelection selection(Recipient recipient, ReadToken claim) {
        return new NotificationSelection(
                recipient.organizationId(), recipient.id(), recipient.name(), List.of(claim.notificationId()));
    }

    private LinkedNotification linked(Recipient recipient, NotificationSelection selection) {
        var organization = entities.find(Organization.class, recipient.organizationId());
        var locale = recipient.locale() != null
                ? recipient.locale()
                : organization.locale() == null ? Locale.ENGLISH : Locale.forLanguageTag(organization.locale());
        return inboxes.show(selection)
                .map(shown -> new LinkedNotification(
                        shown.readAt() == null ? State.UNREAD : State.READ,
                        shown.event().content().title(),
                        locale))
                .orElseGet(() -> new LinkedNotification(State.GONE, null, locale));
    }
}
