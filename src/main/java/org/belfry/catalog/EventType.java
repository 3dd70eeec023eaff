package org.belfry.catalog;

import java.util.Set;

/**
 * A type of event.
 *
 * @param typeTemplates what a notification of this type says where the event does not say it itself
 * @param channels the channels on which it tells people unless an organization or they themselves choose otherwise
 * @param mandatory whether a recipient cannot switch it off
 * @param collapseWindow seconds in which events of one {@code dedup_key} are one notification; null for none
 */
public record EventType(
        String code,
        String category,
        String description,
        TypeTemplates typeTemplates,
        Priority priority,
        Set<Channel> channels,
        boolean mandatory,
        Long collapseWindow,
        Origin origin) {

    /** Where a type comes from. */
    public enum Origin {
        /** Of the catalogue that Belfry brings. */
        SHIPPED,
        /** Made by the organization's admins. */
        OWN,
        /** Made up by an event, in an organization that allows it. */
        AD_HOC
    }
}
