package org.belfry.intake;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.belfry.platform.ContentType;
import org.belfry.platform.CurrentRequest;
import org.belfry.platform.JsonBodies;
import org.belfry.platform.JsonInput;
import org.belfry.platform.Problem;
import org.belfry.platform.Sentence;

/**
 * Reads the events of a request: native ones, and CloudEvents in the three modes of the HTTP binding (1.0.2, section 3),
 * told apart as it says.
 */
@RequestScoped
public class EventBodies {

    static final String STRUCTURED = "application/cloudevents+json";
    static final String BATCHED = "application/cloudevents-batch+json";

    /** Most events of one call. */
    static final int MOST = 1000;

    private static final String NATIVE = "application/json";
    private static final String OF_CLOUD_EVENTS = "application/cloudevents";

    /** As it was sent; what JAX-RS is shown says less of the Content-Type. */
    @Inject
    private CurrentRequest request;

    @Inject
    private JsonBodies bodies;

    /** @throws Problem 400 and 415 where there is nothing to be read; what is wrong with one event shows when it is read */
    PostedEvents read(InputStream body) {
        if (isEncoded()) {
            throw unsupported();
        }
        var contentTypes = Collections.list(request.get().getHeaders("Content-Type"));
        if (contentTypes.stream().anyMatch(EventBodies::isOfCloudEvents)) {
            return structured(body, onlyType(contentTypes));
        }
        var headers = CloudEventHeaders.of(request.get());
        if (headers.areThere()) {
            var bytes = bodies.bytes(body);
            return PostedEvents.one(() -> headers.read(bytes).draft());
        }
        if (!contentTypes.isEmpty() && !onlyType(contentTypes).equals(NATIVE)) {
            throw unsupported();
        }
        return contentTypes.isEmpty() ? untyped(body) : plain(body);
    }

    private PostedEvents structured(InputStream body, String type) {
        return switch (type) {
            case STRUCTURED -> {
                var json = bodies.object(body);
                yield PostedEvents.one(() -> CloudEventJson.read(json).draft());
            }
            case BATCHED ->
                batch(bodies.array(body), 0, json -> CloudEventJson.read(json).draft());
            default -> throw unsupported();
        };
    }

    private PostedEvents plain(InputStream body) {
        var json = bodies.objectOrArray(body);
        return json instanceof JsonArray array
                ? batch(array, 1, EventBodies::nativeDraft)
                : PostedEvents.one(() -> nativeDraft((JsonObject) json));
    }

    /** Whoever sends nothing is told that there is nothing, and not that it is of the wrong type. */
    private PostedEvents untyped(InputStream body) {
        if (bodies.bytes(body).length > 0) {
            throw unsupported();
        }
        return plain(null);
    }

    private static PostedEvents batch(JsonArray array, int least, Function<JsonObject, EventDraft> reader) {
        if (array.size() < least || array.size() > MOST) {
            throw Problem.badRequest(
                    "The body must contain %s to %s events, but contains %s", least, MOST, array.size());
        }
        return PostedEvents.many(
                array.stream().map(element -> draft(element, reader)).toList());
    }

    private static Supplier<EventDraft> draft(JsonValue element, Function<JsonObject, EventDraft> reader) {
        return () -> {
            if (!(element instanceof JsonObject json)) {
                throw Problem.badRequest("The event must be a JSON object");
            }
            return reader.apply(json);
        };
    }

    private static EventDraft nativeDraft(JsonObject json) {
        return EventDraft.read(new JsonInput(json));
    }

    private static boolean isOfCloudEvents(String contentType) {
        return contentType.strip().toLowerCase(Locale.ROOT).startsWith(OF_CLOUD_EVENTS);
    }

    /** In lower case. */
    private static String onlyType(List<String> contentTypes) {
        return Stream.of(contentTypes)
                .filter(types -> types.size() == 1)
                .flatMap(types -> ContentType.parse(types.get(0)).stream())
                .filter(type -> !type.isOfAnotherCharset())
                .map(ContentType::type)
                .findFirst()
                .orElseThrow(EventBodies::unsupported);
    }

    private boolean isEncoded() {
        return Collections.list(request.get().getHeaders("Content-Encoding")).stream()
                .anyMatch(encoding -> !encoding.equalsIgnoreCase("identity"));
    }

    private static Problem unsupported() {
        return Problem.unsupported(
                String.join(", ", NATIVE, STRUCTURED, BATCHED, "*/*"),
                Sentence.of(
                        "The body must be %s, %s or %s, in UTF-8, or the data of a CloudEvent whose attributes are ce- headers;"
                                + " without a Content-Encoding",
                        NATIVE, STRUCTURED, BATCHED));
    }
}
