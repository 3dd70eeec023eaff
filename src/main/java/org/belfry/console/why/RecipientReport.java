package org.belfry.console.why;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.util.List;

/**
 * What somebody was told of an event.
 *
 * @param outcome a code
 * @param sentence what became of it as a whole
 */
public record RecipientReport(String recipient, String outcome, String sentence, List<OnChannel> channels) {

    /**
     * What was decided on a channel.
     *
     * @param reason a code
     * @param sentence why, and what became of it
     */
    public record OnChannel(String channel, boolean notified, String reason, String sentence, List<Sent> deliveries) {

        static OnChannel of(JsonObject json) {
            return new OnChannel(
                    json.getString("channel"),
                    json.getString("decision").equals("told"),
                    json.getString("reason"),
                    json.getString("explanation"),
                    json.getJsonArray("deliveries").getValuesAs(JsonObject.class).stream()
                            .map(Sent::of)
                            .toList());
        }
    }

    /**
     * A delivery.
     *
     * @param state a code
     */
    public record Sent(long id, String address, String state, List<Attempt> attempts) {

        static Sent of(JsonObject json) {
            return new Sent(
                    json.getJsonNumber("id").longValue(),
                    json.getString("address"),
                    json.getString("state"),
                    json.getJsonArray("attempts").getValuesAs(JsonObject.class).stream()
                            .map(Attempt::of)
                            .toList());
        }
    }

    /**
     * An attempt at it.
     *
     * @param at Unix seconds
     * @param outcome a code
     * @param answer null where there was none
     */
    public record Attempt(int number, long at, String outcome, String answer) {

        static Attempt of(JsonObject json) {
            return new Attempt(
                    json.getInt("attempt"),
                    number(json, "started_at"),
                    json.getString("outcome"),
                    json.getString("answer", null));
        }

        private static long number(JsonObject json, String name) {
            return ((JsonNumber) json.get(name)).longValue();
        }
    }

    /** @param json as the API answers it */
    static RecipientReport of(JsonObject json) {
        return new RecipientReport(
                json.getString("recipient"),
                json.getString("outcome"),
                json.getString("explanation"),
                json.getJsonArray("channels").getValuesAs(JsonObject.class).stream()
                        .map(OnChannel::of)
                        .toList());
    }
}
