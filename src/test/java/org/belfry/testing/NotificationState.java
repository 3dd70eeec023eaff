package org.belfry.testing;

import jakarta.json.JsonObject;

/**
 * What changes of a notification, as lists, answers and frames show it. Times are Unix seconds; null means not yet.
 *
 * @param occurrences how many events are counted in it
 */
public record NotificationState(
        long id,
        long modseq,
        int occurrences,
        long createdAt,
        Long deliveredAt,
        Long readAt,
        Long archivedAt,
        Long snoozedUntil) {

    public static NotificationState of(JsonObject json) {
        return new NotificationState(
                json.getJsonNumber("id").longValue(),
                json.getJsonNumber("modseq").longValue(),
                json.getInt("occurrences"),
                json.getJsonNumber("created_at").longValue(),
                time(json, "delivered_at"),
                time(json, "read_at"),
                time(json, "archived_at"),
                time(json, "snoozed_until"));
    }

    private static Long time(JsonObject json, String member) {
        return json.isNull(member) ? null : json.getJsonNumber(member).longValue();
    }

    public NotificationState withModseq(long other) {
        return new NotificationState(id, other, occurrences, createdAt, deliveredAt, readAt, archivedAt, snoozedUntil);
    }

    public NotificationState withOccurrences(int other) {
        return new NotificationState(id, modseq, other, createdAt, deliveredAt, readAt, archivedAt, snoozedUntil);
    }

    /** With all times but that of its creation. */
    public NotificationState withTimes(Long delivered, Long read, Long archived, Long snoozed) {
        return new NotificationState(id, modseq, occurrences, createdAt, delivered, read, archived, snoozed);
    }

    public boolean isRead() {
        return readAt != null;
    }
}
