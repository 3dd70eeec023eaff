package org.belfry.delivery;

/**
 * A delivery is dead: refused for good, tried too often, or too old. Fired in the transaction in which it died.
 *
 * @param endpointId of a webhook; null for e-mail, and where the endpoint was removed
 * @param organizationId the recipient's
 * @param eventType the event's
 * @param reason the last answer, or ours
 */
public record DeliveryDeadLettered(
        long deliveryId,
        String channel,
        Long endpointId,
        String address,
        long organizationId,
        long recipientId,
        String eventType,
        String reason) {}
