package org.belfry.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.belfry.audience.Decision;
import org.belfry.audience.DecisionInput;
import org.belfry.audience.Recipient;
import org.belfry.audience.RecipientWithPreference;
import org.belfry.catalog.Channel;
import org.belfry.catalog.ChannelSetting;
import org.belfry.catalog.EffectiveType;
import org.belfry.catalog.Priority;
import org.belfry.catalog.TypeTemplates.Variant;
import org.belfry.delivery.OutboundMessage;
import org.belfry.delivery.Outbox;
import org.belfry.delivery.webhook.WebhookEndpoints;
import org.belfry.delivery.webhook.WebhookTargets;
import org.belfry.inbox.Event;
import org.belfry.inbox.EventText;
import org.belfry.inbox.InboxDelivery;
import org.belfry.inbox.InboxDelivery.Addressee;
import org.belfry.inbox.InboxDelivery.Arrival;
import org.belfry.intake.EventOutcome.Outcome;
import org.belfry.platform.UnixTime;

/** Tells some recipients of an event, in the caller's transaction: decides, fills inboxes and outbox, and notes the rest. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class RecipientNotifier {

    /** Those with a notification in their order, then all others by their ids: so it can be read again. */
    static final Comparator<RecipientOutcome> ORDER = Comparator.comparing((RecipientOutcome result) ->
                    result.outcome() != Outcome.NOTIFIED || result.notificationId() == null)
            .thenComparing(result -> result.outcome() == Outcome.NOTIFIED && result.notificationId() != null
                    ? result.notificationId()
                    : result.recipientId());

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private InboxDelivery inboxes;

    @Inject
    private Outbox outbox;

    @Inject
    private WebhookEndpoints endpoints;

    @Inject
    private UnixTime time;

    /**
     * @param isNew whether nobody was told of the event before this transaction
     * @return what became of it for each of the members
     */
    List<RecipientOutcome> notifyRecipients(
            Event event,
            EffectiveType type,
            EventRenderer renderer,
            List<RecipientWithPreference> candidates,
            boolean isNew) {
        var texts = new Texts(event, renderer, isNew);
        var priority = Priority.of(event.content().priority());
        var webhooks = webhooks(event, type, candidates);
        var results = new ArrayList<RecipientOutcome>();
        var addressedRecipient = new ArrayList<AddressedRecipient>();
        for (var candidate : candidates) {
            var recipient = candidate.recipient();
            var targets = webhooks.of(recipient.id());
            var decisions = Decision.decide(DecisionInput.of(
                    type, priority, recipient, candidate.preference(), !targets.isEmpty(), time.now()));
            if (decisions.stream().anyMatch(Decision::notified)) {
                addressedRecipient.add(new AddressedRecipient(recipient, decisions, texts.of(recipient), targets));
            } else {
                var outcome = recipient.enabled() ? Outcome.WITHHELD : Outcome.REFUSED;
                results.add(new RecipientOutcome(recipient.id(), recipient.name(), outcome, null, decisions));
            }
        }
        var arrivals = inboxes.deliver(
                event,
                addressedRecipient.stream().map(AddressedRecipient::addressee).toList(),
                type.type().collapseWindow());
        for (var i = 0; i < addressedRecipient.size(); i++) {
            results.add(arrived(event, addressedRecipient.get(i), arrivals.get(i)));
        }
        results.stream().filter(RecipientNotifier::hasNoNotification).forEach(one -> note(event, one));
        results.sort(ORDER);
        return results;
    }

    /** One statement where some of them may be told by webhook, and none where nobody can be. */
    private WebhookTargets webhooks(Event event, EffectiveType type, List<RecipientWithPreference> candidates) {
        var setting = type.defaults().of(Channel.WEBHOOK);
        var perhaps = candidates.stream()
                .filter(candidate ->
                        setting == ChannelSetting.ON || setting == ChannelSetting.OFF && choseWebhooks(candidate))
                .map(candidate -> candidate.recipient().id())
                .toList();
        return perhaps.isEmpty() ? WebhookTargets.none() : endpoints.targets(event.organizationId(), perhaps);
    }

    private static boolean choseWebhooks(RecipientWithPreference candidate) {
        return candidate.preference() != null
                && Boolean.TRUE.equals(candidate.preference().of(Channel.WEBHOOK));
    }

    private record AddressedRecipient(
            Recipient recipient, List<Decision> decisions, EventText text, List<WebhookTargets.Target> webhooks) {

        Long textId() {
            return text == null ? null : text.id();
        }

        Addressee addressee() {
            return new Addressee(
                    recipient.id(),
                    recipient.name(),
                    text,
                    Decision.encode(decisions),
                    Decision.isNotified(decisions, Channel.IN_APP));
        }

        RecipientOutcome outcome(Outcome outcome, Long notificationId, List<Decision> decided) {
            return new RecipientOutcome(recipient.id(), recipient.name(), outcome, notificationId, decided);
        }
    }

    private RecipientOutcome arrived(Event event, AddressedRecipient one, Arrival arrival) {
        if (arrival.collapsed()) {
            return one.outcome(
                    Outcome.COLLAPSED,
                    arrival.notificationId(),
                    one.decisions().stream().map(Decision::collapsed).toList());
        }
        for (var decision : one.decisions()) {
            if (decision.notified() && decision.channel() == Channel.EMAIL) {
                outbox.enqueue(OutboundMessage.email(
                        event,
                        one.recipient().id(),
                        one.textId(),
                        arrival.notificationId(),
                        one.recipient().email(),
                        decision.waitsUntil(),
                        decision.inDigest()));
            }
        }
        if (Decision.isNotified(one.decisions(), Channel.WEBHOOK)) {
            one.webhooks()
                    .forEach(target -> outbox.enqueue(OutboundMessage.webhook(
                            event,
                            one.recipient().id(),
                            one.textId(),
                            arrival.notificationId(),
                            target.url(),
                            target.endpointId())));
        }
        return one.outcome(Outcome.NOTIFIED, arrival.notificationId(), one.decisions());
    }

    /** A notification of its own is the note of its decisions. */
    private static boolean hasNoNotification(RecipientOutcome result) {
        return result.outcome() != Outcome.NOTIFIED || result.notificationId() == null;
    }

    private void note(Event event, RecipientOutcome result) {
        entities.persist(new EventOutcome(
                event.id(),
                result.recipientId(),
                result.outcome(),
                result.notificationId(),
                Decision.encode(result.decisions())));
    }

    /** The texts of an event in other languages and time zones than its own, each written once. */
    private final class Texts {

        private final Event event;
        private final EventRenderer renderer;
        private final Map<Variant, EventText> written = new HashMap<>();
        private boolean looked;

        Texts(Event event, EventRenderer renderer, boolean isNew) {
            this.event = event;
            this.renderer = renderer;
            this.looked = isNew;
        }

        /** Null for what the event says by itself. */
        EventText of(Recipient recipient) {
            var variant = renderer.variant(recipient);
            if (variant == null) {
                return null;
            }
            if (!looked) {
                load();
            }
            return written.computeIfAbsent(variant, this::write);
        }

        private EventText write(Variant variant) {
            var text = new EventText(event, variant, renderer.text(variant));
            entities.persist(text);
            return text;
        }

        private void load() {
            looked = true;
            entities.createQuery("select t from EventText t where t.event = :event", EventText.class)
                    .setParameter("event", event)
                    .getResultList()
                    .forEach(text -> written.put(text.variant(), text));
        }
    }
}
