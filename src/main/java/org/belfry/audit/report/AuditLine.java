package org.belfry.audit.report;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.belfry.audit.Actor;
import org.belfry.audit.AuditEntry;

/**
 * An entry, as somebody reads it.
 *
 * @param seq its number in the chain; null until it is sealed
 * @param at Unix seconds
 * @param action a code
 * @param subject null where the action says it all
 * @param changes what was set, before and after
 * @param hash null until it is sealed
 */
public record AuditLine(
        long id,
        Long seq,
        long at,
        Actor actor,
        String action,
        String subject,
        List<ValueChange> changes,
        String hash) {

    /**
     * A value.
     *
     * @param name what it is of; where there is something in something, each with a dot between
     * @param before null where there was none
     * @param after null where there is none
     */
    public record ValueChange(String name, String before, String after) {}

    static AuditLine of(AuditEntry entry) {
        return new AuditLine(
                entry.id(),
                entry.seq(),
                entry.at(),
                entry.actor(),
                entry.action(),
                entry.subject(),
                changes(AuditEntries.state(entry.before()), AuditEntries.state(entry.after())),
                entry.hash());
    }

    /** By name. */
    static List<ValueChange> changes(JsonValue before, JsonValue after) {
        var was = new LinkedHashMap<String, String>();
        var is = new LinkedHashMap<String, String>();
        flatten("", before, was);
        flatten("", after, is);
        var names = new TreeSet<>(was.keySet());
        names.addAll(is.keySet());
        var changes = new ArrayList<ValueChange>();
        names.forEach(name -> changes.add(new ValueChange(name, was.get(name), is.get(name))));
        return changes;
    }

    private static void flatten(String name, JsonValue value, Map<String, String> values) {
        if (value instanceof JsonObject object) {
            object.forEach((inner, of) -> flatten(name.isEmpty() ? inner : name + "." + inner, of, values));
        } else if (value.getValueType() != JsonValue.ValueType.NULL) {
            values.put(name, text(value));
        }
    }

    private static String text(JsonValue value) {
        return switch (value.getValueType()) {
            case STRING -> ((JsonString) value).getString();
            case ARRAY -> value.asJsonArray().stream().map(AuditLine::text).collect(Collectors.joining(", "));
            default -> value.toString();
        };
    }
}
