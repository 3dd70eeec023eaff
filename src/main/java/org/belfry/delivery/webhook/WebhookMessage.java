package org.belfry.delivery.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.belfry.delivery.LeasedMessage;
import org.belfry.platform.JsonOutput;

/**
 * What is sent.
 *
 * @param id the same in each attempt: by that a receiver knows a copy; without a dot
 * @param body JSON in UTF-8, the same in each attempt
 */
record WebhookMessage(String id, byte[] body) {

    /** Tells of a notification: what was said in it, and nothing that changes from one attempt to the next. */
    static WebhookMessage of(LeasedMessage delivery) {
        var item = delivery.item();
        var data = new StringBuilder(512)
                .append("{\"id\":")
                .append(item.notificationId())
                .append(",\"event_id\":")
                .append(item.event().id())
                .append(",\"recipient\":")
                .append(JsonOutput.quoted(delivery.recipient().name()))
                .append(",\"organization\":")
                .append(JsonOutput.quoted(delivery.organization().code()))
                .append(',')
                .append(item.event().lastingMembers())
                .append(",\"created_at\":")
                .append(item.createdAt())
                .append('}');
        return of("msg_" + delivery.deliveryId(), item.event().content().type(), item.createdAt(), data);
    }

    /** Tells of nothing. */
    static WebhookMessage test(WebhookCallTarget target, String token, long now) {
        var data = JsonOutput.object()
                .add("webhook", target.id())
                .add("recipient", JsonOutput.of(target.recipient()))
                .add("organization", target.organization())
                .build();
        return of("msg_test_" + token, "webhook.test", now, data.toString());
    }

    private static WebhookMessage of(String id, String type, long timestamp, CharSequence data) {
        var body = "{\"type\":" + JsonOutput.quoted(type) + ",\"timestamp\":\"" + Instant.ofEpochSecond(timestamp)
                + "\",\"data\":" + data + '}';
        return new WebhookMessage(id, body.getBytes(StandardCharsets.UTF_8));
    }
}
