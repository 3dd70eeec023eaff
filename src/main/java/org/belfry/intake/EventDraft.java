package org.belfry.intake;

import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import org.belfry.catalog.Priority;
import org.belfry.inbox.SourceReport;
import org.belfry.platform.JsonInput;

/**
 * An event as it was posted, well-formed but not yet accepted.
 *
 * @param id the producer's own, or null
 * @param producer null for the credential
 * @param priority null for the type's
 * @param title null for the type's
 * @param data a JSON object as text, or null
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

    /** Most recipients that one call may name. */
    static final int MAX_RECIPIENTS = 10_000;

    private static final int MAX_NAME = 200;

    /** @throws org.belfry.platform.Problem 400 that names each field in which something is wrong */
    static EventDraft read(JsonInput input) {
        var data = input.objectValue("data");
        var draft = new EventDraft(
                optional(input, "id", 300),
                optional(input, "producer", 500),
                input.requiredText("type", MAX_NAME),
                input.text("actor", MAX_NAME),
                input.texts("recipients", MAX_RECIPIENTS, MAX_NAME),
                optional(input, "title", 1000),
                input.text("message", 20_000),
                input.text("link", 2000),
                input.oneOf("priority", Priority.class),
                input.object("source", EventDraft::source),
                input.text("dedup_key", 300),
                data == null ? null : data.toString(),
                input.texts("topics", 100, MAX_NAME),
                Boolean.TRUE.equals(input.bool("broadcast")));
        if (draft.recipients().isEmpty() && draft.topics().isEmpty() && !draft.broadcast() && input.isFine()) {
            input.reject("recipients", "is required: at least one name, or else topics or broadcast");
        }
        input.check();
        return draft;
    }

    /** May be left out, but where it is given it must say something. */
    private static String optional(JsonInput input, String field, int max) {
        return input.has(field) ? input.requiredText(field, max) : null;
    }

    private static SourceReport source(JsonInput input) {
        var type = input.requiredText("type", 100);
        JsonValue id = input.textOrInteger("id", MAX_NAME);
        if (!input.has("id")) {
            input.reject("id", "is required");
        }
        var text =
                id instanceof JsonString string ? string.getString() : id instanceof JsonNumber ? id.toString() : null;
        return new SourceReport(
                type, text, id instanceof JsonNumber, input.text("title", 1000), input.text("status", MAX_NAME));
    }
}
