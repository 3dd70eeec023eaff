package org.belfry.console.send;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import org.belfry.platform.Characters;
import org.belfry.platform.JsonOutput;

/** What is written in the form, in the words of {@code POST /api/events}. Whatever is left empty is null. */
public class EventForm {

    /** For whom it is. */
    enum Audience {
        PEOPLE,
        TOPICS,
        ALL
    }

    private String eventId;
    private String type = "system_message";
    private String title;
    private String message;
    private String link;
    private String priority;
    private String audience = Audience.PEOPLE.name();
    private String recipients;
    private String topics;

    Audience toWhom() {
        return Audience.valueOf(audience);
    }

    List<String> names() {
        return lines(recipients);
    }

    List<String> topicNames() {
        return lines(topics);
    }

    /** @param actor who sends it */
    JsonObject json(String actor) {
        var json = JsonOutput.object()
                .add("id", JsonOutput.of(eventId))
                .add("type", JsonOutput.of(type))
                .add("actor", actor)
                .add("title", JsonOutput.of(title))
                .add("message", JsonOutput.of(message))
                .add("link", JsonOutput.of(link))
                .add("priority", JsonOutput.of(priority));
        switch (toWhom()) {
            case PEOPLE -> json.add("recipients", JsonOutput.array(names()));
            case TOPICS -> json.add("topics", JsonOutput.array(topicNames()));
            case ALL -> json.add("broadcast", JsonValue.TRUE);
        }
        return json.build();
    }

    /** One name in each line, or several with commas between them. */
    private static List<String> lines(String text) {
        return text == null
                ? List.of()
                : Characters.words(text, c -> "\r\n,;".indexOf(c) >= 0).stream()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .distinct()
                        .toList();
    }

    /** Made with the page, so that what is sent twice happens once. */
    public String getEventId() {
        return eventId;
    }

    public void setEventId(String eventId) {
        this.eventId = eventId;
    }

    public String getType() {
        return type;
    }

    public void setType(String type) {
        this.type = type;
    }

    public String getTitle() {
        return title;
    }

    public void setTitle(String title) {
        this.title = title;
    }

    public String getMessage() {
        return message;
    }

    public void setMessage(String message) {
        this.message = message == null ? null : message.replace("\r\n", "\n");
    }

    public String getLink() {
        return link;
    }

    public void setLink(String link) {
        this.link = link;
    }

    /** Null for the type's. */
    public String getPriority() {
        return priority;
    }

    public void setPriority(String priority) {
        this.priority = priority;
    }

    public String getAudience() {
        return audience;
    }

    public void setAudience(String audience) {
        this.audience = audience;
    }

    public String getRecipients() {
        return recipients;
    }

    public void setRecipients(String recipients) {
        this.recipients = recipients;
    }

    public String getTopics() {
        return topics;
    }

    public void setTopics(String topics) {
        this.topics = topics;
    }
}
