package org.belfry.intake;

import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import org.belfry.catalog.Priority;
import org.belfry.inbox.SourceReport;
import org.belfry.platform.ConfusableNames;
import org.belfry.platform.JsonInput;

/**
 * An event as it was posted, well-formed but not yet accepted.
 *
 * @param id the producer's own, or null
 * @param producer null for the credential
 * @param priority null for the type's
 * @param title null for the type's
 * @param data a JSON object as text, or null
 * @param topics all whose subscribers are told
 * @param broadcast whether everybody in the organization is told
 */
public record EventDraft(
        String id,
        String producer,
        String type,
        String actor,
        List<String> recipients,
        String title,
        String message,
        String link,
        Priority priority,
        SourceReport source,
        String dedupKey,
        String data,
        List<String> topics,
        boolean broadcast) {

    /** Most recipients that one event may name. */
    static final int MAX_RECIPIENTS = 10_000;

    static final int MAX_TOPICS = 100;
    static final int MAX_NAME = 200;
    static final int MAX_ID = 300;
    static final int MAX_PRODUCER = 500;
    static final int MAX_SOURCE_TYPE = 100;

    /** The producer of what happens in Belfry itself. Nobody else may have its events' numbers. */
    static final String BELFRY = "belfry";

    private static final String RECIPIENTS = "recipients";

    /** @throws org.belfry.platform.Problem 400 that names each field in which something is wrong */
    public static EventDraft read(JsonInput input) {
        var data = input.objectValue("data");
        var draft = new EventDraft(
                optional(input, "id", MAX_ID),
                optional(input, "producer", MAX_PRODUCER),
                input.requiredText("type", MAX_NAME),
                actor(input),
                recipients(input),
                title(input),
                message(input),
                link(input),
                priority(input),
                input.object("source", EventDraft::source),
                dedupKey(input),
                data == null ? null : data.toString(),
                topics(input),
                broadcast(input));
        draft.requireSomebody(input, RECIPIENTS, namesSomebody(input));
        draft.requireAnotherProducer(input, "producer");
        input.check();
        return draft;
    }

    /**
     * Silence about somebody who should be told would be the worst answer.
     *
     * @param field what the recipients are called
     * @param tried whether something was said of who is told; it may have been refused already then
     */
    void requireSomebody(JsonInput input, String field, boolean tried) {
        if (recipients.isEmpty() && topics.isEmpty() && !broadcast && (!tried || input.isFine())) {
            input.reject(field, "is required: at least one name, or topics, or broadcast");
        }
    }

    /** @param field what the producer is called */
    void requireAnotherProducer(JsonInput input, String field) {
        if (producer != null && ConfusableNames.isBelfry(producer)) {
            input.reject(field, "is reserved for Belfry, or looks like it; choose another name");
        }
    }

    /** Whether a reader could mistake the actor for Belfry. */
    boolean actsAsBelfry() {
        return actor != null && ConfusableNames.isBelfry(actor);
    }

    /** The same from another producer. */
    EventDraft as(String otherProducer, String otherId) {
        return new EventDraft(
                otherId,
                otherProducer,
                type,
                actor,
                recipients,
                title,
                message,
                link,
                priority,
                source,
                dedupKey,
                data,
                topics,
                broadcast);
    }

    /** The same for some of its recipients. */
    EventDraft to(List<String> some) {
        return new EventDraft(
                id, producer, type, actor, some, title, message, link, priority, source, dedupKey, data, topics,
                broadcast);
    }

    static boolean namesSomebody(JsonInput input) {
        return input.has(RECIPIENTS) || input.has("topics") || input.has("broadcast");
    }

    static String actor(JsonInput input) {
        return input.text("actor", MAX_NAME);
    }

    static List<String> recipients(JsonInput input) {
        return input.texts(RECIPIENTS, MAX_RECIPIENTS, MAX_NAME);
    }

    static String title(JsonInput input) {
        return optional(input, "title", 1000);
    }

    static String message(JsonInput input) {
        return input.text("message", 20_000);
    }

    static String link(JsonInput input) {
        return input.text("link", 2000);
    }

    static Priority priority(JsonInput input) {
        return input.oneOf("priority", Priority.class);
    }

    static String dedupKey(JsonInput input) {
        return input.text("dedup_key", 300);
    }

    static List<String> topics(JsonInput input) {
        return input.texts("topics", MAX_TOPICS, MAX_NAME);
    }

    static boolean broadcast(JsonInput input) {
        return Boolean.TRUE.equals(input.bool("broadcast"));
    }

    static String sourceTitle(JsonInput input) {
        return input.text("title", 1000);
    }

    static String sourceStatus(JsonInput input) {
        return input.text("status", MAX_NAME);
    }

    /** May be left out, but where it is given it must say something. */
    private static String optional(JsonInput input, String field, int max) {
        return input.has(field) ? input.requiredText(field, max) : null;
    }

    private static SourceReport source(JsonInput input) {
        var type = input.requiredText("type", MAX_SOURCE_TYPE);
        JsonValue id = input.textOrInteger("id", MAX_NAME);
        if (!input.has("id")) {
            input.reject("id", "is required");
        }
        var text =
                id instanceof JsonString string ? string.getString() : id instanceof JsonNumber ? id.toString() : null;
        return new SourceReport(type, text, id instanceof JsonNumber, sourceTitle(input), sourceStatus(input));
    }
}
