package org.belfry.intake;

import io.cloudevents.CloudEvent;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Base64;
import java.util.function.UnaryOperator;
import org.belfry.platform.ContentType;
import org.belfry.platform.Problem;

/** CloudEvents in the JSON event format (1.0.2), as the structured and the batched mode of the HTTP binding have them. */
final class CloudEventJson {

    private static final String DATA = "data";
    private static final String BINARY = "data_base64";

    private CloudEventJson() {}

    /** @throws Problem 400 that names each member in which something is wrong */
    static CloudEventPost read(JsonObject json) {
        var attributes = new CloudEventAttributes(UnaryOperator.identity());
        json.forEach((name, value) -> {
            if (!name.equals(DATA) && !name.equals(BINARY)) {
                add(attributes, name, value);
            }
        });
        var event = attributes.build();
        return new CloudEventPost(event, data(json, event), UnaryOperator.identity());
    }

    private static void add(CloudEventAttributes attributes, String name, JsonValue value) {
        switch (value.getValueType()) {
            case NULL -> {
                // As if it were left out (2.2).
            }
            case STRING -> attributes.add(name, ((JsonString) value).getString());
            case TRUE, FALSE -> attributes.add(name, value.getValueType() == JsonValue.ValueType.TRUE);
            case NUMBER -> add(attributes, name, (JsonNumber) value);
            default -> attributes.reject(name, "must be a string, a boolean or an integer");
        }
    }

    private static void add(CloudEventAttributes attributes, String name, JsonNumber number) {
        try {
            attributes.add(name, number.intValueExact());
        } catch (ArithmeticException e) {
            attributes.reject(name, "must be a whole number of 32 bits");
        }
    }

    private static JsonObject data(JsonObject json, CloudEvent event) {
        var type = event.getDataContentType() == null
                ? null
                : ContentType.parse(event.getDataContentType()).orElseThrow();
        var binary = json.getOrDefault(BINARY, JsonValue.NULL);
        if (binary.getValueType() != JsonValue.ValueType.NULL) {
            if (json.containsKey(DATA)) {
                throw Problem.invalid(BINARY, "must not be sent together with data");
            }
            return binary(binary, type);
        }
        var value = json.get(DATA);
        if (type == null || type.isJson() || CloudEventPayload.of(value) == null) {
            return CloudEventPayload.of(value);
        }
        if (value instanceof JsonString text) {
            return CloudEventPayload.ofText(text.getString());
        }
        throw Problem.invalid(DATA, "must be a string because datacontenttype is not JSON");
    }

    private static JsonObject binary(JsonValue binary, ContentType type) {
        if (!(binary instanceof JsonString text)) {
            throw Problem.invalid(BINARY, "must be a string in Base64");
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text.getString());
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(BINARY, "must be a string in Base64");
        }
        try {
            return CloudEventPayload.of(bytes, type);
        } catch (Problem e) {
            throw Problem.invalid(BINARY, "must contain JSON in UTF-8 because datacontenttype is JSON");
        }
    }
}
