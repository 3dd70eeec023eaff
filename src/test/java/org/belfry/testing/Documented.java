package org.belfry.testing;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Holds the answers of a server against those of a document, where not everything can be the same in each run:
 *
 * <ul>
 *   <li>{@code …} in a string or a header stands for some text;
 *   <li>{@code "…"} at the end of an array for more elements or none, {@code "…": "…"} in an object for more members;
 *   <li>a number of ten digits for a time, a number of four to nine digits for an id: wherever the document has that
 *       number, the answers have the same id.
 * </ul>
 *
 * Everything else is the same, or it is a difference.
 */
public final class Documented {

    private static final String ELLIPSIS = "…";
    private static final Pattern TIME = Pattern.compile("[1-9][0-9]{9}");
    private static final Pattern ID = Pattern.compile("[1-9][0-9]{3,8}");
    private static final Pattern POSITIVE = Pattern.compile("[1-9][0-9]*");
    private static final Pattern STATUS = Pattern.compile("HTTP/[0-9.]+ ([0-9]{3})(?: .*)?");

    /** The ids of this run, by those of the document. */
    private final Map<String, String> ids = new HashMap<>();

    private record Response(String status, Map<String, String> headers, String body) {}

    /** The differences between two JSON texts, each in a sentence that begins with where it is; empty for none. */
    public List<String> compareJson(String documented, String answered) {
        var differences = new ArrayList<String>();
        try {
            compare("$", parse("documented", documented), parse("answered", answered), differences);
        } catch (IllegalArgumentException e) {
            differences.add(e.getMessage());
        }
        return differences;
    }

    /**
     * The differences between two HTTP responses, as {@code curl -i} prints them: the status, those headers that are
     * documented, and the body, JSON or nothing.
     */
    public List<String> compareHttp(String documented, String answered) {
        var differences = new ArrayList<String>();
        try {
            var expected = response("documented", documented);
            var actual = response("answered", answered);
            if (!expected.status().equals(actual.status())) {
                differences.add("status: documented " + expected.status() + ", answered " + actual.status());
            }
            expected.headers().forEach((name, value) -> {
                var other = actual.headers().get(name);
                if (other == null || !matches(value, other)) {
                    differences.add(name + ": documented " + value + ", answered " + other);
                }
            });
            if (expected.body().isEmpty() != actual.body().isEmpty()) {
                differences.add("body: documented " + expected.body() + ", answered " + actual.body());
            } else if (!expected.body().isEmpty()) {
                differences.addAll(compareJson(expected.body(), actual.body()));
            }
        } catch (IllegalArgumentException e) {
            differences.add(e.getMessage());
        }
        return differences;
    }

    private void compare(String path, JsonValue documented, JsonValue answered, List<String> differences) {
        if (documented instanceof JsonObject expected && answered instanceof JsonObject actual) {
            compareObjects(path, expected, actual, differences);
        } else if (documented instanceof JsonArray expected && answered instanceof JsonArray actual) {
            compareArrays(path, expected, actual, differences);
        } else if (!same(documented, answered)) {
            differences.add(path + ": documented " + documented + ", answered " + answered);
        }
    }

    private void compareObjects(String path, JsonObject documented, JsonObject answered, List<String> differences) {
        documented.forEach((name, value) -> {
            if (answered.containsKey(name)) {
                compare(path + "." + name, value, answered.get(name), differences);
            } else if (!name.equals(ELLIPSIS)) {
                differences.add(path + "." + name + ": documented, not answered");
            }
        });
        if (!documented.containsKey(ELLIPSIS)) {
            answered.keySet().stream()
                    .filter(name -> !documented.containsKey(name))
                    .forEach(name -> differences.add(path + "." + name + ": not documented"));
        }
    }

    private void compareArrays(String path, JsonArray documented, JsonArray answered, List<String> differences) {
        var open = !documented.isEmpty()
                && documented.get(documented.size() - 1) instanceof JsonString last
                && last.getString().equals(ELLIPSIS);
        var expected = open ? documented.subList(0, documented.size() - 1) : documented;
        if (open ? answered.size() < expected.size() : answered.size() != expected.size()) {
            differences.add(path + ": documented with " + expected.size() + (open ? " or more" : "")
                    + " elements, answered " + answered);
            return;
        }
        for (var i = 0; i < expected.size(); i++) {
            compare(path + "[" + i + "]", expected.get(i), answered.get(i), differences);
        }
    }

    private boolean same(JsonValue documented, JsonValue answered) {
        if (documented instanceof JsonString expected && answered instanceof JsonString actual) {
            return matches(expected.getString(), actual.getString());
        }
        if (documented instanceof JsonNumber expected && answered instanceof JsonNumber actual) {
            var number = expected.toString();
            if (TIME.matcher(number).matches()) {
                return TIME.matcher(actual.toString()).matches();
            }
            if (ID.matcher(number).matches()) {
                return POSITIVE.matcher(actual.toString()).matches()
                        && ids.computeIfAbsent(number, first -> actual.toString())
                                .equals(actual.toString());
            }
        }
        return documented.equals(answered);
    }

    private static boolean matches(String documented, String answered) {
        var pattern =
                Stream.of(documented.split(ELLIPSIS, -1)).map(Pattern::quote).collect(Collectors.joining(".+"));
        return Pattern.compile(pattern, Pattern.DOTALL).matcher(answered).matches();
    }

    /** One value and nothing after it, which a reader of one value would not look at. */
    private static JsonValue parse(String whose, String text) {
        try (var reader = Json.createReader(new StringReader("[" + text + "]"))) {
            var values = reader.readArray();
            if (values.size() == 1) {
                return values.get(0);
            }
        } catch (JsonException e) {
            throw new IllegalArgumentException(whose + ", but no JSON: " + text, e);
        }
        throw new IllegalArgumentException(whose + ", but not one JSON value: " + text);
    }

    private static Response response(String whose, String text) {
        var parts = text.replace("\r\n", "\n").split("\n\n", 2);
        var lines = parts[0].lines().toList();
        var status = STATUS.matcher(lines.isEmpty() ? "" : lines.get(0));
        if (!status.matches()) {
            throw new IllegalArgumentException(whose + ", but no HTTP response: " + text);
        }
        var body = parts.length == 1 ? "" : parts[1].strip();
        // What comes before the answer, such as 100 Continue.
        if (status.group(1).startsWith("1")) {
            return response(whose, body);
        }
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (var line : lines.subList(1, lines.size())) {
            var cut = line.indexOf(':');
            if (cut < 0) {
                throw new IllegalArgumentException(whose + ", but no header: " + line);
            }
            headers.merge(
                    line.substring(0, cut).toLowerCase(Locale.ROOT),
                    line.substring(cut + 1).strip(),
                    (one, other) -> one + ", " + other);
        }
        return new Response(status.group(1), headers, body);
    }
}
