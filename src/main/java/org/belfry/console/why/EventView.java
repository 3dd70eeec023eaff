package org.belfry.console.why;

import jakarta.json.JsonObject;

/**
 * What happened.
 *
 * @param message null for none
 * @param at Unix seconds
 * @param telling whether it is still being told to many
 */
public record EventView(
        long id,
        String title,
        String message,
        String type,
        String priority,
        String producer,
        long at,
        boolean telling) {

    /** @param report as the API answers it */
    static EventView of(JsonObject report) {
        var progress = report.getJsonObject("fan_out");
        return new EventView(
                report.getJsonNumber("id").longValue(),
                report.getString("title"),
                report.getString("message", null),
                report.getString("type"),
                report.getString("priority"),
                report.getString("producer"),
                report.getJsonNumber("created_at").longValue(),
                progress != null && progress.isNull("finished_at"));
    }
}
