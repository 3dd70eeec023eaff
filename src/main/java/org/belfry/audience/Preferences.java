package org.belfry.audience;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.belfry.access.ResourceQuota;
import org.belfry.access.ResourceQuotas;
import org.belfry.audit.Action;
import org.belfry.audit.Audit;
import org.belfry.catalog.Catalog;
import org.belfry.catalog.Channel;
import org.belfry.catalog.EffectiveType;
import org.belfry.catalog.EventType;
import org.belfry.catalog.EventType.Origin;
import org.belfry.platform.JsonInput;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.RetryOnConflict;
import org.belfry.platform.Sentence;

/** What people choose for themselves, within what their organization allows. */
@ApplicationScoped
@Transactional
public class Preferences {

    /** A type, and what holds on each channel. */
    public record TypePreference(EventType type, Map<Channel, ChannelChoice> channels) {}

    /**
     * All that a recipient can choose.
     *
     * @param locale BCP 47 language tag; null for the organization's
     * @param timeZone IANA name; null for UTC
     * @param quietHours null for none
     * @param digest null for none
     */
    public record PreferencesView(
            String locale, String timeZone, QuietHours quietHours, Digest digest, List<TypePreference> types) {}

    /**
     * What a recipient wants to be different.
     *
     * @param locale null to leave it as it is; empty for none
     * @param timeZone null to leave it as it is; empty for none
     * @param quietHours null to leave them as they are; empty for none
     * @param digest null to leave it as it is; empty for none
     * @param choices by the type's code; a channel that is absent stays as it is, empty returns to the default
     */
    public record PreferencesChange(
            Optional<String> locale,
            Optional<String> timeZone,
            Optional<QuietHours> quietHours,
            Optional<Digest> digest,
            Map<String, Map<Channel, Optional<Boolean>>> choices) {}

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private ResourceQuotas quotas;

    @Inject
    private Catalog catalog;

    @Inject
    private Recipients recipients;

    @Inject
    private RecipientWriter creation;

    @Inject
    private Audit audit;

    /** Of somebody who may not exist yet: then nothing is chosen. */
    public PreferencesView of(long organizationId, String name) {
        var recipient = recipients.find(organizationId, name);
        var chosen = recipient.map(found -> chosen(found.id())).orElseGet(Map::of);
        var types = inForce(organizationId, chosen.keySet()).values().stream()
                .map(type -> new TypePreference(
                        type.type(), choices(type, chosen.get(type.type().code()))))
                .toList();
        return new PreferencesView(
                recipient.map(found -> found.profile().locale()).orElse(null),
                recipient.map(found -> found.profile().timeZone()).orElse(null),
                recipient.map(Recipient::quietHours).orElse(null),
                recipient.map(Recipient::digest).orElse(null),
                types);
    }

    /**
     * Says what cannot be chosen, and why. What becomes forbidden right afterwards does not hold, whatever was chosen.
     *
     * @param reject takes the field, such as {@code task_assigned.email}, and what is wrong with it
     */
    public void check(
            long organizationId,
            String name,
            Map<String, Map<Channel, Optional<Boolean>>> wanted,
            BiConsumer<String, Sentence> reject) {
        var recipient = recipients.find(organizationId, name);
        var chosen = recipient.map(found -> chosen(found.id())).orElseGet(Map::of);
        var known = inForce(organizationId, wanted.keySet());
        var madeUp = known.values().stream()
                .filter(type -> type.type().origin() == Origin.AD_HOC)
                .map(type -> type.type().code())
                .filter(code -> !chosen.containsKey(code))
                .collect(Collectors.toCollection(TreeSet::new));
        madeUp.removeAll(recipient.map(found -> received(found.id(), madeUp)).orElseGet(List::of));
        wanted.forEach((code, channels) -> {
            var type = known.get(code);
            if (type == null || madeUp.contains(code)) {
                reject.accept(
                        code,
                        Sentence.of(
                                "is not a known type; the closest matches are %s",
                                String.join(", ", nearest(organizationId, code))));
                return;
            }
            choices(type, chosen.get(code)).forEach((channel, choice) -> {
                var want = channels.getOrDefault(channel, Optional.empty());
                want.map(choice::refusal).ifPresent(refusal -> reject.accept(code + "." + channel.code(), refusal));
            });
        });
    }

    /** Reads what somebody wants to be different, and makes it so. @throws Problem 400 that names every violation */
    @RetryOnConflict
    public void change(long organizationId, String name, JsonInput input) {
        var change = PreferenceInput.read(input);
        check(
                organizationId,
                name,
                change.choices(),
                (String field, Sentence sentence) -> input.reject("types." + field, sentence));
        input.check();
        change(organizationId, name, change);
    }

    /**
     * Makes a change that was {@linkplain #check checked}; whoever does not exist yet does from now on. Of two at once the
     * later one comes after the earlier one: the row of the recipient orders them.
     */
    @RetryOnConflict
    public void change(long organizationId, String name, PreferencesChange change) {
        var recipient = creation.lockedOrCreated(organizationId, name);
        var chosen = change.choices().isEmpty() ? Map.<String, Preference>of() : chosen(recipient.id());
        var before = described(recipient, change.choices().keySet(), chosen);
        if (change.locale() != null) {
            recipient.speak(change.locale().orElse(null));
        }
        if (change.timeZone() != null) {
            recipient.liveIn(change.timeZone().orElse(null));
        }
        if (change.quietHours() != null) {
            recipient.beQuiet(change.quietHours().orElse(null));
        }
        if (change.digest() != null) {
            recipient.collect(change.digest().orElse(null));
        }
        quotas.requireOfPerson(
                ResourceQuota.PREFERENCES_PER_PERSON,
                organizationId,
                (int) change.choices().keySet().stream()
                        .filter(code -> !chosen.containsKey(code))
                        .count(),
                chosen::size);
        var choosing = new HashMap<String, Preference>();
        change.choices()
                .forEach((code, channels) ->
                        choosing.put(code, choose(recipient.id(), code, chosen.get(code), channels)));
        entities.flush();
        audit.changed(
                organizationId,
                Action.PREFERENCES_CHANGED,
                name,
                before,
                described(recipient, change.choices().keySet(), choosing));
    }

    /** For the audit log. */
    private static JsonObject described(Recipient recipient, Collection<String> codes, Map<String, Preference> chosen) {
        var quiet = recipient.quietHours();
        var digest = recipient.digest();
        var json = JsonOutput.object()
                .add("locale", JsonOutput.of(recipient.profile().locale()))
                .add("time_zone", JsonOutput.of(recipient.profile().timeZone()))
                .add(
                        "quiet_hours",
                        JsonOutput.of(quiet == null ? null : time(quiet.from()) + "-" + time(quiet.until())))
                .add("digest", JsonOutput.of(digest == null ? null : described(digest)));
        for (var code : new TreeSet<>(codes)) {
            var preference = chosen.get(code);
            json.add("types." + code, preference == null ? Preference.nothing() : preference.described());
        }
        return json.build();
    }

    private static String described(Digest digest) {
        return digest.every().adverb() + (digest.at() == null ? "" : " at " + time(digest.at()));
    }

    private static String time(int minutes) {
        return String.format(Locale.ROOT, "%02d:%02d", minutes / 60, minutes % 60);
    }

    private Preference choose(
            long recipientId, String code, Preference known, Map<Channel, Optional<Boolean>> channels) {
        var preference = known == null ? new Preference(recipientId, code) : known;
        channels.forEach((channel, wanted) -> preference.choose(channel, wanted.orElse(null)));
        if (known == null && !preference.isEmpty()) {
            entities.persist(preference);
        } else if (known != null && preference.isEmpty()) {
            entities.remove(preference);
        }
        return preference;
    }

    private Map<String, Preference> chosen(long recipientId) {
        var chosen = new HashMap<String, Preference>();
        entities.createQuery("select p from Preference p where p.key.recipientId = :recipient", Preference.class)
                .setParameter("recipient", recipientId)
                .getResultList()
                .forEach(preference -> chosen.put(preference.type(), preference));
        return chosen;
    }

    /** The catalogue as it applies in the organization, and those of more codes that are types there, by code. */
    private Map<String, EffectiveType> inForce(long organizationId, Collection<String> more) {
        var effective = new LinkedHashMap<String, EffectiveType>();
        catalog.all(organizationId).forEach(type -> effective.put(type.type().code(), type));
        var madeUp = new TreeSet<>(more);
        madeUp.removeAll(effective.keySet());
        madeUp.forEach(code -> catalog.find(organizationId, code).ifPresent(type -> effective.put(code, type)));
        return effective;
    }

    private static Map<Channel, ChannelChoice> choices(EffectiveType type, Preference chosen) {
        var choices = new EnumMap<Channel, ChannelChoice>(Channel.class);
        for (var channel : Channel.values()) {
            choices.put(
                    channel,
                    ChannelChoice.of(
                            type.type().mandatory(),
                            type.defaults().of(channel),
                            channel,
                            chosen == null ? null : chosen.of(channel)));
        }
        return choices;
    }

    private List<String> nearest(long organizationId, String code) {
        return catalog.nearest(organizationId, code.substring(0, Math.min(code.length(), NameParameters.MAX)));
    }

    /** Those of the types of which somebody has a notification; each is looked for by the index, and once. */
    private List<String> received(long recipientId, Collection<String> codes) {
        var received = new ArrayList<String>();
        if (codes.isEmpty()) {
            return received;
        }
        var ordered = List.copyOf(codes);
        var union = IntStream.rangeClosed(2, ordered.size() + 1)
                .mapToObj(
                        parameter -> "select type from (select type from notification where inbox_id = ?1 and type = ?"
                                + parameter + " fetch first 1 rows only) one")
                .collect(Collectors.joining(" union "));
        var query = entities.createNativeQuery(union).setParameter(1, recipientId);
        for (var i = 0; i < ordered.size(); i++) {
            query.setParameter(i + 2, ordered.get(i));
        }
        for (var code : query.getResultList()) {
            received.add((String) code);
        }
        return received;
    }
}
