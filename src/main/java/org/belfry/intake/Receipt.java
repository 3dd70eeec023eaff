package org.belfry.intake;

import jakarta.json.JsonObject;
import java.util.List;
import org.belfry.platform.JsonOutput;

/**
 * What became of an event.
 *
 * @param eventId Belfry's own number of it
 * @param duplicate true where the same happening had been reported before, and nothing new was made
 */
public record Receipt(long eventId, boolean duplicate, List<Outcome> outcomes) {

    /**
     * What became of it for one recipient.
     *
     * @param notificationId null for one who is not told
     * @param outcome {@code notified} or {@code refused}
     * @param channels where the recipient is told
     * @param reason why nobody is told, or null
     */
    public record Outcome(String recipient, Long notificationId, String outcome, List<String> channels, String reason) {

        static Outcome notified(String recipient, long notificationId, List<String> channels) {
            return new Outcome(recipient, notificationId, "notified", channels, null);
        }

        static Outcome refused(String recipient, String reason) {
            return new Outcome(recipient, null, "refused", List.of(), reason);
        }
    }

    JsonObject toJson() {
        var list = JsonOutput.array();
        for (var outcome : outcomes) {
            var channels = JsonOutput.array();
            outcome.channels().forEach(channels::add);
            list.add(JsonOutput.object()
                    .add("recipient", outcome.recipient())
                    .add("notification_id", JsonOutput.of(outcome.notificationId()))
                    .add("outcome", outcome.outcome())
                    .add("channels", channels)
                    .add("reason", JsonOutput.of(outcome.reason())));
        }
        return JsonOutput.object()
                .add("id", eventId)
                .add("duplicate", duplicate)
                .add("outcomes", list)
                .build();
    }
}
