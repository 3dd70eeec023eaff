package org.belfry.delivery.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.net.URI;
import java.util.Set;
import org.belfry.access.AdminRecipients;
import org.belfry.access.SystemEvents;
import org.belfry.audience.Recipient;
import org.belfry.catalog.Channel;
import org.belfry.delivery.DeliveryDeadLettered;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.MaskedUrl;

/** Tells whoever looks after an endpoint that something could not be delivered there, in the transaction that gave it up. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class WebhookFailureNotifier {

    private static final String TYPE = "webhook_failed";
    private static final int LONGEST_ERROR = 300;

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private SystemEvents systemEvents;

    @Inject
    private AdminRecipients adminRecipients;

    /**
     * Of what could not tell of a failure nothing is told: it would never end. Nor is anything told of an endpoint that was
     * disabled; whoever did that knows, or was told then.
     */
    public void onGivenUp(@Observes DeliveryDeadLettered deadLettered) {
        if (!deadLettered.channel().equals(Channel.WEBHOOK.code())
                || deadLettered.endpointId() == null
                || deadLettered.eventType().equals(TYPE)) {
            return;
        }
        var endpoint = entities.find(WebhookEndpoint.class, deadLettered.endpointId());
        if (endpoint != null && endpoint.enabled()) {
            notifyOwner(endpoint, deadLettered.reason());
        }
    }

    /** @param error in a few words, or null */
    public void notifyOwner(WebhookEndpoint endpoint, String error) {
        var told = addressees(endpoint);
        if (told.recipients().isEmpty()) {
            return;
        }
        var names = JsonOutput.array();
        told.recipients().forEach(names::add);
        var title = endpoint.description() == null ? URI.create(endpoint.url()).getHost() : endpoint.description();
        systemEvents.record(
                told.organizationId(),
                JsonOutput.object()
                        .add("type", TYPE)
                        .add("recipients", names)
                        .add("dedup_key", "webhook:" + endpoint.id())
                        .add(
                                "source",
                                JsonOutput.object()
                                        .add("type", "webhook")
                                        .add("id", endpoint.id())
                                        .add("title", title))
                        .add(
                                "data",
                                JsonOutput.object()
                                        .add("url", MaskedUrl.of(endpoint.url()))
                                        .add("error", JsonOutput.of(shortened(error))))
                        .build());
    }

    private AdminRecipients.Inboxes addressees(WebhookEndpoint endpoint) {
        if (endpoint.recipientId() == null) {
            return adminRecipients.of(endpoint.organizationId());
        }
        var recipient = entities.find(Recipient.class, endpoint.recipientId());
        return new AdminRecipients.Inboxes(
                endpoint.organizationId(), recipient == null ? Set.of() : Set.of(recipient.name()));
    }

    private static String shortened(String text) {
        return text == null || text.length() <= LONGEST_ERROR ? text : text.substring(0, LONGEST_ERROR);
    }
}
