package org.belfry.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import jakarta.json.stream.JsonParsingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Reads request bodies: bounded, strict UTF-8, mostly one JSON object. */
@ApplicationScoped
public class JsonBodies {

    private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());

    private static final Sentence BODY = Sentence.of("The body");

    private static final Set<JsonParser.Event> ONE = EnumSet.of(JsonParser.Event.START_OBJECT);
    private static final Set<JsonParser.Event> MANY = EnumSet.of(JsonParser.Event.START_ARRAY);
    private static final Set<JsonParser.Event> ONE_OR_MANY =
            EnumSet.of(JsonParser.Event.START_OBJECT, JsonParser.Event.START_ARRAY);

    @Inject
    @ConfigProperty(name = "belfry.body.max-bytes", defaultValue = "1048576")
    private int maxBytes;

    /**
     * @param body as the JAX-RS implementation hands it over; null or empty where there was none
     * @throws Problem 400 for an empty body, malformed JSON or anything but an object, 413 over the limit
     */
    public JsonInput read(InputStream body) {
        return new JsonInput(object(body));
    }

    /** The same as it is. */
    public JsonObject object(InputStream body) {
        return parse(required(text(body), Sentence.of("a JSON object")));
    }

    /** The same, where an array is taken too; that may hold anything. */
    public JsonStructure objectOrArray(InputStream body) {
        return (JsonStructure) parse(
                required(text(body), Sentence.of("a JSON object")), ONE_OR_MANY, BODY, Sentence.of("object or array"));
    }

    /** The same for an array, whatever it holds. */
    public JsonArray array(InputStream body) {
        return (JsonArray) parse(required(text(body), Sentence.of("a JSON array")), MANY, BODY, Sentence.of("array"));
    }

    /** The same rules for a text that did not come as a request's body. */
    public static JsonObject parse(String text) {
        return parse(text, BODY);
    }

    /** @param name what the text is called where it is refused */
    public static JsonObject parse(String text, Sentence name) {
        return (JsonObject) parse(text, ONE, name, Sentence.of("object"));
    }

    /** The same for JSON of any kind. */
    public static JsonValue parseValue(String text) {
        return parse(text, EnumSet.allOf(JsonParser.Event.class), BODY, Sentence.of("value"));
    }

    private static JsonValue parse(String text, Set<JsonParser.Event> starts, Sentence name, Sentence what) {
        try (var parser = PARSERS.createParser(new StringReader(text))) {
            if (!starts.contains(parser.next())) {
                throw Problem.badRequest("%s must be a JSON %s", name, what);
            }
            var value = parser.getValue();
            if (parser.hasNext()) {
                throw Problem.badRequest("%s must be one JSON %s, with nothing after it", name, what);
            }
            return value;
        } catch (JsonParsingException e) {
            throw Problem.badRequest(
                    "%s is not well-formed JSON (line %s, column %s)",
                    name, e.getLocation().getLineNumber(), e.getLocation().getColumnNumber());
        } catch (JsonException e) {
            throw Problem.badRequest("%s is not well-formed JSON", name);
        } catch (Problem e) {
            throw e;
        } catch (RuntimeException e) {
            // The parser's own bounds on nesting and on numbers surface as other exceptions.
            throw Problem.badRequest(
                    "%s is JSON that cannot be read: it is nested too deeply, or a number is too large", name);
        }
    }

    private static String required(String text, Sentence what) {
        if (text.isBlank()) {
            throw Problem.badRequest("The body is empty; %s is required", what);
        }
        return text;
    }

    /**
     * @param body as the JAX-RS implementation hands it over, or null
     * @throws Problem 400 for what is not UTF-8, 413 over the limit
     */
    public String text(InputStream body) {
        return decode(bytes(body));
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
                throw Problem.of(413, "The body is larger than %s bytes", maxBytes);
            }
            return bytes;
        } catch (BufferedBodyRequest.RefusedBody e) {
            throw e.problem();
        } catch (IOException e) {
            throw PendingBodies.brokenOff();
        }
    }

    /** @throws Problem 400 for what is not UTF-8 */
    public static String decode(byte[] bytes) {
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
