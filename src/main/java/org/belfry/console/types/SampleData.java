package org.belfry.console.types;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.belfry.platform.JsonOutput;

/** The data of an event that never happened, so that a template has something to say. */
final class SampleData {

    private SampleData() {}

    /**
     * What is named and not there is added: a moment where the name says so, else the name itself.
     *
     * @param names as templates have them, with dots between the members of objects
     * @param now Unix seconds
     */
    static JsonObject filled(JsonObject data, Collection<String> names, long now) {
        var nested = new LinkedHashMap<String, List<String>>();
        var filled = JsonOutput.object(data);
        for (var name : names) {
            var dot = name.indexOf('.');
            if (dot > 0) {
                nested.computeIfAbsent(name.substring(0, dot), member -> new ArrayList<>())
                        .add(name.substring(dot + 1));
            } else if (!data.containsKey(name)) {
                add(filled, name, now);
            }
        }
        nested.forEach((member, rest) -> {
            var there = data.getOrDefault(member, JsonValue.EMPTY_JSON_OBJECT);
            if (there instanceof JsonObject object) {
                filled.add(member, filled(object, rest, now));
            }
        });
        return filled.build();
    }

    private static void add(JsonObjectBuilder to, String name, long now) {
        if (name.endsWith("_at")) {
            to.add(name, now);
        } else {
            to.add(name, name.replace('_', ' '));
        }
    }

    /** As a person writes it: a member in each line. */
    static String written(Map<String, JsonValue> data) {
        var text = new StringBuilder("{");
        data.forEach((name, value) -> text.append(text.length() == 1 ? "\n  " : ",\n  ")
                .append(JsonOutput.quoted(name))
                .append(": ")
                .append(value));
        return text.append(data.isEmpty() ? "}" : "\n}").toString();
    }
}
