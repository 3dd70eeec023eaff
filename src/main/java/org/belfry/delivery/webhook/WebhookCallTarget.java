package org.belfry.delivery.webhook;

import java.util.List;
import org.belfry.platform.MaskedUrl;

/**
 * What must be known of an endpoint to call it.
 *
 * @param id 0 for what is called without being an endpoint
 * @param secrets those that sign, the newest first
 * @param disabledReason null where it is enabled
 * @param recipient whose own it is; null for the organization's
 * @param organization its code
 */
record WebhookCallTarget(
        long id,
        String url,
        List<String> secrets,
        boolean enabled,
        String disabledReason,
        String recipient,
        String organization) {

    /** Without the secrets. */
    @Override
    public String toString() {
        return (id == 0 ? "a call" : "webhook " + id) + " to " + MaskedUrl.of(url);
    }
}
