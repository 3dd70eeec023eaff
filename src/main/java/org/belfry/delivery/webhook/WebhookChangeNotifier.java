package org.belfry.delivery.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.net.URI;
import org.belfry.access.CurrentCaller;
import org.belfry.access.SystemEvents;
import org.belfry.platform.JsonOutput;

/**
 * Notifies a person of a change to a webhook that receives their notifications, in the transaction of the change: if somebody else made it, the
 * person finds out.
 */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class WebhookChangeNotifier {

    private static final String TYPE = "webhook.changed";

    @Inject
    private SystemEvents systemEvents;

    @Inject
    private CurrentCaller caller;

    /**
     * @param recipient whose own endpoint it is; null for the organization's, of which nobody is notified
     * @param change {@code created}, {@code moved} or {@code key_replaced}
     */
    public void changed(WebhookEndpoint endpoint, String recipient, String change) {
        if (recipient == null) {
            return;
        }
        systemEvents.record(
                endpoint.organizationId(),
                JsonOutput.object()
                        .add("type", TYPE)
                        .add("recipients", JsonOutput.array().add(recipient))
                        .add(
                                "actor",
                                JsonOutput.of(caller.isKnown() ? caller.get().name() : null))
                        .add(
                                "data",
                                JsonOutput.object()
                                        .add(
                                                "host",
                                                JsonOutput.of(URI.create(endpoint.url())
                                                        .getHost()))
                                        .add("change", change))
                        .build());
    }
}
