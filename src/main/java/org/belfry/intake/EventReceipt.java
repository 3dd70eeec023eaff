package org.belfry.intake;

import jakarta.json.JsonObject;
import java.util.List;
import org.belfry.platform.JsonOutput;

/**
 * What became of an event.
 *
 * @param eventId Belfry's own number of it
 * @param duplicate true where the same happening had been reported before, and nothing new was made
 * @param results those who have been told by now; empty for an event that is told in the background
 * @param progress how far that is; null for an event that was told at once
 */
public record EventReceipt(long eventId, boolean duplicate, List<RecipientOutcome> results, FanOut.Progress progress) {

    /** The status of the answer to the one who reported it. */
    int status() {
        if (duplicate) {
            return 200;
        }
        return progress == null ? 201 : 202;
    }

    JsonObject toJson() {
        var list = JsonOutput.array();
        for (var one : results) {
            var channels = JsonOutput.array();
            one.channels().forEach(channels::add);
            list.add(JsonOutput.object()
                    .add("recipient", one.recipient())
                    .add("notification_id", JsonOutput.of(one.notificationId()))
                    .add("outcome", one.outcome().code())
                    .add("channels", channels)
                    .add("reason", JsonOutput.of(one.reason())));
        }
        var json = JsonOutput.object()
                .add("id", eventId)
                .add("duplicate", duplicate)
                .add("outcomes", list);
        if (progress != null) {
            json.add("fan_out", progress.toJson());
        }
        return json.build();
    }
}
