package org.belfry.catalog;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.Writer;
import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.belfry.platform.Characters;

/**
 * One rendering of a template: what its names stand for, and the text that comes of it. It ends where the text is as long
 * as it may be, or after so many steps, whatever the template and the data are.
 */
final class Rendering extends Writer {

    /** Names looked up and items of lists taken. Each text that somebody wants to read needs far fewer. */
    static final int MAX_STEPS = 20_000;

    /** The names that are the event's; all others are members of {@code data}. */
    static final Set<String> RESERVED = Set.of("actor", "link", "organization", "type", "priority", "source", "data");

    /** Something that has members. */
    private interface Scope {

        /** The member, null for one that says nothing, {@link Template#NO_FETCHER_FOUND} where there is none. */
        Object get(String name);
    }

    /** What JMustache may do with a value: ask a scope for a member, and go through a list. It never reflects. */
    static final Mustache.Collector COLLECTOR = new Mustache.Collector() {

        @Override
        public Iterator<?> toIterator(Object value) {
            return value instanceof List<?> list ? list.iterator() : null;
        }

        @Override
        public Mustache.VariableFetcher createFetcher(Object context, String name) {
            return (scope, member) -> scope instanceof Scope known ? known.get(member) : Template.NO_FETCHER_FOUND;
        }

        @Override
        public <K, V> Map<K, V> createFetcherCache() {
            return new ConcurrentHashMap<>();
        }
    };

    private final Map<String, Object> values;
    private final Map<?, ?> data;
    private final Locale locale;
    private final TimeFunctions timeFunctions;
    private final int maxLength;
    private final StringBuilder text = new StringBuilder();
    private int stepsLeft = MAX_STEPS;

    /** @param values of the {@link #RESERVED} names */
    Rendering(Map<String, Object> values, Locale locale, TimeFunctions timeFunctions, int maxLength) {
        this.values = values;
        this.data = values.get("data") instanceof Map<?, ?> map ? map : Map.of();
        this.locale = locale;
        this.timeFunctions = timeFunctions;
        this.maxLength = maxLength;
    }

    String of(Template template) {
        template.execute(scope(this::ofEvent), this);
        return text.toString();
    }

    /** How a value is written. Lists and objects are for sections, and write nothing themselves. */
    static String format(Object value) {
        return value instanceof String || value instanceof Boolean || value instanceof Number || isNumber(value)
                ? value.toString()
                : "";
    }

    private static boolean isNumber(Object value) {
        return value instanceof JsonNumber;
    }

    private Object ofEvent(String name) {
        if (name.charAt(0) == TemplateSyntax.FUNCTION) {
            return timeFunctions.function(name.substring(1), locale);
        }
        if (RESERVED.contains(name)) {
            return value(values.get(name));
        }
        // A member of data that is called "source.title" does not stand for the title of the source.
        var dot = name.indexOf('.');
        return dot > 0 && RESERVED.contains(name.substring(0, dot)) ? Template.NO_FETCHER_FOUND : member(data, name);
    }

    private Object member(Map<?, ?> map, String name) {
        return map.containsKey(name) ? value(map.get(name)) : Template.NO_FETCHER_FOUND;
    }

    private Scope scope(Scope members) {
        return name -> {
            if (stepsLeft-- <= 0) {
                return Template.NO_FETCHER_FOUND;
            }
            var member = members.get(name);
            return member == Template.NO_FETCHER_FOUND && isWhatATextSays(members, name) ? Boolean.TRUE : member;
        };
    }

    /** {@code source.status.failed} is true where the status is {@code failed}. */
    private static boolean isWhatATextSays(Scope members, String path) {
        var last = path.lastIndexOf('.');
        if (last <= 0) {
            return false;
        }
        Object at = members;
        for (var name : Characters.split(path.substring(0, last), '.')) {
            at = at instanceof Scope scope ? scope.get(name) : null;
        }
        return path.substring(last + 1).equals(at);
    }

    /**
     * As a template sees it: text, number, truth, something with members, a list; null for anything else, and for a text
     * that is empty.
     */
    private Object value(Object value) {
        if (value instanceof JsonString string) {
            return value(string.getString());
        }
        if (value instanceof String text) {
            return text.isEmpty() ? null : text;
        }
        if (value instanceof Map<?, ?> map) {
            return scope(name -> member(map, name));
        }
        if (value instanceof List<?> list) {
            return new Items(list);
        }
        if (value == JsonValue.TRUE || value == JsonValue.FALSE) {
            return value == JsonValue.TRUE;
        }
        return value instanceof Boolean || value instanceof Number || isNumber(value) ? value : null;
    }

    /** A list that can be gone through for as long as there are steps. */
    private final class Items extends AbstractList<Object> {

        private final List<?> list;

        Items(List<?> list) {
            this.list = list;
        }

        /** JMustache takes a null for a mistake; an empty list says as little. */
        @Override
        public Object get(int index) {
            var value = value(list.get(index));
            return value == null ? List.of() : value;
        }

        @Override
        public int size() {
            return list.size();
        }

        @Override
        public Iterator<Object> iterator() {
            return new Iterator<>() {

                private int next;

                @Override
                public boolean hasNext() {
                    return next < size() && stepsLeft > 0;
                }

                @Override
                public Object next() {
                    if (!hasNext()) {
                        throw new NoSuchElementException();
                    }
                    stepsLeft--;
                    return get(next++);
                }
            };
        }
    }

    @Override
    public Writer append(CharSequence written) {
        if (stepsLeft > 0) {
            var fits = Math.min(written.length(), maxLength - text.length());
            text.append(written, 0, fits);
            if (fits < written.length()) {
                stepsLeft = 0;
            }
        }
        return this;
    }

    @Override
    public void write(char[] buffer, int offset, int length) {
        append(new String(buffer, offset, length));
    }

    @Override
    public void flush() {
        // All is there at once.
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
