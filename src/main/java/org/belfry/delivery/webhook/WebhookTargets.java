package org.belfry.delivery.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where webhooks about some recipients go. */
public final class WebhookTargets {

    /**
     * An enabled endpoint.
     *
     * @param url for people to see
     */
    public record Target(long endpointId, String url) {}

    private static final WebhookTargets NONE = new WebhookTargets(List.of(), Map.of());

    private final List<Target> ofOrganization;
    private final Map<Long, List<Target>> ofRecipients;

    WebhookTargets(List<Target> ofOrganization, Map<Long, List<Target>> ofRecipients) {
        this.ofOrganization = ofOrganization;
        this.ofRecipients = ofRecipients;
    }

    public static WebhookTargets none() {
        return NONE;
    }

    /** The recipient's own endpoints and those of the organization; may be empty. */
    public List<Target> of(long recipientId) {
        var own = ofRecipients.getOrDefault(recipientId, List.of());
        if (own.isEmpty() || ofOrganization.isEmpty()) {
            return own.isEmpty() ? ofOrganization : own;
        }
        var all = new ArrayList<>(own);
        all.addAll(ofOrganization);
        return all;
    }
}
