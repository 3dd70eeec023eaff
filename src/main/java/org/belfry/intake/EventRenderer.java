package org.belfry.intake;

import jakarta.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import org.belfry.audience.Recipient;
import org.belfry.catalog.EffectiveType;
import org.belfry.catalog.TypeTemplates.Text;
import org.belfry.catalog.TypeTemplates.Variant;
import org.belfry.inbox.Event;
import org.belfry.inbox.SourceReport;
import org.belfry.platform.JsonBodies;

/**
 * What an event says to whom: its own title and message where it has them, the same for everybody; else its type's, in the
 * recipient's language and time zone.
 */
final class EventRenderer {

    private final EffectiveType type;
    private final String title;
    private final String message;
    private final Map<String, Object> values;
    private final Variant own;

    private EventRenderer(EffectiveType type, String title, String message, Map<String, Object> values) {
        this.type = type;
        this.title = title;
        this.message = message;
        this.values = values;
        this.own = type.type().typeTemplates().variant(type.locale(), Recipient.UTC);
    }

    /** @param source what is known of it, or null */
    static EventRenderer of(EffectiveType type, EventDraft draft, SourceReport source) {
        var priority = draft.priority() == null ? type.type().priority() : draft.priority();
        var data = draft.data() == null ? null : JsonBodies.parse(draft.data());
        return new EventRenderer(
                type,
                draft.title(),
                draft.message(),
                values(type, draft.actor(), draft.link(), priority.code(), source, data));
    }

    /**
     * Those of an event that is stored.
     *
     * @param ownTitle whether the title was the event's own, and not its type's
     * @param ownMessage whether the message was
     */
    static EventRenderer of(EffectiveType type, Event event, boolean ownTitle, boolean ownMessage) {
        var content = event.content();
        var data = content.data() == null ? null : JsonBodies.parse(content.data());
        return new EventRenderer(
                type,
                ownTitle ? content.title() : null,
                ownMessage ? content.message() : null,
                values(type, content.actor(), content.link(), content.priority(), event.source(), data));
    }

    private static Map<String, Object> values(
            EffectiveType type, String actor, String link, String priority, SourceReport source, JsonObject data) {
        var values = new HashMap<String, Object>();
        values.put("organization", type.organization());
        values.put("type", type.type().code());
        values.put("priority", priority);
        values.put("actor", actor);
        values.put("link", link);
        values.put("data", data);
        if (source != null) {
            var about = new HashMap<String, Object>();
            about.put("type", source.type());
            about.put("id", source.id());
            about.put("title", source.title());
            about.put("status", source.status());
            values.put("source", about);
        }
        return values;
    }

    /** What the event says by itself: in the organization's language, with times in UTC. */
    Text own() {
        return text(own);
    }

    /** The variant that the recipient gets; null where that is what the event says by itself. */
    Variant variant(Recipient recipient) {
        if (title != null && message != null) {
            return null;
        }
        var locale = recipient.locale() == null ? type.locale() : recipient.locale();
        var variant = type.type().typeTemplates().variant(locale, recipient.timeZone());
        return variant.equals(own) ? null : variant;
    }

    Text text(Variant variant) {
        if (title != null && message != null) {
            return new Text(title, message);
        }
        var written = type.type().typeTemplates().write(values, variant);
        return new Text(title == null ? written.title() : title, message == null ? written.message() : message);
    }
}
