package org.belfry.delivery.email;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import org.belfry.platform.JsonBodies;
import org.belfry.platform.Problem;

/** Reads what a provider answers; whatever is not as it should be is as if it were not there. */
final class ProviderJson {

    private ProviderJson() {}

    static JsonObject object(String text) {
        try {
            return JsonBodies.parse(text);
        } catch (Problem e) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
    }

    static JsonObject object(JsonObject json, String name) {
        return json.get(name) instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
    }

    /** The objects of an array. */
    static List<JsonObject> objects(JsonObject json, String name) {
        return json.get(name) instanceof JsonArray array
                ? array.stream()
                        .filter(JsonObject.class::isInstance)
                        .map(JsonObject.class::cast)
                        .toList()
                : List.of();
    }

    /** Empty where there is none. */
    static String text(JsonObject json, String name) {
        return json.get(name) instanceof JsonString string ? string.getString() : "";
    }

    /** @return {@code otherwise} where there is none */
    static long number(JsonObject json, String name, long otherwise) {
        return json.get(name) instanceof JsonNumber number ? number.longValue() : otherwise;
    }
}
