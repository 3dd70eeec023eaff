package org.belfry.console.send;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.List;
import java.util.stream.Collectors;
import org.belfry.console.Codes;
import org.belfry.console.PageParameters;
import org.belfry.console.SignedIn;
import org.belfry.console.Texts;
import org.belfry.intake.EventReports;
import org.belfry.platform.Problem;

/** What became of an event that was sent: the one that the address names. */
@Named("sentPage")
@RequestScoped
public class SentPage {

    private static final String PACKAGE = "send";

    /** Most recipients who are listed. */
    private static final int MOST = 100;

    @Inject
    private SignedIn me;

    @Inject
    private PageParameters parameters;

    @Inject
    private EventReports reports;

    @Inject
    private Texts texts;

    @Inject
    private Codes codes;

    private JsonObject report;
    private List<NotifiedRecipient> notified;

    /** One who was told, or was not. */
    public record NotifiedRecipient(String name, boolean reached, String sentence) {

        public String getName() {
            return name;
        }

        public boolean isReached() {
            return reached;
        }

        public String getSentence() {
            return sentence;
        }
    }

    /** Whether the address names an event. */
    public boolean isThere() {
        return parameters.text("sent") != null;
    }

    /** @throws Problem 404 for an event that there is not */
    @PostConstruct
    void find() {
        if (isThere()) {
            report = reports.report(me.caller(), parameters.requiredId("sent"), null, MOST)
                    .orElseThrow(() -> Problem.notFound("Event"));
        }
    }

    public String getTitle() {
        return report.getString("title");
    }

    public String getEvent() {
        return parameters.text("sent");
    }

    public long getAt() {
        return report.getJsonNumber("created_at").longValue();
    }

    /** Whether it is told in the background. */
    public boolean isToMany() {
        return report.containsKey("fan_out");
    }

    public boolean isRunning() {
        return isToMany() && report.getJsonObject("fan_out").isNull("finished_at");
    }

    /** How far it is, in a sentence. */
    public String getProgress() {
        var done = number("done");
        return isRunning()
                ? texts.of(
                        PACKAGE,
                        "progress",
                        done,
                        report.getJsonObject("fan_out").isNull("total") ? done : total())
                : texts.of(
                        PACKAGE,
                        "progress.done",
                        number("notified"),
                        number("withheld") + number("refused"),
                        number("collapsed"));
    }

    public long getDone() {
        return number("done");
    }

    /** Null while they have not been counted. */
    public Long getTotal() {
        return report.getJsonObject("fan_out").isNull("total") ? null : Long.valueOf(total());
    }

    private long total() {
        return Math.max(number("total"), number("done"));
    }

    private long number(String member) {
        return report.getJsonObject("fan_out").getJsonNumber(member).longValue();
    }

    /** The first of those who were told. */
    public List<NotifiedRecipient> getTold() {
        if (notified == null) {
            notified = report.getJsonArray("recipients").stream()
                    .map(one -> notified(one.asJsonObject()))
                    .toList();
        }
        return notified;
    }

    /** Whether there are more than are listed. */
    public boolean isMore() {
        return !report.isNull("next");
    }

    private NotifiedRecipient notified(JsonObject recipient) {
        var outcome = recipient.getString("outcome");
        var channels = recipient.getJsonArray("channels").stream()
                .map(channel -> channel.asJsonObject())
                .filter(channel -> channel.getString("decision").equals("told"))
                .map(channel -> channel.get("channel"))
                .map(code -> codes.channel(((JsonString) code).getString()))
                .collect(Collectors.joining(", "));
        return new NotifiedRecipient(
                recipient.getString("recipient"),
                outcome.equals("notified") || outcome.equals("collapsed"),
                texts.of(PACKAGE, "outcome." + outcome, channels));
    }
}
