package org.belfry.console.why;

import java.util.Comparator;
import java.util.List;
import org.belfry.audience.Decision;
import org.belfry.catalog.Channel;
import org.belfry.delivery.DeliveryState;
import org.belfry.intake.RecipientEvents;

/**
 * What became of an event on a channel, in a word.
 *
 * @param channel its code
 * @param state the code of a delivery's state; or told, or not_told
 */
public record ChannelMark(String channel, String state) {

    /** What somebody who looks for a fault wants to know first. */
    private static final List<DeliveryState> WORST_FIRST = List.of(
            DeliveryState.DEAD,
            DeliveryState.UNCERTAIN,
            DeliveryState.SUPPRESSED,
            DeliveryState.PENDING,
            DeliveryState.SENDING,
            DeliveryState.SENT);

    static List<ChannelMark> of(RecipientEvents.EventLine line) {
        return line.decisions().stream()
                .map(decision -> new ChannelMark(decision.channel().code(), state(line, decision)))
                .toList();
    }

    private static String state(RecipientEvents.EventLine line, Decision decision) {
        if (!decision.notified()) {
            return "not_told";
        }
        return decision.channel() == Channel.IN_APP
                ? "told"
                : line.deliveries().getOrDefault(decision.channel(), List.of()).stream()
                        .min(Comparator.comparing(WORST_FIRST::indexOf))
                        .map(DeliveryState::code)
                        .orElse("told");
    }

    /** The style of its mark. */
    public String style() {
        return switch (state) {
            case "told", "sent" -> "state state-good";
            case "dead" -> "state state-bad";
            case "uncertain" -> "state state-warning";
            default -> "state";
        };
    }
}
