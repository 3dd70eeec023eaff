package org.belfry.platform;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.Collection;

/**
 * Writes JSON. The provider is looked up once: the static methods of {@code jakarta.json.Json} search the class path
 * anew each time. A null is written as null and not left out.
 */
public final class JsonOutput {

    private static final JsonProvider PROVIDER = JsonProvider.provider();

    private JsonOutput() {}

    public static JsonObjectBuilder object() {
        return PROVIDER.createObjectBuilder();
    }

    public static JsonObjectBuilder object(JsonObject start) {
        return PROVIDER.createObjectBuilder(start);
    }

    public static JsonArrayBuilder array() {
        return PROVIDER.createArrayBuilder();
    }

    /** An array of strings. */
    public static JsonArrayBuilder array(Collection<String> texts) {
        return PROVIDER.createArrayBuilder(texts);
    }

    public static JsonValue of(String text) {
        return text == null ? JsonValue.NULL : PROVIDER.createValue(text);
    }

    public static JsonValue of(Long number) {
        return number == null ? JsonValue.NULL : PROVIDER.createValue(number);
    }

    /** The text as a JSON string with its quotes, or {@code null}. */
    public static String quoted(String text) {
        return of(text).toString();
    }
}
