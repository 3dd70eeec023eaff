package org.belfry.audience;

import org.belfry.catalog.Channel;
import org.belfry.catalog.Setting;

/**
 * What holds for a recipient, a type and a channel.
 *
 * @param enabled whether the recipient is told there
 * @param byDefault whether the organization tells there
 * @param chosen what the recipient chose; null for nothing
 * @param reason why it cannot be changed, in a sentence; null where it can
 */
public record Choice(boolean enabled, boolean byDefault, Boolean chosen, String reason) {

    private static final String MANDATORY = "The type is mandatory: it cannot be switched off.";

    /**
     * @param mandatory whether the type is
     * @param setting the organization's
     * @param chosen what the recipient chose, or null
     */
    static Choice of(boolean mandatory, Setting setting, Channel channel, Boolean chosen) {
        return switch (setting) {
            case ON ->
                mandatory
                        ? new Choice(true, true, chosen, MANDATORY)
                        : new Choice(!Boolean.FALSE.equals(chosen), true, chosen, null);
            case OFF -> new Choice(Boolean.TRUE.equals(chosen), false, chosen, null);
            case NOT_ALLOWED -> new Choice(false, false, chosen, notAllowed(channel));
        };
    }

    /** Why this cannot be chosen; null where it can. To choose what holds anyway is no mistake. */
    String refusal(boolean wanted) {
        return reason == null || wanted == enabled ? null : "cannot be changed: " + reason;
    }

    private static String notAllowed(Channel channel) {
        var name =
                switch (channel) {
                    case IN_APP -> "in-app notifications";
                    case EMAIL -> "e-mail";
                    case WEBHOOK -> "webhooks";
                };
        return "The organization does not allow " + name + " for this type.";
    }
}
