package org.belfry.audience;

import org.belfry.catalog.Channel;
import org.belfry.catalog.ChannelSetting;
import org.belfry.platform.Sentence;

/**
 * What holds for a recipient, a type and a channel.
 *
 * @param enabled whether the recipient is told there
 * @param byDefault whether the organization tells there
 * @param chosen what the recipient chose; null for nothing
 * @param reason why it cannot be changed, in a sentence; null where it can
 */
public record ChannelChoice(boolean enabled, boolean byDefault, Boolean chosen, Sentence reason) {

    private static final Sentence MANDATORY = Sentence.of("The type is mandatory and cannot be turned off.");

    /**
     * @param mandatory whether the type is
     * @param setting the organization's
     * @param chosen what the recipient chose, or null
     */
    static ChannelChoice of(boolean mandatory, ChannelSetting setting, Channel channel, Boolean chosen) {
        return switch (setting) {
            case ON ->
                mandatory
                        ? new ChannelChoice(true, true, chosen, MANDATORY)
                        : new ChannelChoice(!Boolean.FALSE.equals(chosen), true, chosen, null);
            case OFF -> new ChannelChoice(Boolean.TRUE.equals(chosen), false, chosen, null);
            case NOT_ALLOWED -> new ChannelChoice(false, false, chosen, notAllowed(channel));
        };
    }

    /** Why this cannot be chosen; null where it can. To choose what holds anyway is no mistake. */
    Sentence refusal(boolean wanted) {
        return reason == null || wanted == enabled ? null : Sentence.of("cannot be changed: %s", reason);
    }

    private static Sentence notAllowed(Channel channel) {
        return Sentence.of(
                switch (channel) {
                    case IN_APP -> "The organization does not allow in-app notifications for this type.";
                    case EMAIL -> "The organization does not allow e-mail for this type.";
                    case WEBHOOK -> "The organization does not allow webhooks for this type.";
                });
    }
}
