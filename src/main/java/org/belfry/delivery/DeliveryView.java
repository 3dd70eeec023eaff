package org.belfry.delivery;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import org.belfry.access.Caller;
import org.belfry.access.Role;
import org.belfry.catalog.Channel;
import org.belfry.delivery.DeliveryReports.DeliveryReport;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.MaskedUrl;
import org.belfry.platform.Sentence;

/**
 * How much of a delivery a caller may see. Providers' answers, the paths of endpoints, which may contain a secret, and the names of nodes are
 * for admins. Each level is written separately: a member that is added to one is not visible in the others.
 */
public enum DeliveryView {
    /** Admins of the whole organization: everything. */
    ADMIN,
    /** Viewers and operators of the whole organization. */
    ORGANIZATION,
    /** Callers who see one inbox only: outcome, reason and time of their own deliveries. */
    OWN;

    public static DeliveryView of(Caller caller) {
        if (caller.confined()) {
            return OWN;
        }
        return caller.has(Role.ADMIN) ? ADMIN : ORGANIZATION;
    }

    /** The recipient's own address, or what may be shown of another. */
    public String address(Delivery delivery) {
        return this == ORGANIZATION && Channel.of(delivery.channel()) == Channel.WEBHOOK
                ? MaskedUrl.of(delivery.address())
                : delivery.address();
    }

    /**
     * The wire's form.
     *
     * @param reason as this level may read it; null for none
     */
    JsonObjectBuilder json(DeliveryReport report, Sentence reason) {
        var attempts =
                switch (this) {
                    case ADMIN -> whole(report);
                    case ORGANIZATION -> outcomes(report);
                    case OWN -> JsonOutput.array();
                };
        var delivery = report.delivery();
        var pending = delivery.state() == DeliveryState.PENDING;
        return JsonOutput.object()
                .add("id", delivery.id())
                .add("notification_id", JsonOutput.of(delivery.notificationId()))
                .add("recipient", report.recipient())
                .add("type", report.type())
                .add("channel", delivery.channel())
                .add("address", address(delivery))
                .add("endpoint_id", JsonOutput.of(delivery.endpointId()))
                .add("digest", delivery.digest())
                .add("state", delivery.state().code())
                .add("reason", JsonOutput.of(reason == null ? null : reason.english()))
                .add("created_at", delivery.createdAt())
                .add("next_attempt_at", JsonOutput.of(pending ? delivery.nextAttemptAt() : null))
                .add("settled_at", JsonOutput.of(delivery.settledAt()))
                .add("attempts", attempts);
    }

    private static JsonArrayBuilder whole(DeliveryReport report) {
        var attempts = JsonOutput.array();
        report.attempts()
                .forEach(attempt -> attempts.add(outcome(attempt)
                        .add("answer", JsonOutput.of(attempt.answer()))
                        .add("node", attempt.node())));
        return attempts;
    }

    private static JsonArrayBuilder outcomes(DeliveryReport report) {
        var attempts = JsonOutput.array();
        report.attempts()
                .forEach(attempt -> attempts.add(
                        outcome(attempt).add("answer", JsonValue.NULL).add("node", JsonValue.NULL)));
        return attempts;
    }

    private static JsonObjectBuilder outcome(DeliveryAttempt attempt) {
        return JsonOutput.object()
                .add("attempt", attempt.attempt())
                .add("started_at", attempt.startedAt())
                .add("finished_at", attempt.finishedAt())
                .add("outcome", attempt.outcome());
    }
}
