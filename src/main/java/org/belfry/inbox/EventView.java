package org.belfry.inbox;

import java.util.Objects;
import org.belfry.platform.JsonOutput;

/** What a notification shows of its event, written once for all inboxes in which it says the same. */
public final class EventView {

    private final long id;
    private final Event.Content content;
    private final SourceReport source;
    private String members;

    private EventView(long id, Event.Content content, SourceReport source) {
        this.id = id;
        this.content = content;
        this.source = source;
    }

    /**
     * With the source that the event holds.
     *
     * @param text what it says to the reader; null for what the event says itself
     */
    public static EventView of(Event event, EventText text) {
        return of(event, text, event.source());
    }

    /**
     * Of an event that is not stored, to see what it would look like.
     *
     * @param source null where it is about nothing in particular
     */
    public static EventView imagined(Event.Content content, SourceReport source) {
        return new EventView(0, content, source);
    }

    /** @param source as it is now; null where the event is about nothing in particular */
    static EventView of(Event event, EventText text, SourceReport source) {
        var content = event.content();
        return new EventView(event.id(), text == null ? content : content.saying(text.title(), text.message()), source);
    }

    public long id() {
        return id;
    }

    public Event.Content content() {
        return content;
    }

    public SourceReport source() {
        return source;
    }

    /** The members of the JSON object, from {@code "type"} to {@code "data"}, without the braces. */
    String members() {
        var written = members;
        if (written == null) {
            written = write(true);
            members = written;
        }
        return written;
    }

    /** The same without what may be another tomorrow: of the source what it is, but not how it is called and how it stands. */
    public String lastingMembers() {
        return write(false);
    }

    private String write(boolean withStateOfSource) {
        var json = new StringBuilder(256 + length(content.message()) + length(content.data()));
        append(json, "type", content.type()).append(',');
        append(json, "category", content.category()).append(',');
        append(json, "title", content.title()).append(',');
        append(json, "message", content.message()).append(',');
        append(json, "link", content.link()).append(',');
        append(json, "source_type", source == null ? null : source.type()).append(',');
        json.append("\"source_id\":").append(sourceId()).append(",\"source\":");
        if (source == null) {
            json.append("null,");
        } else {
            append(json.append('{'), "type", source.type()).append(",\"id\":").append(sourceId());
            if (withStateOfSource) {
                append(json.append(','), "title", source.title()).append(',');
                append(json, "status", source.status());
            }
            json.append("},");
        }
        append(json, "actor", content.actor()).append(',');
        append(json, "priority", content.priority()).append(",\"data\":");
        return json.append(Objects.requireNonNullElse(content.data(), "{}")).toString();
    }

    private String sourceId() {
        if (source == null) {
            return "null";
        }
        return source.numericId() ? source.id() : JsonOutput.quoted(source.id());
    }

    private static StringBuilder append(StringBuilder json, String name, String value) {
        return json.append('"').append(name).append("\":").append(JsonOutput.quoted(value));
    }

    private static int length(String text) {
        return text == null ? 0 : text.length();
    }
}
