package org.belfry.catalog;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.belfry.access.Organization;
import org.belfry.catalog.EventType.Origin;
import org.belfry.platform.RetryOnConflict;

/**
 * The types of events there are: those that ship with Belfry, an organization's own, and ad-hoc ones where it allows
 * them.
 */
@ApplicationScoped
public class Catalog {

    private static final String AD_HOC_CATEGORY = "other";
    private static final int SUGGESTIONS = 3;

    /** How many own types an unknown code is held against. */
    private static final int COMPARED = 1000;

    /** In characters of templates; compiled ones take some ten times as many bytes. */
    private static final int MAX_COMPILED = 2_000_000;

    @PersistenceContext
    private EntityManager entities;

    private final Cache<String, MessageTemplate> compiled = Caffeine.newBuilder()
            .maximumWeight(MAX_COMPILED)
            .weigher((String source, MessageTemplate template) -> source.length())
            .build();

    private ShippedTypes shipped;

    @PostConstruct
    void load() {
        shipped = new ShippedTypes();
    }

    /** The shipped types, those of a category together. */
    public Collection<EventType> shipped() {
        return shipped.all().stream().map(ShippedTypes.Entry::type).toList();
    }

    public Optional<EventType> shipped(String code) {
        return shipped.find(code).map(ShippedTypes.Entry::type);
    }

    /**
     * The reserved type that a code names, or that a reader may take it for. Belfry alone posts events of reserved types; of all others
     * this is empty.
     */
    public Optional<String> reserved(String code) {
        return shipped.reserved(code);
    }

    /** What a type says, and what is said of it, in the best of its languages for the reader; not for ad-hoc types. */
    public LocalizedTypeText words(EffectiveType effective, Locale reader) {
        var type = effective.type();
        var typeTemplates = type.typeTemplates();
        var language = typeTemplates.language(reader);
        var templates = typeTemplates.templates(language);
        var entry = type.origin() == Origin.SHIPPED ? shipped.find(type.code()) : Optional.<ShippedTypes.Entry>empty();
        return new LocalizedTypeText(
                language,
                entry.map(known -> known.descriptions().get(language)).orElse(type.description()),
                templates.title().source(),
                templates.message().source(),
                entry.map(ShippedTypes.Entry::variables).orElseGet(typeTemplates::variables));
    }

    /** A type of the organization's own that is still being written, and says nothing yet. */
    @Transactional
    @RetryOnConflict
    public EffectiveType draft(long organizationId, String code) {
        var organization = entities.find(Organization.class, organizationId);
        var type = new EventType(
                code,
                AD_HOC_CATEGORY,
                null,
                wording(code, locale(organization), "", ""),
                Priority.MEDIUM,
                EnumSet.noneOf(Channel.class),
                false,
                null,
                Origin.OWN);
        return effectiveType(organization, type, null);
    }

    /** The type as it applies in the organization; empty where it is unknown there and ad-hoc types are not allowed. */
    @Transactional
    @RetryOnConflict
    public Optional<EffectiveType> find(long organizationId, String code) {
        return effectiveType(organizationId, code, true);
    }

    /** A type that was removed after an event of it came in: it tells in the inbox, as an ad-hoc type does. */
    @Transactional
    @RetryOnConflict
    public EffectiveType removed(long organizationId, String code, String category) {
        var organization = entities.find(Organization.class, organizationId);
        return effectiveType(organization, adHoc(code, category), null);
    }

    /** The same without ad-hoc types, of which nothing is known before they happen. */
    @Transactional
    @RetryOnConflict
    public Optional<EffectiveType> known(long organizationId, String code) {
        return effectiveType(organizationId, code, false);
    }

    /** One statement, as each event asks. */
    private Optional<EffectiveType> effectiveType(long organizationId, String code, boolean orAdHoc) {
        var row = entities.createQuery("""
                        select o, t, d from Organization o
                          left join NotificationType t on t.organizationId = o.id and t.code = :code
                          left join ChannelDefault d on d.key.organizationId = o.id and d.key.type = :code
                        where o.id = :organization""", Object[].class)
                .setParameter("organization", organizationId)
                .setParameter("code", code)
                .getSingleResult();
        var organization = (Organization) row[0];
        var own = (NotificationType) row[1];
        return shipped(code)
                .or(() -> Optional.ofNullable(own).map(type -> own(organization, type)))
                .or(() -> orAdHoc && organization.adHocTypes()
                        ? Optional.of(adHoc(code, AD_HOC_CATEGORY))
                        : Optional.empty())
                .map(type -> effectiveType(organization, type, (ChannelDefault) row[2]));
    }

    /** All that are known in the organization: by category, first the shipped ones, then its own by their codes. */
    @Transactional
    @RetryOnConflict
    public List<EffectiveType> all(long organizationId) {
        var organization = entities.find(Organization.class, organizationId);
        var defaults = new LinkedHashMap<String, ChannelDefault>();
        entities.createQuery("select d from ChannelDefault d where d.key.organizationId = :id", ChannelDefault.class)
                .setParameter("id", organizationId)
                .getResultStream()
                .forEach(row -> defaults.put(row.type(), row));
        var own = entities.createQuery(
                        "select t from NotificationType t where t.organizationId = :id order by t.category, t.code",
                        NotificationType.class)
                .setParameter("id", organizationId)
                .getResultStream()
                // A later version may ship a type of that code; then that one holds.
                .filter(type -> shipped(type.code()).isEmpty())
                .map(type -> own(organization, type));
        var categories = new LinkedHashMap<String, List<EffectiveType>>();
        Stream.concat(shipped().stream(), own).forEach(type -> categories
                .computeIfAbsent(type.category(), category -> new ArrayList<>())
                .add(effectiveType(organization, type, defaults.get(type.code()))));
        return categories.values().stream().flatMap(List::stream).toList();
    }

    /** The types known in the organization whose codes are most like one that is unknown, the nearest first. */
    @Transactional
    @RetryOnConflict
    public List<String> nearest(long organizationId, String code) {
        var own = entities.createQuery(
                        "select t.code from NotificationType t where t.organizationId = :id order by t.code",
                        String.class)
                .setParameter("id", organizationId)
                .setMaxResults(COMPARED)
                .getResultStream();
        return nearest(Stream.concat(shipped().stream().map(EventType::code), own), code);
    }

    /** The same of the shipped types alone. */
    public List<String> nearest(String code) {
        return nearest(shipped().stream().map(EventType::code), code);
    }

    private static List<String> nearest(Stream<String> codes, String code) {
        record Candidate(String code, int distance) {}
        return codes.map(known -> new Candidate(known, EditDistance.between(known, code)))
                .sorted(Comparator.comparingInt(Candidate::distance))
                .limit(SUGGESTIONS)
                .map(Candidate::code)
                .toList();
    }

    private static EffectiveType effectiveType(Organization organization, EventType type, ChannelDefault override) {
        return new EffectiveType(
                type,
                override == null ? ChannelDefaults.ofType(type.channels()) : override.defaults(),
                organization.name(),
                locale(organization));
    }

    private static Locale locale(Organization organization) {
        return organization.locale() == null ? Locale.ENGLISH : Locale.forLanguageTag(organization.locale());
    }

    /** An own type is written in one language, the organization's. */
    private EventType own(Organization organization, NotificationType type) {
        return type.type(wording(type.code(), locale(organization), type.title(), type.message()));
    }

    /**
     * A wording of one language.
     *
     * @throws TemplateSyntaxException where one of the texts is no template
     */
    TypeTemplates wording(String code, Locale locale, String title, String message) {
        return new TypeTemplates(
                code, Map.of(locale.toLanguageTag(), new TypeTemplates.Templates(template(title), template(message))));
    }

    /** Compiled once, for as long as it is used now and then. */
    private MessageTemplate template(String source) {
        return compiled.get(source, MessageTemplate::new);
    }

    private static EventType adHoc(String code, String category) {
        return new EventType(
                code,
                category,
                null,
                new TypeTemplates(code),
                Priority.MEDIUM,
                EnumSet.of(Channel.IN_APP),
                false,
                null,
                Origin.AD_HOC);
    }
}
