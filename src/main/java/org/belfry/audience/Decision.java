package org.belfry.audience;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.belfry.catalog.Channel;
import org.belfry.catalog.ChannelSetting;
import org.belfry.catalog.EventType.Origin;
import org.belfry.catalog.Priority;
import org.belfry.platform.Characters;

/**
 * What was decided for one recipient on one channel, and why.
 *
 * @param notified whether the recipient is told there, be it later
 * @param reason what decided
 * @param grounds what was looked at on the way; null for a decision of a version that did not note it
 */
public record Decision(Channel channel, boolean notified, Reason reason, Grounds grounds) {

    /** What decided; the codes are kept with the notification, the sentences are made when somebody asks. */
    public enum Reason {
        /** Nobody is told of a type that is unknown. */
        UNKNOWN_TYPE,
        /** The recipient is told nothing at all. */
        RECIPIENT_DISABLED,
        /** The type tells there by itself. */
        TYPE_DEFAULT,
        /** The type does not tell there by itself. */
        NOT_DEFAULT,
        /** The organization set that the type tells there. */
        ORGANIZATION_ON,
        /** The organization set that the type does not tell there. */
        ORGANIZATION_OFF,
        /** The organization does not let the type tell there, whatever anybody chooses. */
        NOT_ALLOWED,
        /** The type tells there, and a recipient cannot switch it off. */
        MANDATORY,
        /** The recipient switched it on. */
        CHOSEN_ON,
        /** The recipient switched it off. */
        CHOSEN_OFF,
        /** The recipient is to be told there, but has no address for it. */
        NO_ADDRESS,
        /** Counted in an earlier notification of the same key. */
        COLLAPSED;

        /** The name on the wire. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What was looked at, in the order of the questions.
     *
     * @param origin of the type
     * @param setting what holds in the organization
     * @param overridden whether the organization set that; else it is the type's own
     * @param mandatory whether a recipient cannot switch the type off
     * @param chosen what the recipient chose, or null
     * @param quietUntil the second (Unix time) at which the recipient's quiet hours end; null where it is not in them, and on
     *     channels that make no noise
     * @param digest the recipient's next digest; null where the recipient has none, and on channels that have none
     * @param waits whether it waits for that; what is critical does not
     */
    public record Grounds(
            Origin origin,
            ChannelSetting setting,
            boolean overridden,
            boolean mandatory,
            Boolean chosen,
            Long quietUntil,
            Digest.NextDigest digest,
            boolean waits) {}

    /**
     * Decides for each channel, in this order: is the type known, is the recipient enabled, what is the organization's default,
     * is the type mandatory, what did the recipient choose, are these quiet hours, is there an address. Pure: the same
     * circumstances give the same decisions.
     */
    public static List<Decision> decide(DecisionInput input) {
        var decisions = new ArrayList<Decision>();
        for (var channel : Channel.values()) {
            decisions.add(decide(channel, input));
        }
        return decisions;
    }

    private static Decision decide(Channel channel, DecisionInput input) {
        if (input.origin() == null) {
            return new Decision(channel, false, Reason.UNKNOWN_TYPE, null);
        }
        if (!input.enabled()) {
            return new Decision(channel, false, Reason.RECIPIENT_DISABLED, null);
        }
        var setting = input.defaults().of(channel);
        var chosen = input.choices().get(channel);
        var reason = reason(setting, input.defaults().overridden(), input.mandatory(), chosen);
        var wanted =
                switch (reason) {
                    case TYPE_DEFAULT, ORGANIZATION_ON, MANDATORY, CHOSEN_ON -> true;
                    default -> false;
                };
        var quietUntil = wanted && channel == Channel.EMAIL ? input.quietUntil() : null;
        var digest = wanted && channel == Channel.EMAIL ? input.digest() : null;
        var grounds = new Grounds(
                input.origin(),
                setting,
                input.defaults().overridden(),
                input.mandatory(),
                chosen,
                quietUntil,
                digest,
                (quietUntil != null || digest != null) && input.priority() != Priority.CRITICAL);
        return wanted && !input.addresses().contains(channel)
                ? new Decision(channel, false, Reason.NO_ADDRESS, grounds)
                : new Decision(channel, wanted, reason, grounds);
    }

    private static Reason reason(ChannelSetting setting, boolean overridden, boolean mandatory, Boolean chosen) {
        if (setting == ChannelSetting.NOT_ALLOWED) {
            return Reason.NOT_ALLOWED;
        }
        if (setting == ChannelSetting.ON && mandatory) {
            return Reason.MANDATORY;
        }
        var on = setting == ChannelSetting.ON;
        if (chosen != null && chosen != on) {
            return chosen ? Reason.CHOSEN_ON : Reason.CHOSEN_OFF;
        }
        if (on) {
            return overridden ? Reason.ORGANIZATION_ON : Reason.TYPE_DEFAULT;
        }
        return overridden ? Reason.ORGANIZATION_OFF : Reason.NOT_DEFAULT;
    }

    /** The same recipient, not told again there: the event is counted in a notification that is there. */
    public Decision collapsed() {
        return notified ? new Decision(channel, false, Reason.COLLAPSED, grounds) : this;
    }

    /** The second (Unix time) until which telling waits; null for not at all. */
    public Long waitsUntil() {
        if (!waits()) {
            return null;
        }
        if (grounds.digest() == null) {
            return grounds.quietUntil();
        }
        return grounds.quietUntil() == null
                ? grounds.digest().at()
                : Long.valueOf(Math.max(grounds.quietUntil(), grounds.digest().at()));
    }

    /** Whether it is told in the recipient's next digest. */
    public boolean inDigest() {
        return waits() && grounds.digest() != null;
    }

    private boolean waits() {
        return notified && grounds != null && grounds.waits();
    }

    public static boolean isNotified(List<Decision> decisions, Channel channel) {
        return decisions.stream().anyMatch(decision -> decision.notified() && decision.channel() == channel);
    }

    /**
     * The short form that is kept, such as {@code in_app+TYPE_DEFAULT:S.d1 email-NO_ADDRESS:S.o1.p1}: the type's origin, the
     * default (d the type's own, o the organization's; 1, 0, or x for not allowed), m for mandatory, p for what was chosen,
     * q for the end of quiet hours, or c where it does not wait for that; h or g for the next hourly or daily digest, or H or G
     * where it does not wait for that.
     */
    public static String encode(List<Decision> decisions) {
        var text = new StringBuilder();
        for (var decision : decisions) {
            text.append(text.isEmpty() ? "" : " ")
                    .append(decision.channel().code())
                    .append(decision.notified() ? '+' : '-')
                    .append(decision.reason().name());
            if (decision.grounds() != null) {
                text.append(':').append(encode(decision.grounds()));
            }
        }
        return text.toString();
    }

    private static String encode(Grounds grounds) {
        var text = new StringBuilder()
                .append(grounds.origin().name().charAt(0))
                .append(grounds.overridden() ? ".o" : ".d")
                .append(
                        switch (grounds.setting()) {
                            case ON -> '1';
                            case OFF -> '0';
                            case NOT_ALLOWED -> 'x';
                        });
        if (grounds.mandatory()) {
            text.append(".m");
        }
        if (grounds.chosen() != null) {
            text.append(grounds.chosen() ? ".p1" : ".p0");
        }
        if (grounds.quietUntil() != null) {
            text.append(grounds.waits() ? ".q" : ".c").append(grounds.quietUntil());
        }
        if (grounds.digest() != null) {
            text.append('.').append(letter(grounds)).append(grounds.digest().at());
        }
        return text.toString();
    }

    private static char letter(Grounds grounds) {
        var letter = grounds.digest().every() == Digest.Every.HOUR ? 'h' : 'g';
        return grounds.waits() ? letter : Character.toUpperCase(letter);
    }

    /** The decisions of an {@linkplain #encode encoded} text. */
    public static List<Decision> decode(String text) {
        var decisions = new ArrayList<Decision>();
        for (var part : Characters.split(text, ' ')) {
            var told = part.indexOf('+') > 0;
            var cut = part.indexOf(told ? '+' : '-');
            var colon = part.indexOf(':');
            decisions.add(new Decision(
                    Channel.of(part.substring(0, cut)),
                    told,
                    Reason.valueOf(part.substring(cut + 1, colon < 0 ? part.length() : colon)),
                    colon < 0 ? null : grounds(part.substring(colon + 1))));
        }
        return decisions;
    }

    private static Grounds grounds(String text) {
        Origin origin = null;
        ChannelSetting setting = null;
        var overridden = false;
        var mandatory = false;
        Boolean chosen = null;
        Long quietUntil = null;
        Digest.NextDigest digest = null;
        var waits = false;
        for (var flag : Characters.split(text, '.')) {
            switch (flag.charAt(0)) {
                case 'S' -> origin = Origin.SHIPPED;
                case 'O' -> origin = Origin.OWN;
                case 'A' -> origin = Origin.AD_HOC;
                case 'd', 'o' -> {
                    overridden = flag.charAt(0) == 'o';
                    setting = switch (flag.charAt(1)) {
                        case '1' -> ChannelSetting.ON;
                        case '0' -> ChannelSetting.OFF;
                        default -> ChannelSetting.NOT_ALLOWED;
                    };
                }
                case 'm' -> mandatory = true;
                case 'p' -> chosen = flag.charAt(1) == '1';
                case 'q', 'c' -> {
                    quietUntil = Long.valueOf(flag.substring(1));
                    waits = flag.charAt(0) == 'q';
                }
                case 'h', 'g', 'H', 'G' -> {
                    var every = Character.toLowerCase(flag.charAt(0)) == 'h' ? Digest.Every.HOUR : Digest.Every.DAY;
                    digest = new Digest.NextDigest(every, Long.parseLong(flag.substring(1)));
                    waits = Character.isLowerCase(flag.charAt(0));
                }
                default -> throw new IllegalArgumentException("Unknown grounds: " + text);
            }
        }
        return new Grounds(origin, setting, overridden, mandatory, chosen, quietUntil, digest, waits);
    }
}
