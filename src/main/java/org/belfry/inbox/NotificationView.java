package org.belfry.inbox;

import org.belfry.platform.JsonOutput;

/**
 * A notification as the wire has it, in lists and in frames alike.
 *
 * @param recipient the name of the inbox's owner
 * @param createdAt Unix seconds, as are all times; null means not yet
 */
public record NotificationView(
        long id,
        String recipient,
        EventView event,
        int occurrences,
        long createdAt,
        Long deliveredAt,
        Long readAt,
        Long archivedAt,
        Long snoozedUntil,
        long modseq) {

    /** For one that has a state of its own, with no mark upon it. */
    static NotificationView of(Notification notification, EventView event, String recipient) {
        return of(notification, event, recipient, null);
    }

    /** @param markedAt when it was read together with all others, or null */
    static NotificationView of(Notification notification, EventView event, String recipient, Long markedAt) {
        var readAt = notification.readAt() != null ? notification.readAt() : markedAt;
        var deliveredAt = notification.deliveredAt() != null ? notification.deliveredAt() : readAt;
        return new NotificationView(
                notification.id(),
                recipient,
                event,
                notification.occurrences(),
                notification.createdAt(),
                deliveredAt,
                readAt,
                notification.archivedAt(),
                notification.snoozedUntil(),
                notification.modseq());
    }

    /** The JSON object. */
    public String toJson() {
        return appendTo(new StringBuilder(512)).toString();
    }

    /** Appends the JSON object. */
    public StringBuilder appendTo(StringBuilder json) {
        return json.append("{\"id\":")
                .append(id)
                .append(",\"recipient\":")
                .append(JsonOutput.quoted(recipient))
                .append(',')
                .append(event.members())
                .append(",\"occurrences\":")
                .append(occurrences)
                .append(",\"created_at\":")
                .append(createdAt)
                .append(",\"delivered_at\":")
                .append(deliveredAt)
                .append(",\"read_at\":")
                .append(readAt)
                .append(",\"archived_at\":")
                .append(archivedAt)
                .append(",\"snoozed_until\":")
                .append(snoozedUntil)
                .append(",\"modseq\":")
                .append(modseq)
                .append('}');
    }
}
