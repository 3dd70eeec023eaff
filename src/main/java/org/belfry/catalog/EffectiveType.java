package org.belfry.catalog;

import java.util.Locale;

/**
 * A type as it applies in one organization.
 *
 * @param organization the organization's name
 * @param locale the organization's, for whoever has none
 */
public record EffectiveType(EventType type, ChannelDefaults defaults, String organization, Locale locale) {}
