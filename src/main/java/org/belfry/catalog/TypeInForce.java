package org.belfry.catalog;

import java.util.Locale;

/**
 * A type as it applies in one organization.
 *
 * @param organization the organization's name
 * @param locale the organization's, for whoever has none
 */
public record TypeInForce(EventType type, Defaults defaults, String organization, Locale locale) {}
