package org.belfry.platform;

import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/** Lists in pages. Each is read with one more than it shows, which says whether another page follows. */
public final class Paging {

    private static final int DEFAULT = 50;
    private static final int MAX = 500;

    private Paging() {}

    /** @throws Problem 400 for what is no limit */
    public static int limit(String limit) {
        return (int) Math.min(MAX, QueryParameters.integer("limit", limit, DEFAULT, 1));
    }

    public static <T> List<T> shown(List<T> found, int limit) {
        return found.subList(0, Math.min(limit, found.size()));
    }

    /** The cursor of the following page, or null. */
    public static <T> JsonValue next(List<T> found, int limit, Function<T, String> position) {
        return found.size() <= limit ? JsonValue.NULL : JsonOutput.of(encode(position.apply(found.get(limit - 1))));
    }

    /** The opaque form of a position in a list. */
    static String encode(String position) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(position.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @param cursor of the query; null or empty for the beginning
     * @return the empty string for the beginning
     * @throws Problem 400 where it is none of ours
     */
    public static String position(String cursor) {
        var text = QueryParameters.text("cursor", cursor);
        return text == null ? "" : decode(text);
    }

    /** @throws Problem 400 where it is none of ours */
    static String decode(String cursor) {
        try {
            var position = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (!position.isEmpty() && JsonInput.unstorable(position) == null) {
                return position;
            }
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
        throw unknown();
    }

    /** For what is no cursor of ours. */
    static Problem unknown() {
        return Problem.invalid("cursor", "is not a cursor from an earlier response");
    }
}
