package org.belfry.stream;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReaderFactory;
import java.io.StringReader;
import java.util.Map;
import org.belfry.access.Caller;
import org.belfry.access.Role;
import org.belfry.inbox.Event;
import org.belfry.inbox.EventView;
import org.belfry.inbox.InboxesChanged.InboxChange;
import org.belfry.inbox.InboxesChanged.Kind;
import org.belfry.inbox.NotificationView;

/** Changes of an inbox, and what becomes of them on the wire. */
final class Frames {

    static final long INBOX = 9;
    static final String RECIPIENT = "ada";
    static final StreamSubscription WATCH = new StreamSubscription(
            new Caller(Caller.Kind.API_KEY, 1, "key", 1, "default", Role.ADMIN, null, null), RECIPIENT);

    private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

    private static final EventView EVENT = EventView.of(
            new Event() {
                @Override
                public Content content() {
                    return new Content("p", null, "mention", "tasks", "low", "Hi", null, null, null, null, null);
                }
            },
            null);

    private Frames() {}

    /** A change of one notification. */
    static InboxChange notification(long id, long modseq) {
        var view = new NotificationView(id, RECIPIENT, EVENT, 1, 1000, null, null, null, null, modseq);
        return new InboxChange(INBOX, Kind.NOTIFICATION, modseq, 1, view);
    }

    static InboxChange other(Kind kind, long modseq) {
        return new InboxChange(INBOX, kind, modseq, 0, null);
    }

    static JsonObject parse(String frame) {
        try (var reader = READERS.createReader(new StringReader(frame))) {
            return reader.readObject();
        }
    }

    /** A word for a change that can be compared: what happened, to which notification, and the modseq. */
    static String word(InboxChange change) {
        return switch (change.kind()) {
            case NOTIFICATION -> "notification " + change.notification().id() + " at " + change.modseq();
            case READ_ALL -> "read-all at " + change.modseq();
            case RESET -> "reset at " + change.modseq();
            case SILENT -> throw new IllegalArgumentException("nobody is told");
        };
    }

    /** The same word for a frame that was received. */
    static String word(String frame) {
        var json = parse(frame);
        var modseq = json.getJsonNumber("modseq").longValue();
        var notification = json.getJsonObject("notification");
        if (notification == null) {
            return json.getString("frame") + " at " + modseq;
        }
        return json.getString("frame") + " " + notification.getJsonNumber("id") + " at " + modseq;
    }
}
