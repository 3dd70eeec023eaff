package org.belfry.audience;

import java.util.ArrayList;
import java.util.List;
import org.belfry.catalog.Channel;
import org.belfry.catalog.EventType;

/**
 * What was decided for one recipient on one channel, and why.
 *
 * @param told whether the recipient is told there
 */
public record Decision(Channel channel, boolean told, Reason reason) {

    /** Why; the codes are kept with the notification, the sentences are made when somebody asks. */
    public enum Reason {
        TYPE_DEFAULT("the type tells on this channel by default"),
        NOT_DEFAULT("the type does not tell on this channel by default"),
        NO_ADDRESS("the recipient has no address for this channel");

        private final String sentence;

        Reason(String sentence) {
            this.sentence = sentence;
        }

        public String sentence() {
            return sentence;
        }
    }

    /** Decides for each channel. The recipient is an enabled one. */
    public static List<Decision> decide(EventType type, Recipient recipient) {
        var decisions = new ArrayList<Decision>();
        for (var channel : Channel.values()) {
            if (!type.channels().contains(channel)) {
                decisions.add(new Decision(channel, false, Reason.NOT_DEFAULT));
            } else if (!hasAddress(recipient, channel)) {
                decisions.add(new Decision(channel, false, Reason.NO_ADDRESS));
            } else {
                decisions.add(new Decision(channel, true, Reason.TYPE_DEFAULT));
            }
        }
        return decisions;
    }

    private static boolean hasAddress(Recipient recipient, Channel channel) {
        return switch (channel) {
            case IN_APP -> true;
            case EMAIL -> recipient.email() != null;
            case WEBHOOK -> false;
        };
    }

    /** The short form that a notification keeps, such as {@code in_app+TYPE_DEFAULT email-NO_ADDRESS}. */
    public static String encode(List<Decision> decisions) {
        var text = new StringBuilder();
        for (var decision : decisions) {
            text.append(text.isEmpty() ? "" : " ")
                    .append(decision.channel().code())
                    .append(decision.told() ? '+' : '-')
                    .append(decision.reason().name());
        }
        return text.toString();
    }

    /** The decisions of an {@linkplain #encode encoded} text. */
    public static List<Decision> decode(String text) {
        var decisions = new ArrayList<Decision>();
        for (var part : text.split(" ")) {
            var told = part.indexOf('+') > 0;
            var cut = part.indexOf(told ? '+' : '-');
            decisions.add(
                    new Decision(Channel.of(part.substring(0, cut)), told, Reason.valueOf(part.substring(cut + 1))));
        }
        return decisions;
    }
}
