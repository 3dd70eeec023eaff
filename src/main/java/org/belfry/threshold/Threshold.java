package org.belfry.threshold;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.belfry.platform.JsonBodies;
import org.belfry.platform.JsonOutput;

/** What an admin wants to be told of when it happens often. */
@Entity
public class Threshold {

    /**
     * What counts, and how much of it is too much.
     *
     * @param type of the events that count
     * @param key only events with this {@code dedup_key} count; null: of each key those with it count together
     * @param sumOf the member of the events' data that is added up; null to count the events
     * @param amount from which on it is raised
     * @param within seconds in which that amount must come together
     * @param clearAt the amount down to which it must fall before it can be raised again; less than {@code amount}
     */
    public record Condition(String type, String key, String sumOf, long amount, long within, long clearAt) {}

    /**
     * What is raised.
     *
     * @param raises the type of the event
     */
    public record RaisedEvent(String raises, List<String> recipients, List<String> topics) {}

    /** All that an admin sets. */
    public record Settings(String name, Condition condition, RaisedEvent raisedEvent, boolean enabled) {

        /** The same for all others; switched off where that is nobody. */
        Settings without(String recipient) {
            var others = raisedEvent.recipients().stream()
                    .filter(name -> !name.equals(recipient))
                    .toList();
            return new Settings(
                    name,
                    condition,
                    new RaisedEvent(raisedEvent.raises(), others, raisedEvent.topics()),
                    enabled && !(others.isEmpty() && raisedEvent.topics().isEmpty()));
        }

        JsonObject toJson() {
            return JsonOutput.object()
                    .add("name", name)
                    .add("type", condition.type())
                    .add("key", JsonOutput.of(condition.key()))
                    .add("sum_of", JsonOutput.of(condition.sumOf()))
                    .add("amount", condition.amount())
                    .add("within", condition.within())
                    .add("clear_at", condition.clearAt())
                    .add("raises", raisedEvent.raises())
                    .add("recipients", array(raisedEvent.recipients()))
                    .add("topics", array(raisedEvent.topics()))
                    .add("enabled", enabled)
                    .build();
        }
    }

    @Id
    @GeneratedValue(generator = "ids")
    private long id;

    @Column(name = "organization_id")
    private long organizationId;

    private String name;
    private String type;

    @Column(name = "event_key")
    private String key;

    private String summed;
    private long amount;
    private long period;

    @Column(name = "clear_at")
    private long clearAt;

    private String raises;

    @Lob
    private String recipients;

    @Lob
    private String topics;

    private boolean enabled;

    @Column(name = "created_at")
    private long createdAt;

    protected Threshold() {}

    Threshold(long organizationId, Settings settings, long now) {
        this.organizationId = organizationId;
        this.createdAt = now;
        set(settings);
    }

    /** Answers whether something else counts from now on, or another amount. */
    boolean set(Settings settings) {
        var condition = settings.condition();
        var other = type == null || !condition.equals(condition()) || enabled != settings.enabled();
        name = settings.name();
        type = condition.type();
        key = condition.key();
        summed = condition.sumOf();
        amount = condition.amount();
        period = condition.within();
        clearAt = condition.clearAt();
        raises = settings.raisedEvent().raises();
        recipients = encode(settings.raisedEvent().recipients());
        topics = encode(settings.raisedEvent().topics());
        enabled = settings.enabled();
        return other;
    }

    public long id() {
        return id;
    }

    public long organizationId() {
        return organizationId;
    }

    public Settings settings() {
        return new Settings(name, condition(), new RaisedEvent(raises, decode(recipients), decode(topics)), enabled);
    }

    public Condition condition() {
        return new Condition(type, key, summed, amount, period, clearAt);
    }

    public boolean isEnabled() {
        return enabled;
    }

    /** Unix seconds. */
    public long createdAt() {
        return createdAt;
    }

    @Override
    public String toString() {
        return "threshold " + id + " " + Objects.toString(name);
    }

    private static String encode(Collection<String> names) {
        return JsonOutput.object().add("names", array(names)).build().toString();
    }

    private static JsonArrayBuilder array(Collection<String> names) {
        var array = JsonOutput.array();
        names.forEach(array::add);
        return array;
    }

    private static List<String> decode(String names) {
        return JsonBodies.parse(names).getJsonArray("names").getValuesAs(JsonString::getString);
    }
}
