package org.belfry.intake;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Base64;
import org.belfry.platform.ContentType;
import org.belfry.platform.JsonBodies;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.Problem;

/** The data of a CloudEvent as the JSON object that Belfry keeps, the same from each mode. */
final class CloudEventPayload {

    private CloudEventPayload() {}

    /** @return null for null */
    static JsonObject of(JsonValue value) {
        if (value == null || value.getValueType() == JsonValue.ValueType.NULL) {
            return null;
        }
        return value instanceof JsonObject object
                ? object
                : JsonOutput.object().add("value", value).build();
    }

    static JsonObject ofText(String text) {
        return JsonOutput.object().add("text", text).build();
    }

    /**
     * @param type null where the event does not say
     * @return null where there are none
     * @throws Problem 400 for bytes that are not what the type says, 415 for JSON in another charset
     */
    static JsonObject of(byte[] bytes, ContentType type) {
        if (bytes.length == 0) {
            return null;
        }
        if (type == null) {
            return untyped(bytes);
        }
        if (type.isJson()) {
            if (type.isOfAnotherCharset()) {
                throw Problem.of(415, "JSON must be in UTF-8");
            }
            return of(JsonBodies.parseValue(JsonBodies.decode(bytes)));
        }
        return type.isText() && !type.isOfAnotherCharset() ? textual(bytes) : base64(bytes);
    }

    /** What does not say what it is may be looked at (RFC 9110, 8.3). */
    private static JsonObject untyped(byte[] bytes) {
        try {
            return of(JsonBodies.parseValue(JsonBodies.decode(bytes)));
        } catch (Problem e) {
            return base64(bytes);
        }
    }

    private static JsonObject textual(byte[] bytes) {
        try {
            return ofText(JsonBodies.decode(bytes));
        } catch (Problem e) {
            return base64(bytes);
        }
    }

    private static JsonObject base64(byte[] bytes) {
        return JsonOutput.object()
                .add("base64", Base64.getEncoder().encodeToString(bytes))
                .build();
    }
}
