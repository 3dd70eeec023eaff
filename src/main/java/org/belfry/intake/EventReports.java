package org.belfry.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.belfry.access.Caller;
import org.belfry.audience.Decision;
import org.belfry.catalog.Channel;
import org.belfry.delivery.DeliveryReports;
import org.belfry.inbox.Event;
import org.belfry.inbox.SourceReport;
import org.belfry.platform.JsonBodies;
import org.belfry.platform.JsonOutput;

/** Says afterwards who was told of an event, where, and why. */
@ApplicationScoped
@Transactional
public class EventReports {

    @Inject
    private EventStore store;

    @Inject
    private DeliveryReports deliveries;

    /** The report, with those recipients only whom the caller may see; empty where there is nothing to see. */
    public Optional<JsonObject> report(Caller caller, long eventId) {
        return store.find(caller.organizationId(), eventId).flatMap(event -> {
            var told = store.told(event).stream()
                    .filter(one -> caller.mayRead(one.recipient()))
                    .toList();
            var refused = store.refused(event).stream()
                    .filter(one -> caller.mayRead(one.recipient()))
                    .toList();
            if (caller.confined() && told.isEmpty() && refused.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(json(event, told, refused));
        });
    }

    private JsonObject json(Event event, List<EventStore.Told> told, List<Receipt.Outcome> refused) {
        var sent = deliveries.ofNotifications(
                told.stream().map(EventStore.Told::notificationId).toList());
        var recipients = JsonOutput.array();
        for (var one : told) {
            var channels = JsonOutput.array();
            for (var decision : one.decisions()) {
                var delivery = sent.getOrDefault(one.notificationId(), List.of()).stream()
                        .filter(report -> report.delivery()
                                .channel()
                                .equals(decision.channel().code()))
                        .findFirst();
                channels.add(channel(decision, delivery));
            }
            recipients.add(JsonOutput.object()
                    .add("recipient", one.recipient())
                    .add("notification_id", one.notificationId())
                    .add("outcome", "notified")
                    .add("reason", JsonValue.NULL)
                    .add("channels", channels));
        }
        refused.forEach(one -> recipients.add(JsonOutput.object()
                .add("recipient", one.recipient())
                .add("notification_id", JsonValue.NULL)
                .add("outcome", one.outcome())
                .add("reason", one.reason())
                .add("channels", JsonOutput.array())));
        return event(event).add("recipients", recipients).build();
    }

    private JsonObjectBuilder channel(Decision decision, Optional<DeliveryReports.Report> delivery) {
        var sentence = name(decision.channel())
                + (decision.told() ? ": told, as " : ": not told, as ")
                + decision.reason().sentence();
        var explanation = delivery.map(report -> sentence + ". It " + deliveries.explain(report.delivery()) + ".")
                .orElse(sentence + ".");
        return JsonOutput.object()
                .add("channel", decision.channel().code())
                .add("decision", decision.told() ? "told" : "not_told")
                .add("reason", decision.reason().name().toLowerCase(Locale.ROOT))
                .add("explanation", explanation)
                .add(
                        "delivery",
                        delivery.<JsonValue>map(
                                        report -> deliveries.json(report).build())
                                .orElse(JsonValue.NULL));
    }

    private static String name(Channel channel) {
        return switch (channel) {
            case IN_APP -> "In-app";
            case EMAIL -> "E-mail";
            case WEBHOOK -> "Webhook";
        };
    }

    private static JsonObjectBuilder event(Event event) {
        var content = event.content();
        return JsonOutput.object()
                .add("id", event.id())
                .add("producer", content.producer())
                .add("producer_event_id", JsonOutput.of(content.producerEventId()))
                .add("type", content.type())
                .add("category", content.category())
                .add("priority", content.priority())
                .add("title", content.title())
                .add("message", JsonOutput.of(content.message()))
                .add("link", JsonOutput.of(content.link()))
                .add("actor", JsonOutput.of(content.actor()))
                .add("source", source(event.source()))
                .add("dedup_key", JsonOutput.of(content.dedupKey()))
                .add("data", JsonBodies.parse(content.data() == null ? "{}" : content.data()))
                .add("created_at", event.createdAt());
    }

    private static JsonValue source(SourceReport source) {
        if (source == null) {
            return JsonValue.NULL;
        }
        return JsonOutput.object()
                .add("type", source.type())
                .add("id", source.numericId() ? JsonOutput.of(Long.valueOf(source.id())) : JsonOutput.of(source.id()))
                .add("title", JsonOutput.of(source.title()))
                .add("status", JsonOutput.of(source.status()))
                .build();
    }
}
