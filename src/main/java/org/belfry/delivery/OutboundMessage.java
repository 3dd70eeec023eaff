package org.belfry.delivery;

import org.belfry.catalog.Channel;
import org.belfry.inbox.Event;

/**
 * What is to be sent.
 *
 * @param textId id of the text that it says; null for what the event says itself
 * @param notificationId of the notification in the recipient's inbox, or null where there is none
 * @param address an e-mail address, or the URL of a webhook
 * @param endpointId of a webhook; null for e-mail
 * @param notBefore the second (Unix time) until which it waits, or null
 * @param digest whether it is sent together with whatever else the recipient's digest holds then
 */
public record OutboundMessage(
        Event event,
        long recipientId,
        Long textId,
        Long notificationId,
        Channel channel,
        String address,
        Long endpointId,
        Long notBefore,
        boolean digest) {

    /** An e-mail. */
    public static OutboundMessage email(
            Event event,
            long recipientId,
            Long textId,
            Long notificationId,
            String address,
            Long notBefore,
            boolean digest) {
        return new OutboundMessage(
                event, recipientId, textId, notificationId, Channel.EMAIL, address, null, notBefore, digest);
    }

    /** A call of a webhook's endpoint. */
    public static OutboundMessage webhook(
            Event event, long recipientId, Long textId, Long notificationId, String url, long endpointId) {
        return new OutboundMessage(
                event, recipientId, textId, notificationId, Channel.WEBHOOK, url, endpointId, null, false);
    }
}
