package org.belfry.catalog;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.belfry.access.Organizations;
import org.belfry.catalog.EventType.Origin;

/** The types of events there are: those that ship with Belfry, and ad-hoc ones where an organization allows them. */
@ApplicationScoped
public class Catalog {

    private static final String RESOURCE = "/org/belfry/catalog/catalogue.json";
    private static final String AD_HOC_CATEGORY = "other";
    private static final int SUGGESTIONS = 3;

    @Inject
    private Organizations organizations;

    private Map<String, EventType> shipped;

    @PostConstruct
    void load() {
        try (InputStream in = Catalog.class.getResourceAsStream(RESOURCE);
                var reader = Json.createReader(in)) {
            shipped = new LinkedHashMap<>();
            for (var type : reader.readObject().getJsonArray("types").getValuesAs(JsonObject.class)) {
                shipped.put(type.getString("code"), shippedType(type));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The shipped types, in the order of their categories. */
    public Collection<EventType> shipped() {
        return shipped.values();
    }

    public Optional<EventType> shipped(String code) {
        return Optional.ofNullable(shipped.get(code));
    }

    /** The type as it applies in the organization; empty where it is unknown there and ad-hoc types are not allowed. */
    public Optional<TypeInForce> find(long organizationId, String code) {
        var organization = organizations.find(organizationId).orElseThrow();
        return shipped(code)
                .or(() -> organization.adHocTypes() ? Optional.of(adHoc(code)) : Optional.empty())
                .map(type -> new TypeInForce(
                        type,
                        Defaults.ofType(type.channels()),
                        organization.name(),
                        Locale.forLanguageTag(organization.locale() == null ? "en" : organization.locale())));
    }

    /** A type that was removed after an event of it came in: it tells in the inbox, as an ad-hoc type does. */
    public TypeInForce removed(long organizationId, String code, String category) {
        var organization = organizations.find(organizationId).orElseThrow();
        var type = adHoc(code);
        return new TypeInForce(
                new EventType(
                        code,
                        category,
                        null,
                        type.wording(),
                        type.priority(),
                        type.channels(),
                        false,
                        null,
                        Origin.AD_HOC),
                Defaults.ofType(type.channels()),
                organization.name(),
                Locale.forLanguageTag(organization.locale() == null ? "en" : organization.locale()));
    }

    /** The known types whose codes are most like one that is unknown, the nearest first. */
    public List<String> nearest(String code) {
        return shipped.keySet().stream()
                .sorted(Comparator.comparingInt(known -> EditDistance.between(known, code)))
                .limit(SUGGESTIONS)
                .toList();
    }

    private static EventType adHoc(String code) {
        return new EventType(
                code,
                AD_HOC_CATEGORY,
                null,
                new Wording(code),
                Priority.MEDIUM,
                EnumSet.of(Channel.IN_APP),
                false,
                null,
                Origin.AD_HOC);
    }

    private static EventType shippedType(JsonObject type) {
        var channels = EnumSet.noneOf(Channel.class);
        type.getJsonArray("channels")
                .getValuesAs(JsonString.class)
                .forEach(channel -> channels.add(Channel.of(channel.getString())));
        return new EventType(
                type.getString("code"),
                type.getString("category"),
                type.getString("description"),
                new Wording(type.getString("title")),
                Priority.of(type.getString("priority")),
                channels,
                type.getBoolean("mandatory", false),
                null,
                Origin.SHIPPED);
    }
}
