package org.belfry.audience;

/**
 * One of those whom an event may be told to.
 *
 * @param preference what the recipient chose for the event's type, or null
 */
public record RecipientWithPreference(Recipient recipient, Preference preference) {}
