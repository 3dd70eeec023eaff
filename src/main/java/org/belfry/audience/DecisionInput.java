package org.belfry.audience;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.belfry.catalog.Channel;
import org.belfry.catalog.ChannelDefaults;
import org.belfry.catalog.EffectiveType;
import org.belfry.catalog.EventType.Origin;
import org.belfry.catalog.Priority;

/**
 * All that {@linkplain Decision#decide decides} whether, and where, one recipient is told of an event.
 *
 * @param origin where the type comes from; null where it is unknown
 * @param mandatory whether a recipient cannot switch the type off
 * @param enabled whether the recipient is told anything at all
 * @param choices what the recipient chose: true for on, false for off; no entry where nothing was chosen
 * @param priority the event's
 * @param quietUntil the second (Unix time) at which the recipient's quiet hours end; null where it is not in them
 * @param digest the recipient's next digest; null where the recipient wants each e-mail at once
 * @param addresses the channels for which the recipient has an address
 */
public record DecisionInput(
        Origin origin,
        ChannelDefaults defaults,
        boolean mandatory,
        boolean enabled,
        Map<Channel, Boolean> choices,
        Priority priority,
        Long quietUntil,
        Digest.NextDigest digest,
        Set<Channel> addresses) {

    /**
     * Those of an event that comes in.
     *
     * @param preference what the recipient chose for the type, or null
     * @param webhook whether there is an endpoint for webhooks about the recipient
     * @param now Unix seconds
     */
    public static DecisionInput of(
            EffectiveType type,
            Priority priority,
            Recipient recipient,
            Preference preference,
            boolean webhook,
            long now) {
        var choices = new EnumMap<Channel, Boolean>(Channel.class);
        if (preference != null) {
            for (var channel : Channel.values()) {
                if (preference.of(channel) != null) {
                    choices.put(channel, preference.of(channel));
                }
            }
        }
        var addresses = EnumSet.of(Channel.IN_APP);
        if (recipient.email() != null) {
            addresses.add(Channel.EMAIL);
        }
        if (webhook) {
            addresses.add(Channel.WEBHOOK);
        }
        var quiet =
                recipient.quietHours() == null ? null : recipient.quietHours().endAfter(now, recipient.timeZone());
        return new DecisionInput(
                type.type().origin(),
                type.defaults(),
                type.type().mandatory(),
                recipient.enabled(),
                choices,
                priority,
                quiet != null && quiet.isPresent() ? quiet.getAsLong() : null,
                recipient.digest() == null
                        ? null
                        : recipient.digest().after(now, recipient.timeZone(), recipient.quietHours()),
                addresses);
    }
}
