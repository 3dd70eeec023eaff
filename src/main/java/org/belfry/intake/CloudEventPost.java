package org.belfry.intake;

import io.cloudevents.CloudEvent;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.belfry.catalog.Priority;
import org.belfry.inbox.SourceReport;
import org.belfry.platform.Characters;
import org.belfry.platform.JsonInput;
import org.belfry.platform.JsonOutput;

/**
 * A CloudEvent, and what Belfry takes it for.
 *
 * @param event its attributes
 * @param data as it is kept, or null
 * @param names what the sender calls an attribute
 */
record CloudEventPost(CloudEvent event, JsonObject data, UnaryOperator<String> names) {

    private static final String SUBJECT = "subject";

    /** Members of the data that address the event if no attribute of that name does. */
    private static final Set<String> ADDRESSING = Set.of("recipients", "topics", "broadcast");

    /** What the data says beside. */
    private record Members(
            String title,
            String message,
            String link,
            Priority priority,
            String actor,
            String dedupKey,
            List<String> recipients,
            List<String> topics,
            boolean broadcast,
            boolean namesSomebody,
            String sourceTitle,
            String sourceStatus) {

        private static final Members NONE =
                new Members(null, null, null, null, null, null, List.of(), List.of(), false, false, null, null);
    }

    /** @throws org.belfry.platform.Problem 400 that names each attribute and each member in which something is wrong */
    EventDraft draft() {
        var whole = JsonOutput.object();
        if (data != null) {
            whole.add("data", data);
        }
        var input = new JsonInput(whole.build());
        var read = input.object("data", this::members);
        var members = read == null ? Members.NONE : read;
        var draft = new EventDraft(
                bounded(input, "id", event.getId(), EventDraft.MAX_ID),
                bounded(input, "source", event.getSource().toString(), EventDraft.MAX_PRODUCER),
                bounded(input, "type", event.getType(), EventDraft.MAX_NAME),
                members.actor(),
                listed(input, "recipients", members.recipients(), EventDraft.MAX_RECIPIENTS),
                members.title(),
                members.message(),
                members.link(),
                members.priority(),
                source(input, members),
                members.dedupKey(),
                content(),
                listed(input, "topics", members.topics(), EventDraft.MAX_TOPICS),
                broadcast(input, members));
        draft.requireSomebody(
                input,
                names.apply("recipients"),
                members.namesSomebody() || has("recipients") || has("topics") || has("broadcast"));
        draft.requireAnotherProducer(input, names.apply("source"));
        input.check();
        return draft;
    }

    private Members members(JsonInput input) {
        var source = data.get("source") instanceof JsonObject
                ? input.object("source", it -> new String[] {EventDraft.sourceTitle(it), EventDraft.sourceStatus(it)})
                : new String[2];
        return new Members(
                EventDraft.title(input),
                EventDraft.message(input),
                EventDraft.link(input),
                EventDraft.priority(input),
                EventDraft.actor(input),
                EventDraft.dedupKey(input),
                has("recipients") ? List.of() : EventDraft.recipients(input),
                has("topics") ? List.of() : EventDraft.topics(input),
                !has("broadcast") && EventDraft.broadcast(input),
                EventDraft.namesSomebody(input),
                source[0],
                source[1]);
    }

    /** Without the members that addressed it: a recipient is not to learn who the others are. Null if there are no data. */
    private String content() {
        if (data == null) {
            return null;
        }
        var content = JsonOutput.object();
        data.forEach((name, value) -> {
            if (has(name) || !ADDRESSING.contains(name)) {
                content.add(name, value);
            }
        });
        return content.build().toString();
    }

    private boolean has(String extension) {
        return event.getExtension(extension) != null;
    }

    /** {@code kind/id}; what has no such form is the id of a subject. */
    private SourceReport source(JsonInput input, Members members) {
        var subject = event.getSubject();
        if (subject == null) {
            return null;
        }
        var cut = subject.indexOf('/');
        var hasKind = cut > 0 && cut < subject.length() - 1;
        var type = hasKind ? subject.substring(0, cut) : SUBJECT;
        var id = hasKind ? subject.substring(cut + 1) : subject;
        if (type.length() > EventDraft.MAX_SOURCE_TYPE || id.length() > EventDraft.MAX_NAME) {
            input.reject(
                    names.apply(SUBJECT),
                    "must have at most %s characters before its first slash, and %s after it",
                    EventDraft.MAX_SOURCE_TYPE,
                    EventDraft.MAX_NAME);
        }
        return new SourceReport(type, id, false, members.sourceTitle(), members.sourceStatus());
    }

    /** Names separated by commas. */
    private List<String> listed(JsonInput input, String extension, List<String> otherwise, int most) {
        if (!has(extension)) {
            return otherwise;
        }
        var found = new LinkedHashSet<String>();
        for (var part : Characters.split(event.getExtension(extension).toString(), ',')) {
            if (!part.isBlank()) {
                found.add(part.strip());
            }
        }
        if (found.size() > most) {
            input.reject(names.apply(extension), "must contain at most %s names", most);
        }
        if (found.stream().anyMatch(name -> name.length() > EventDraft.MAX_NAME)) {
            input.reject(
                    names.apply(extension), "must contain only names of at most %s characters", EventDraft.MAX_NAME);
        }
        return new ArrayList<>(found);
    }

    private boolean broadcast(JsonInput input, Members members) {
        if (!has("broadcast")) {
            return members.broadcast();
        }
        var value = event.getExtension("broadcast").toString();
        if (!value.equals("true") && !value.equals("false")) {
            input.reject(names.apply("broadcast"), "must be true or false");
        }
        return value.equals("true");
    }

    private String bounded(JsonInput input, String attribute, String value, int most) {
        if (value.length() > most) {
            input.reject(names.apply(attribute), "must have at most %s characters", most);
        }
        return value;
    }
}
