package org.belfry.delivery;

import org.belfry.catalog.Channel;
import org.belfry.inbox.Event;

/**
 * What is to be sent.
 *
 * @param textId id of the text that it says; null for what the event says itself
 * @param notificationId of the notification in the recipient's inbox, or null where there is none
 * @param notBefore the second (Unix time) until which it waits, or null
 */
public record Message(
        Event event,
        long recipientId,
        Long textId,
        Long notificationId,
        Channel channel,
        String address,
        Long notBefore) {}
