package org.belfry.delivery;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.belfry.inbox.EventView;

/**
 * What this node may send now, in one message: one delivery, or the deliveries of a digest.
 *
 * @param deliveryId of the one, or of the first of a digest; the same in each attempt
 * @param target what fails as a whole when it fails: {@code email}, or {@code webhook:} and the endpoint's id
 * @param endpointId of a webhook; null for e-mail, and where the endpoint was removed
 * @param attempt the how manieth this is, from 1
 * @param address where it goes
 * @param recipient the one who is told
 * @param organization the recipient's
 * @param digest whether the recipient wants what came in since the last time in one message
 * @param items what it tells, in the order in which it happened; more than one only in a digest
 * @param startedAt Unix seconds
 */
public record LeasedMessage(
        long deliveryId,
        String target,
        Long endpointId,
        int attempt,
        String address,
        Recipient recipient,
        Organization organization,
        boolean digest,
        List<Item> items,
        long startedAt) {

    /**
     * The one who is told.
     *
     * @param name as events name it
     * @param locale the recipient's, else the organization's, else English
     * @param timeZone UTC where none is known
     */
    public record Recipient(long id, String name, Locale locale, ZoneId timeZone) {}

    /**
     * The organization that tells.
     *
     * @param sender whom its e-mail comes from; null for the deployment's
     */
    public record Organization(long id, String code, String name, String sender) {}

    /**
     * One event.
     *
     * @param deliveryId the delivery's own
     * @param notificationId in the recipient's inbox; null where there is none
     * @param createdAt Unix seconds
     */
    public record Item(long deliveryId, Long notificationId, EventView event, long createdAt) {}

    /** The first, and but for digests the only one. */
    public Item item() {
        return items.get(0);
    }
}
