package org.belfry.audience;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Locale;
import org.belfry.access.Organization;
import org.belfry.audit.Action;
import org.belfry.audit.Audit;
import org.belfry.catalog.Catalog;
import org.belfry.catalog.Channel;
import org.belfry.catalog.EffectiveType;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.RetryOnConflict;

/** Whether one recipient gets the e-mails of one type, for whoever has nothing but one of these e-mails. */
@ApplicationScoped
@Transactional
public class EmailChoices {

    /** How it stands. */
    public enum State {
        /** They are sent. */
        ON,
        /** They are not sent; the recipient chose that, or nobody chose that they are. */
        OFF,
        /** They are not sent, and nobody can switch them on. */
        BARRED,
        /** They are sent, and nobody can switch them off. */
        MANDATORY,
        /** The organization knows the type no longer. */
        REMOVED,
        /** The recipient is not there any more. */
        GONE
    }

    /**
     * What a recipient has chosen, and whom it is about.
     *
     * @param organization its name; null where the recipient is gone, as are the next two
     * @param recipient the name
     * @param locale the recipient's, else the organization's, else English
     */
    public record EmailChoice(State state, String organization, String recipient, Locale locale) {

        private static final EmailChoice NOBODY = new EmailChoice(State.GONE, null, null, Locale.ENGLISH);
    }

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private Catalog catalog;

    @Inject
    private Audit audit;

    /** Whether a recipient could switch the e-mails of a type off. One that is known no longer, is no harm to switch off. */
    public boolean mayStop(long organizationId, long recipientId, String code) {
        return catalog.find(organizationId, code)
                .map(type -> choice(type, chosen(recipientId, code)).refusal(false) == null)
                .orElse(true);
    }

    public EmailChoice find(long organizationId, long recipientId, String code) {
        var recipient = entities.find(Recipient.class, recipientId);
        return recipient == null || recipient.organizationId() != organizationId
                ? EmailChoice.NOBODY
                : choiceOf(recipient, code, chosen(recipientId, code));
    }

    /** Switches the e-mails of a type off, as if it were chosen in the preferences. To do it again changes nothing. */
    @RetryOnConflict
    public EmailChoice stop(long organizationId, long recipientId, String code) {
        return choose(organizationId, recipientId, code, false);
    }

    /** Switches them on again. */
    @RetryOnConflict
    public EmailChoice resume(long organizationId, long recipientId, String code) {
        return choose(organizationId, recipientId, code, true);
    }

    /** The row of the recipient orders all who choose at once. */
    private EmailChoice choose(long organizationId, long recipientId, String code, boolean on) {
        var recipient = entities.find(Recipient.class, recipientId, LockModeType.PESSIMISTIC_WRITE);
        if (recipient == null || recipient.organizationId() != organizationId) {
            return EmailChoice.NOBODY;
        }
        var preference = chosen(recipientId, code);
        var type = catalog.find(organizationId, code);
        if (type.isPresent() && choice(type.get(), preference).refusal(on) == null) {
            var made = preference == null ? new Preference(recipientId, code) : preference;
            var before = made.described();
            // Where it is the default, nothing needs to be chosen for it.
            made.choose(Channel.EMAIL, on && choice(type.get(), null).enabled() ? null : on);
            if (preference == null && !made.isEmpty()) {
                entities.persist(made);
            } else if (preference != null && made.isEmpty()) {
                entities.remove(made);
            }
            preference = made;
            if (!before.equals(made.described())) {
                audit.record(
                        organizationId,
                        Action.PREFERENCES_CHANGED,
                        recipient.name(),
                        JsonOutput.object().add("types." + code, before).build(),
                        JsonOutput.object()
                                .add("types." + code, made.described())
                                .build());
            }
        }
        return choiceOf(recipient, code, preference);
    }

    private EmailChoice choiceOf(Recipient recipient, String code, Preference chosen) {
        var organization = entities.find(Organization.class, recipient.organizationId());
        var locale = recipient.locale() != null
                ? recipient.locale()
                : organization.locale() == null ? Locale.ENGLISH : Locale.forLanguageTag(organization.locale());
        var state = catalog.find(organization.id(), code)
                .map(type -> state(choice(type, chosen)))
                .orElse(State.REMOVED);
        return new EmailChoice(state, organization.name(), recipient.name(), locale);
    }

    private static State state(ChannelChoice choice) {
        if (!choice.enabled()) {
            return choice.refusal(true) == null ? State.OFF : State.BARRED;
        }
        return choice.refusal(false) == null ? State.ON : State.MANDATORY;
    }

    private Preference chosen(long recipientId, String code) {
        return entities.find(Preference.class, new Preference.Key(recipientId, code));
    }

    private static ChannelChoice choice(EffectiveType type, Preference chosen) {
        return ChannelChoice.of(
                type.type().mandatory(),
                type.defaults().of(Channel.EMAIL),
                Channel.EMAIL,
                chosen == null ? null : chosen.of(Channel.EMAIL));
    }
}
