package org.belfry.catalog;

import java.util.Set;

/**
 * A type of event as it applies to one organization.
 *
 * @param title what a notification of this type is called where the event gives no title
 * @param channels the channels on which it tells people unless they choose otherwise
 * @param mandatory whether a recipient cannot switch it off
 */
public record EventType(
        String code,
        String category,
        String description,
        String title,
        Priority priority,
        Set<Channel> channels,
        boolean mandatory) {}
