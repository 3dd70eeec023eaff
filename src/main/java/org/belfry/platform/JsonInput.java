package org.belfry.platform;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads the members of one JSON object, remembering what is wrong with which. A member that is absent or {@code null}
 * reads as null (or empty); one of the wrong type, too long or out of range is a violation and reads as null too.
 * Unknown members are ignored. Call {@link #check()} when all has been read.
 */
public final class JsonInput {

    private final JsonObject json;
    private final String path;
    private final List<Problem.Violation> violations;

    public JsonInput(JsonObject json) {
        this(json, "", new ArrayList<>());
    }

    private JsonInput(JsonObject json, String path, List<Problem.Violation> violations) {
        this.json = json;
        this.path = path;
        this.violations = violations;
    }

    /** @throws Problem 400 that names every violation, if there is one */
    public void check() {
        if (!violations.isEmpty()) {
            throw Problem.invalid(violations);
        }
    }

    /** True while nothing was found wrong. */
    public boolean isFine() {
        return violations.isEmpty();
    }

    /**
     * Adds what the caller found wrong.
     *
     * @param pattern of the {@linkplain Sentence#of sentence}, whose beginning is the field's name
     */
    public void reject(String field, String pattern, Object... values) {
        reject(field, Sentence.of(pattern, values));
    }

    /** The same. */
    public void reject(String field, Sentence sentence) {
        violations.add(new Problem.Violation(path + field, sentence));
    }

    /** {@link #reject} for the object itself, which must be a nested one. */
    public void rejectAll(String pattern, Object... values) {
        violations.add(new Problem.Violation(path.substring(0, path.length() - 1), Sentence.of(pattern, values)));
    }

    /** True when the member is there and not null. */
    public boolean has(String field) {
        return present(field) != null;
    }

    /** True when the member is there, be it null. */
    public boolean mentions(String field) {
        return json.containsKey(field);
    }

    /** The names of all members. */
    public Set<String> names() {
        return json.keySet();
    }

    /** A string of at most {@code max} characters (UTF-16 units). */
    public String text(String field, int max) {
        var value = present(field);
        return value == null ? null : text(field, value, max);
    }

    /** A string that must be there and not be blank. */
    public String requiredText(String field, int max) {
        var value = present(field);
        if (value == null) {
            reject(field, "is required");
            return null;
        }
        var text = text(field, value, max);
        if (text != null && text.isBlank()) {
            reject(field, "must not be blank");
            return null;
        }
        return text;
    }

    /** Distinct, non-blank strings in the order given; empty where the member is absent. */
    public List<String> texts(String field, int maxItems, int max) {
        var distinct = new LinkedHashSet<String>();
        for (var item : array(field, maxItems, Sentence.of("strings"))) {
            var text = text(field, item, max);
            if (text != null && text.isBlank()) {
                reject(field, "must not contain a blank string");
            } else if (text != null) {
                distinct.add(text);
            }
        }
        return List.copyOf(distinct);
    }

    /** Distinct positive 64-bit ids; empty where the member is absent. */
    public List<Long> ids(String field, int maxItems) {
        var distinct = new LinkedHashSet<Long>();
        for (var item : array(field, maxItems, Sentence.of("ids"))) {
            if (item instanceof JsonNumber number
                    && number.isIntegral()
                    && fitsLong(number)
                    && number.longValue() > 0) {
                distinct.add(number.longValue());
            } else {
                reject(field, "must contain only positive whole numbers");
                break;
            }
        }
        return List.copyOf(distinct);
    }

    /** A whole number between {@code min} and {@code max}, both included. */
    public Long integer(String field, long min, long max) {
        var value = present(field);
        if (value == null) {
            return null;
        }
        if (!(value instanceof JsonNumber number) || !number.isIntegral()) {
            reject(field, "must be a whole number");
        } else if (!fitsLong(number) || number.longValue() < min || number.longValue() > max) {
            reject(field, "must be between %s and %s", min, max);
        } else {
            return number.longValue();
        }
        return null;
    }

    public Boolean bool(String field) {
        var value = present(field);
        if (value == null) {
            return null;
        }
        if (value.getValueType() != JsonValue.ValueType.TRUE && value.getValueType() != JsonValue.ValueType.FALSE) {
            reject(field, "must be true or false");
            return null;
        }
        return value.getValueType() == JsonValue.ValueType.TRUE;
    }

    /** One of an enum's names, written in lower case. */
    public <E extends Enum<E>> E oneOf(String field, Class<E> type) {
        var value = present(field);
        if (value == null) {
            return null;
        }
        var names = new ArrayList<String>();
        for (var constant : type.getEnumConstants()) {
            var name = constant.name().toLowerCase(Locale.ROOT);
            if (value instanceof JsonString string && string.getString().equals(name)) {
                return constant;
            }
            names.add(name);
        }
        reject(field, "must be one of %s", String.join(", ", names));
        return null;
    }

    /** The members of a nested object, read in the same way; null where it is absent or no object. */
    public <T> T object(String field, Function<JsonInput, T> reader) {
        var value = objectValue(field);
        return value == null ? null : reader.apply(new JsonInput(value, path + field + ".", violations));
    }

    /** A nested object as it is; its strings are checked as {@link #text} does. */
    public JsonObject objectValue(String field) {
        var value = present(field);
        if (value == null) {
            return null;
        }
        if (!(value instanceof JsonObject object)) {
            reject(field, "must be an object");
            return null;
        }
        Sentence wrong = unstorable(object);
        if (wrong != null) {
            reject(field, wrong);
            return null;
        }
        return object;
    }

    /** A member that may be a string or a whole number. */
    public JsonValue textOrInteger(String field, int max) {
        var value = present(field);
        if (value instanceof JsonString) {
            return text(field, value, max) == null ? null : value;
        }
        if (value instanceof JsonNumber number && number.isIntegral() && fitsLong(number)) {
            return value;
        }
        if (value != null) {
            reject(field, "must be a string or a whole number");
        }
        return null;
    }

    private JsonValue present(String field) {
        var value = json.get(field);
        return value == null || value.getValueType() == JsonValue.ValueType.NULL ? null : value;
    }

    private List<JsonValue> array(String field, int maxItems, Sentence what) {
        var value = present(field);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof JsonArray array)) {
            reject(field, "must be an array of %s", what);
            return List.of();
        }
        if (array.size() > maxItems) {
            reject(field, "must contain at most %s %s", maxItems, what);
            return List.of();
        }
        return array;
    }

    private String text(String field, JsonValue value, int max) {
        if (!(value instanceof JsonString string)) {
            reject(field, "must be a string");
            return null;
        }
        var text = string.getString();
        Sentence wrong = text.length() > max ? Sentence.of("must have at most %s characters", max) : unstorable(text);
        if (wrong != null) {
            reject(field, wrong);
            return null;
        }
        return text;
    }

    private static Sentence unstorable(JsonValue value) {
        if (value instanceof JsonString string) {
            return unstorable(string.getString());
        }
        if (value instanceof JsonArray array) {
            return array.stream()
                    .map(JsonInput::unstorable)
                    .filter(wrong -> wrong != null)
                    .findFirst()
                    .orElse(null);
        }
        if (value instanceof JsonObject object) {
            for (var member : object.entrySet()) {
                var wrong = unstorable(member.getKey());
                wrong = wrong == null ? unstorable(member.getValue()) : wrong;
                if (wrong != null) {
                    return wrong;
                }
            }
        }
        return null;
    }

    /** What keeps a text from being kept, or null: PostgreSQL has no U+0000, and an unpaired surrogate has no UTF-8. */
    public static Sentence unstorable(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == 0) {
                return Sentence.of("must not contain the character U+0000");
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return Sentence.of("must be valid Unicode (unpaired surrogate)");
            }
        }
        return null;
    }

    private static boolean fitsLong(JsonNumber number) {
        try {
            number.longValueExact();
            return true;
        } catch (ArithmeticException e) {
            return false;
        }
    }
}
