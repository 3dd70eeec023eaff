package org.belfry.console.types;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.belfry.inbox.SourceReport;
import org.belfry.platform.JsonBodies;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.Problem;
import org.belfry.platform.Sentence;

/** What an event says that is made up for a preview. Whatever is left empty is null. */
public class SampleForm {

    private String actor;
    private String link;
    private String data;
    private String sourceType;
    private String sourceId;
    private String sourceTitle;
    private String sourceStatus;
    private String locale;

    /** @throws Problem 400 for what is no JSON object */
    JsonObject dataObject() {
        if (data == null) {
            return JsonOutput.object().build();
        }
        try {
            return JsonBodies.parse(data, Sentence.of("this"));
        } catch (Problem e) {
            throw Problem.invalid("data", e.sentence());
        }
    }

    /** The members that previews and events have in common. */
    JsonObjectBuilder json(JsonObject said) {
        var json = JsonOutput.object()
                .add("actor", JsonOutput.of(actor))
                .add("link", JsonOutput.of(link))
                .add("data", said);
        if (sourceType != null && sourceId != null) {
            json.add(
                    "source",
                    JsonOutput.object()
                            .add("type", sourceType)
                            .add("id", sourceId)
                            .add("title", JsonOutput.of(sourceTitle))
                            .add("status", JsonOutput.of(sourceStatus)));
        }
        return json;
    }

    /** Null where it is about nothing in particular. */
    SourceReport source() {
        return sourceType == null || sourceId == null
                ? null
                : new SourceReport(sourceType, sourceId, false, sourceTitle, sourceStatus);
    }

    public String getActor() {
        return actor;
    }

    public void setActor(String actor) {
        this.actor = actor;
    }

    public String getLink() {
        return link;
    }

    public void setLink(String link) {
        this.link = link;
    }

    public String getData() {
        return data;
    }

    public void setData(String data) {
        this.data = data;
    }

    public String getSourceType() {
        return sourceType;
    }

    public void setSourceType(String sourceType) {
        this.sourceType = sourceType;
    }

    public String getSourceId() {
        return sourceId;
    }

    public void setSourceId(String sourceId) {
        this.sourceId = sourceId;
    }

    public String getSourceTitle() {
        return sourceTitle;
    }

    public void setSourceTitle(String sourceTitle) {
        this.sourceTitle = sourceTitle;
    }

    public String getSourceStatus() {
        return sourceStatus;
    }

    public void setSourceStatus(String sourceStatus) {
        this.sourceStatus = sourceStatus;
    }

    /** Null for the organization's. */
    public String getLocale() {
        return locale;
    }

    public void setLocale(String locale) {
        this.locale = locale;
    }
}
