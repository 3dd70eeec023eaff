package org.belfry.console.people;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.belfry.audience.ChannelChoice;
import org.belfry.audience.Preferences;
import org.belfry.audience.Preferences.PreferencesView;
import org.belfry.audience.Preferences.TypePreference;
import org.belfry.catalog.Channel;
import org.belfry.console.Messages;
import org.belfry.console.ReportProblems;
import org.belfry.console.Texts;
import org.belfry.platform.CurrentRequest;
import org.belfry.platform.JsonInput;
import org.belfry.platform.JsonOutput;

/** What somebody chose for themselves, and what an admin chooses for them: the same as {@code PUT /api/preferences}. */
@Named("personPreferences")
@RequestScoped
public class PersonPreferences {

    /** What the names of the fields begin with, before type and channel. */
    private static final String FIELD = "choice.";

    private static final int HOUR = 60;

    /** A choice, by what it is of. */
    public record Chosen(TypePreference type, Channel channel, ChannelChoice choice) {

        /** The name of its field. */
        public String field() {
            return FIELD + type.type().code() + "." + channel.code();
        }

        /** What is chosen, as the field has it: on, off, or nothing. */
        public String value() {
            return choice.chosen() == null ? "" : choice.chosen() ? "on" : "off";
        }
    }

    @Inject
    private Person person;

    @Inject
    private Preferences preferences;

    @Inject
    private CurrentRequest request;

    @Inject
    private Messages messages;

    @Inject
    private Texts texts;

    private PreferencesView overview;
    private String quietFrom;
    private String quietUntil;
    private String digest;
    private String digestAt;

    @PostConstruct
    void load() {
        overview = preferences.of(person.organization(), person.recipient().name());
        var quiet = overview.quietHours();
        quietFrom = quiet == null ? null : time(quiet.from());
        quietUntil = quiet == null ? null : time(quiet.until());
        var collected = overview.digest();
        digest = collected == null ? null : collected.every().code();
        digestAt = collected == null || collected.at() == null ? null : time(collected.at());
    }

    private static String time(int minutes) {
        return String.format(Locale.ROOT, "%02d:%02d", minutes / HOUR, minutes % HOUR);
    }

    /** Why a choice cannot be changed; null where it can. */
    public String reason(ChannelChoice choice) {
        return choice.reason() == null ? null : texts.said(choice.reason());
    }

    /** When e-mail waits. */
    @ReportProblems
    public void saveTiming() throws IOException {
        var said = JsonOutput.object();
        if (quietFrom == null && quietUntil == null) {
            said.addNull("quiet_hours");
        } else {
            said.add(
                    "quiet_hours",
                    JsonOutput.object().add("start", JsonOutput.of(quietFrom)).add("end", JsonOutput.of(quietUntil)));
        }
        if (digest == null) {
            said.addNull("digest");
        } else {
            var wanted = JsonOutput.object().add("every", digest);
            said.add("digest", digest.equals("day") ? wanted.add("at", JsonOutput.of(digestAt)) : wanted);
        }
        change(said.build());
    }

    /** What is chosen otherwise than before. */
    @ReportProblems
    public void saveChoices() throws IOException {
        var wanted = new TreeMap<String, JsonObjectBuilder>();
        for (var type : overview.types()) {
            for (var choice : of(type)) {
                var value = request.get().getParameter(choice.field());
                if (value != null && !value.equals(choice.value())) {
                    wanted.computeIfAbsent(type.type().code(), code -> JsonOutput.object())
                            .add(choice.channel().code(), value(value));
                }
            }
        }
        var types = JsonOutput.object();
        wanted.forEach(types::add);
        change(JsonOutput.object().add("types", types).build());
    }

    private static JsonValue value(String word) {
        return switch (word) {
            case "on" -> JsonValue.TRUE;
            case "off" -> JsonValue.FALSE;
            default -> JsonValue.NULL;
        };
    }

    private void change(JsonObject said) throws IOException {
        var name = person.recipient().name();
        preferences.change(person.organization(), name, new JsonInput(said));
        messages.doneAndGone(texts.of(Person.PACKAGE, "preferences.done", name));
        Person.open(name);
    }

    /** What was chosen, whatever holds by default. */
    public List<Chosen> getChosen() {
        return overview.types().stream()
                .flatMap(type -> of(type).stream())
                .filter(one -> one.choice().chosen() != null)
                .toList();
    }

    public List<TypePreference> getTypes() {
        return overview.types();
    }

    /** In the order of the channels. */
    public List<Chosen> of(TypePreference type) {
        return type.channels().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(one -> new Chosen(type, one.getKey(), one.getValue()))
                .toList();
    }

    public String getQuietFrom() {
        return quietFrom;
    }

    public void setQuietFrom(String quietFrom) {
        this.quietFrom = quietFrom;
    }

    public String getQuietUntil() {
        return quietUntil;
    }

    public void setQuietUntil(String quietUntil) {
        this.quietUntil = quietUntil;
    }

    public String getDigest() {
        return digest;
    }

    public void setDigest(String digest) {
        this.digest = digest;
    }

    public String getDigestAt() {
        return digestAt;
    }

    public void setDigestAt(String digestAt) {
        this.digestAt = digestAt;
    }
}
