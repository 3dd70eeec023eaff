package org.belfry.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.belfry.catalog.EventType.Origin;
import org.belfry.platform.ConfusableNames;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The types that Belfry brings, as {@code catalogue.yaml} has them. */
final class ShippedTypes {

    static final String RESOURCE = "catalogue.yaml";

    /**
     * A type, and what is said of it to people.
     *
     * @param descriptions by language
     * @param variables the members of {@code data} that its templates use, and what they are
     * @param reserved whether Belfry alone posts its events
     */
    record Entry(EventType type, Map<String, String> descriptions, Map<String, String> variables, boolean reserved) {}

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /** The codes of the reserved types, by their look-alike form. */
    private final Map<String, String> reserved = new HashMap<>();

    ShippedTypes() {
        for (var written : written()) {
            var entry = entry(written);
            entries.put(entry.type().code(), entry);
            if (entry.reserved()) {
                reserved.put(
                        ConfusableNames.skeleton(entry.type().code()),
                        entry.type().code());
            }
        }
    }

    /** As it stands in the file, by the rules of YAML 1.2: {@code no} is a word and no boolean. */
    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> written() {
        try (InputStream file = ShippedTypes.class.getResourceAsStream(RESOURCE)) {
            var settings = LoadSettings.builder().setLabel(RESOURCE).build();
            var document = (Map<String, Object>) new Load(settings).loadFromInputStream(file);
            return (List<Map<String, Object>>) document.get("types");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All of them, the types of a category together. */
    Collection<Entry> all() {
        return entries.values();
    }

    Optional<Entry> find(String code) {
        return Optional.ofNullable(entries.get(code));
    }

    /** The reserved type that a code names, or that a reader may take it for. */
    Optional<String> reserved(String code) {
        return Optional.ofNullable(reserved.get(ConfusableNames.skeleton(code)));
    }

    @SuppressWarnings("unchecked")
    private static Entry entry(Map<String, Object> written) {
        var code = (String) written.get("code");
        var descriptions = (Map<String, String>) written.get("description");
        var titles = (Map<String, String>) written.get("title");
        var messages = (Map<String, String>) written.get("message");
        var wordings = new LinkedHashMap<String, TypeTemplates.Templates>();
        titles.forEach((language, title) -> wordings.put(
                language,
                new TypeTemplates.Templates(new MessageTemplate(title), new MessageTemplate(messages.get(language)))));
        var window = (Integer) written.get("collapse_window");
        var type = new EventType(
                code,
                (String) written.get("category"),
                descriptions.get(Locale.ENGLISH.getLanguage()),
                new TypeTemplates(code, wordings),
                Priority.of((String) written.get("priority")),
                channels((List<String>) written.get("channels")),
                written.get("mandatory") == Boolean.TRUE,
                window == null ? null : window.longValue(),
                Origin.SHIPPED);
        return new Entry(
                type,
                descriptions,
                (Map<String, String>) written.getOrDefault("data", Map.of()),
                written.get("reserved") == Boolean.TRUE);
    }

    private static Set<Channel> channels(List<String> codes) {
        var channels = EnumSet.noneOf(Channel.class);
        codes.forEach(code -> channels.add(Channel.of(code)));
        return Collections.unmodifiableSet(channels);
    }
}
