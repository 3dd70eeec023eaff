package org.belfry.console.why;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.belfry.audience.Recipient;
import org.belfry.audience.Recipients;
import org.belfry.catalog.Catalog;
import org.belfry.console.FilterProblems;
import org.belfry.console.Language;
import org.belfry.console.LazyRows;
import org.belfry.console.PageParameters;
import org.belfry.console.SignedIn;
import org.belfry.console.Texts;
import org.belfry.intake.EventReports;
import org.belfry.intake.RecipientEvents;
import org.belfry.platform.Problem;
import org.belfry.platform.QueryParameters;
import org.belfry.platform.Sentence;

/**
 * Of an event and somebody: why that one was told of it, or not. Of somebody alone: which events were for them. Of an event alone: whom it
 * was for.
 */
@Named("whyPage")
@RequestScoped
public class WhyPage {

    private static final String PACKAGE = "why";

    @Inject
    private EventReports reports;

    @Inject
    private RecipientEvents events;

    @Inject
    private Recipients recipients;

    @Inject
    private Catalog catalog;

    @Inject
    private SignedIn me;

    @Inject
    private PageParameters parameters;

    @Inject
    private FilterProblems problems;

    @Inject
    private Language language;

    @Inject
    private Texts texts;

    /** Null where no event was asked for, or there is none. */
    private JsonObject report;

    private List<RecipientReport> recipientReports = List.of();

    /** Null where it is not about somebody's events. */
    private LazyRows<RecipientEvents.EventLine> lines;

    @PostConstruct
    void read() {
        if (parameters.text("event") != null) {
            report = problems.read(this::report);
            if (report != null) {
                recipientReports = report.getJsonArray("recipients").getValuesAs(JsonObject.class).stream()
                        .map(RecipientReport::of)
                        .toList();
            }
        } else if (parameters.text("recipient") != null) {
            lines = problems.read(this::lines);
        }
    }

    private JsonObject report() {
        var id = QueryParameters.integer("event", parameters.text("event"), 0, 1);
        var query = EventReports.ReportQuery.read(parameters.text("recipient"), null, parameters.text("cursor"));
        return reports.report(me.caller(), id, query, language.getLocale())
                .orElseThrow(() -> Problem.invalid(
                        "event", Sentence.asIs(texts.of(PACKAGE, "event.unknown", String.valueOf(id)))));
    }

    private LazyRows<RecipientEvents.EventLine> lines() {
        var name = QueryParameters.text("recipient", parameters.text("recipient"));
        var filter =
                RecipientEvents.Filter.read(parameters.text("type"), parameters.text("from"), parameters.text("until"));
        var id = recipients
                .find(me.caller().organizationId(), name)
                .map(Recipient::id)
                .orElseThrow(() ->
                        Problem.invalid("recipient", Sentence.asIs(texts.of(PACKAGE, "recipient.unknown", name))));
        return new LazyRows<>(
                page -> events.page(id, filter, page),
                most -> events.count(id, filter, most),
                RecipientEvents.EventLine::eventId);
    }

    /** Null where no event was asked for, or there is none. */
    public EventView getEvent() {
        return report == null ? null : EventView.of(report);
    }

    /** Whether it is about an event and somebody, and not about all whom the event was for. */
    public boolean isOne() {
        return report != null && parameters.text("recipient") != null;
    }

    public List<RecipientReport> getTold() {
        return recipientReports;
    }

    /** Where the list of those goes on whom the event was for; null at its end. */
    public String getNext() {
        return report == null || report.isNull("next") ? null : report.getString("next");
    }

    /** Null where it is not about somebody's events. */
    public LazyRows<RecipientEvents.EventLine> getLines() {
        return lines;
    }

    public String getLinesTitle() {
        return texts.of(PACKAGE, "lines", parameters.text("recipient"));
    }

    /** Whether nothing was asked for yet. */
    public boolean isIdle() {
        return parameters.text("event") == null && parameters.text("recipient") == null;
    }

    public String getEncodedRecipient() {
        return encoded(parameters.text("recipient"));
    }

    /** As an address has it. */
    public String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8);
    }

    /** What would change it; null where there is nothing to be done. */
    public String hint(RecipientReport.OnChannel on) {
        return Hint.of(on.reason())
                .map(hint -> texts.of(PACKAGE, "hint." + on.reason()))
                .orElse(null);
    }

    /** Where that is done: a part of the console. */
    public String hintPage(RecipientReport.OnChannel on) {
        return Hint.of(on.reason()).map(Hint::part).orElse("types");
    }

    public List<ChannelMark> marks(RecipientEvents.EventLine line) {
        return ChannelMark.of(line);
    }

    public List<String> getTypes() {
        return catalog.all(me.caller().organizationId()).stream()
                .map(type -> type.type().code())
                .toList();
    }
}
