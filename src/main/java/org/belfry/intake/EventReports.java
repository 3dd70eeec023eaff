package org.belfry.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.belfry.access.Caller;
import org.belfry.audience.Decision;
import org.belfry.catalog.Channel;
import org.belfry.delivery.DeliveryReports;
import org.belfry.delivery.DeliveryView;
import org.belfry.delivery.webhook.WebhookEndpoints;
import org.belfry.inbox.Event;
import org.belfry.inbox.SourceReport;
import org.belfry.platform.JsonBodies;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.Problem;
import org.belfry.platform.QueryParameters;
import org.belfry.platform.RetryOnConflict;

/** Says afterwards who was told of an event, where, and why. */
@ApplicationScoped
@Transactional
@RetryOnConflict
public class EventReports {

    private static final String NOT_ADDRESSED = "not_addressed";

    /**
     * What is asked.
     *
     * @param recipient only this one, or null for all whom the caller may see
     * @param limit most recipients
     */
    public record ReportQuery(String recipient, EventOutcomes.Position start, int limit) {

        private static final int DEFAULT_LIMIT = 100;
        private static final int MAX_LIMIT = 500;

        /**
         * Of a query; null or empty for all recipients, as many as there are by default, and the beginning.
         *
         * @throws Problem 400 for a limit or a cursor that is none
         */
        public static ReportQuery read(String recipient, String limit, String cursor) {
            return new ReportQuery(
                    QueryParameters.text("recipient", recipient), start(QueryParameters.text("cursor", cursor)), (int)
                            Math.min(MAX_LIMIT, QueryParameters.integer("limit", limit, DEFAULT_LIMIT, 1)));
        }

        private static EventOutcomes.Position start(String cursor) {
            var start = cursor == null ? EventOutcomes.Position.START : EventOutcomes.Position.decode(cursor);
            if (start == null) {
                throw Problem.invalid("cursor", "is not a cursor from an earlier response");
            }
            return start;
        }
    }

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private EventOutcomes outcomes;

    @Inject
    private FanOutStore fanOuts;

    @Inject
    private DeliveryReports deliveries;

    @Inject
    private WebhookEndpoints endpoints;

    /**
     * The report, with those recipients only whom the caller may see; empty where there is nothing to see.
     *
     * @param language of its sentences
     */
    public Optional<JsonObject> report(Caller caller, long eventId, ReportQuery query, Locale language) {
        var event = entities.find(Event.class, eventId);
        if (event == null || event.organizationId() != caller.organizationId()) {
            return Optional.empty();
        }
        var recipient = caller.confined() ? caller.recipient() : query.recipient();
        if (query.recipient() != null && !caller.mayRead(query.recipient())) {
            return Optional.empty();
        }
        var page = outcomes.page(event, recipient, query.start(), query.limit());
        if (caller.confined() && page.results().isEmpty()) {
            return Optional.empty();
        }
        var view = DeliveryView.of(caller);
        var progress = view == DeliveryView.OWN ? Optional.<FanOut.Progress>empty() : fanOuts.progress(eventId);
        var recipients = recipients(event, page.results(), view, language);
        if (recipient != null && page.results().isEmpty()) {
            recipients.add(notAddressed(recipient, progress, language));
        }
        var json = event(event, view);
        progress.ifPresent(one -> json.add("fan_out", one.toJson()));
        return Optional.of(json.add("recipients", recipients)
                .add(
                        "next",
                        JsonOutput.of(page.next() == null ? null : page.next().encode()))
                .build());
    }

    /**
     * The beginning of the report, in English.
     *
     * @param recipient only this one, or null for all whom the caller may see
     * @param limit most recipients
     */
    public Optional<JsonObject> report(Caller caller, long eventId, String recipient, int limit) {
        return report(caller, eventId, new ReportQuery(recipient, EventOutcomes.Position.START, limit), Locale.ENGLISH);
    }

    private JsonArrayBuilder recipients(Event event, List<RecipientOutcome> page, DeliveryView view, Locale language) {
        var sent = deliveries.of(
                event, page.stream().map(RecipientOutcome::recipientId).toList());
        var recipients = JsonOutput.array();
        for (var one : page) {
            var all = sent.getOrDefault(one.recipientId(), List.of());
            var reports = view == DeliveryView.OWN ? own(event, one, all) : all;
            var result = view == DeliveryView.OWN ? one.withOwnWebhooks(isOnWebhook(reports)) : one;
            var key = view == DeliveryView.OWN ? null : event.content().dedupKey();
            var explanation = new DecisionExplanation(event.content().type(), key, result, language);
            var channels = JsonOutput.array();
            for (var decision : result.decisions()) {
                var ofChannel = reports.stream()
                        .filter(report -> isOn(decision.channel(), report))
                        .toList();
                channels.add(channel(decision, explanation, ofChannel, view, language));
            }
            recipients.add(JsonOutput.object()
                    .add("recipient", result.recipient())
                    .add("notification_id", JsonOutput.of(result.notificationId()))
                    .add("outcome", result.outcome().code())
                    .add("reason", JsonOutput.of(result.reason()))
                    .add("explanation", explanation.summary())
                    .add("channels", channels));
        }
        return recipients;
    }

    /** Without those to the organization's endpoints, which the recipient must not see. */
    private List<DeliveryReports.DeliveryReport> own(
            Event event, RecipientOutcome result, List<DeliveryReports.DeliveryReport> all) {
        if (!isOnWebhook(all)) {
            return all;
        }
        var endpointIds = endpoints.ownIds(event.organizationId(), result.recipientId());
        return all.stream()
                .filter(report -> !isOn(Channel.WEBHOOK, report)
                        || endpointIds.contains(
                                Objects.requireNonNullElse(report.delivery().endpointId(), 0L)))
                .toList();
    }

    private static boolean isOnWebhook(List<DeliveryReports.DeliveryReport> reports) {
        return reports.stream().anyMatch(report -> isOn(Channel.WEBHOOK, report));
    }

    private static boolean isOn(Channel channel, DeliveryReports.DeliveryReport report) {
        return report.delivery().channel().equals(channel.code());
    }

    /** Of somebody for whom the event was not: that is an answer, too. */
    private static JsonObjectBuilder notAddressed(
            String recipient, Optional<FanOut.Progress> progress, Locale language) {
        var running = progress.filter(one -> one.finishedAt() == null).isPresent();
        return JsonOutput.object()
                .add("recipient", recipient)
                .add("notification_id", JsonValue.NULL)
                .add("outcome", NOT_ADDRESSED)
                .add("reason", NOT_ADDRESSED)
                .add(
                        "explanation",
                        DecisionExplanation.sentences(language)
                                .of(running ? "not_addressed.yet" : "not_addressed", recipient))
                .add("channels", JsonOutput.array());
    }

    /** @param ofChannel the deliveries on it: of webhooks there may be several */
    private JsonObjectBuilder channel(
            Decision decision,
            DecisionExplanation explanation,
            List<DeliveryReports.DeliveryReport> ofChannel,
            DeliveryView view,
            Locale language) {
        var list = JsonOutput.array();
        ofChannel.forEach(report -> list.add(deliveries.json(report, view)));
        var all = list.build();
        return JsonOutput.object()
                .add("channel", decision.channel().code())
                .add("decision", decision.notified() ? "told" : "not_told")
                .add("reason", decision.reason().code())
                .add("explanation", explanation.of(decision) + became(ofChannel, view, language))
                .add("grounds", grounds(decision.grounds()))
                .add("delivery", all.isEmpty() ? JsonValue.NULL : all.get(0))
                .add("deliveries", all);
    }

    /** What became of the deliveries on a channel, in a sentence each. */
    private String became(List<DeliveryReports.DeliveryReport> ofChannel, DeliveryView view, Locale language) {
        var sentences = DecisionExplanation.sentences(language);
        return ofChannel.stream()
                .map(report -> {
                    var became = deliveries.explain(report, view, language);
                    return " "
                            + (ofChannel.size() == 1
                                    ? sentences.of("became", became)
                                    : sentences.of("became.there", view.address(report.delivery()), became));
                })
                .collect(Collectors.joining());
    }

    private static JsonValue grounds(Decision.Grounds grounds) {
        if (grounds == null) {
            return JsonValue.NULL;
        }
        return JsonOutput.object()
                .add("type", grounds.origin().name().toLowerCase(Locale.ROOT))
                .add("default", grounds.setting().code())
                .add("default_by", grounds.overridden() ? "organization" : "type")
                .add("mandatory", grounds.mandatory())
                .add(
                        "chosen",
                        grounds.chosen() == null ? JsonValue.NULL : grounds.chosen() ? JsonValue.TRUE : JsonValue.FALSE)
                .add("quiet_until", JsonOutput.of(grounds.quietUntil()))
                .add(
                        "digest_at",
                        JsonOutput.of(
                                grounds.digest() == null
                                        ? null
                                        : grounds.digest().at()))
                .add("waits", grounds.waits())
                .build();
    }

    /** Who posted it, under which numbers, is for those who see the whole organization: of the rest, all is in the notification too. */
    private static JsonObjectBuilder event(Event event, DeliveryView view) {
        var content = event.content();
        var whole = view != DeliveryView.OWN;
        return JsonOutput.object()
                .add("id", event.id())
                .add("producer", JsonOutput.of(whole ? content.producer() : null))
                .add("producer_event_id", JsonOutput.of(whole ? content.producerEventId() : null))
                .add("type", content.type())
                .add("category", content.category())
                .add("priority", content.priority())
                .add("title", content.title())
                .add("message", JsonOutput.of(content.message()))
                .add("link", JsonOutput.of(content.link()))
                .add("actor", JsonOutput.of(content.actor()))
                .add("source", source(event.source()))
                .add("dedup_key", JsonOutput.of(whole ? content.dedupKey() : null))
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
