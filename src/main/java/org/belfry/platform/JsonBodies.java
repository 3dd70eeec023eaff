package org.belfry.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import jakarta.json.stream.JsonParsingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Reads request bodies: bounded, strict UTF-8, one JSON object. */
@ApplicationScoped
public class JsonBodies {

    private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());

    @Inject
    @ConfigProperty(name = "belfry.body.max-bytes", defaultValue = "1048576")
    private int maxBytes;

    /**
     * @param body as the JAX-RS implementation hands it over; null or empty where there was none
     * @throws Problem 400 for an empty body, malformed JSON or anything but an object, 413 over the limit
     */
    public JsonInput read(InputStream body) {
        var text = decode(bytes(body));
        if (text.isBlank()) {
            throw Problem.badRequest("The body is empty; a JSON object is required");
        }
        return new JsonInput(parse(text));
    }

    /** The same rules for a text that did not come as a request's body. */
    public static JsonObject parse(String text) {
        try (var parser = PARSERS.createParser(new StringReader(text))) {
            if (parser.next() != JsonParser.Event.START_OBJECT) {
                throw Problem.badRequest("The body must be a JSON object");
            }
            var object = parser.getObject();
            if (parser.hasNext()) {
                throw Problem.badRequest("The body must be one JSON object, with nothing after it");
            }
            return object;
        } catch (JsonParsingException e) {
            throw Problem.badRequest(
                    "The body is not well-formed JSON (line " + e.getLocation().getLineNumber() + ", column "
                            + e.getLocation().getColumnNumber() + ")");
        } catch (JsonException e) {
            throw Problem.badRequest("The body is not well-formed JSON");
        } catch (Problem e) {
            throw e;
        } catch (RuntimeException e) {
            // The parser's own bounds on nesting and on numbers surface as other exceptions.
            throw Problem.badRequest(
                    "The body is JSON beyond what can be read: nested too deeply, or a number too large");
        }
    }

    /**
     * @param body as the JAX-RS implementation hands it over, or null
     * @throws Problem 413 over the limit
     */
    public byte[] bytes(InputStream body) {
        if (body == null) {
            return new byte[0];
        }
        try {
            var bytes = body.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw Problem.of(413, "The body is larger than " + maxBytes + " bytes");
            }
            return bytes;
        } catch (IOException e) {
            throw Problem.badRequest("The body ended before it was complete");
        }
    }

    private static String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Problem.badRequest("The body is not valid UTF-8");
        }
    }
}
