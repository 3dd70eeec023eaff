package org.belfry.audience;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.belfry.audience.Preferences.PreferencesChange;
import org.belfry.catalog.Channel;
import org.belfry.platform.InputPattern;
import org.belfry.platform.JsonInput;

/** Reads what somebody wants to be different; what is wrong with it is left in the input. */
final class PreferenceInput {

    /** Most types in one call. */
    private static final int MAX_TYPES = 200;

    private static final InputPattern TIME = InputPattern.of(5, "([01][0-9]|2[0-3]):([0-5][0-9])");

    private PreferenceInput() {}

    static PreferencesChange read(JsonInput input) {
        var locale = ProfileInput.locale(input);
        var timeZone = ProfileInput.timeZone(input);
        var quietHours = input.object("quiet_hours", PreferenceInput::quietHours);
        var digest = input.object("digest", PreferenceInput::digest);
        var choices = input.object("types", PreferenceInput::choices);
        return new PreferencesChange(
                input.mentions("locale") ? Optional.ofNullable(locale) : null,
                input.mentions("time_zone") ? Optional.ofNullable(timeZone) : null,
                input.mentions("quiet_hours") ? Optional.ofNullable(quietHours) : null,
                input.mentions("digest") ? Optional.ofNullable(digest) : null,
                choices == null ? Map.of() : choices);
    }

    private static QuietHours quietHours(JsonInput input) {
        var from = minutes(input, "start");
        var until = minutes(input, "end");
        if (from == null || until == null) {
            return null;
        }
        if (from.equals(until)) {
            input.reject("end", "must differ from start");
            return null;
        }
        return new QuietHours(from, until);
    }

    private static Digest digest(JsonInput input) {
        var every = input.oneOf("every", Digest.Every.class);
        if (every == null) {
            if (!input.has("every")) {
                input.reject("every", "is required");
            }
            return null;
        }
        if (every == Digest.Every.HOUR) {
            if (input.has("at")) {
                input.reject("at", "is allowed only with a daily digest");
            }
            return new Digest(every, null);
        }
        var at = minutes(input, "at");
        return at == null ? null : new Digest(every, at);
    }

    /** Minutes after midnight. */
    private static Integer minutes(JsonInput input, String field) {
        var text = input.requiredText(field, 5);
        if (text == null) {
            return null;
        }
        var time = TIME.match(text).orElse(null);
        if (time == null) {
            input.reject(field, "must be a time of day such as 22:00");
            return null;
        }
        return Integer.parseInt(time.group(1)) * 60 + Integer.parseInt(time.group(2));
    }

    private static Map<String, Map<Channel, Optional<Boolean>>> choices(JsonInput types) {
        var choices = new LinkedHashMap<String, Map<Channel, Optional<Boolean>>>();
        if (types.names().size() > MAX_TYPES) {
            types.rejectAll("must contain at most %s types", MAX_TYPES);
            return choices;
        }
        for (var code : types.names()) {
            var chosen = types.has(code) ? types.object(code, PreferenceInput::channels) : everyDefault();
            if (chosen != null) {
                choices.put(code, chosen);
            }
        }
        return choices;
    }

    private static Map<Channel, Optional<Boolean>> channels(JsonInput input) {
        var chosen = new EnumMap<Channel, Optional<Boolean>>(Channel.class);
        for (var name : input.names()) {
            Arrays.stream(Channel.values())
                    .filter(channel -> channel.code().equals(name))
                    .findFirst()
                    .ifPresentOrElse(
                            channel -> chosen.put(channel, Optional.ofNullable(input.bool(name))),
                            () -> input.reject(name, "is not a channel; use in_app, email or webhook"));
        }
        return chosen;
    }

    private static Map<Channel, Optional<Boolean>> everyDefault() {
        var chosen = new EnumMap<Channel, Optional<Boolean>>(Channel.class);
        for (var channel : Channel.values()) {
            chosen.put(channel, Optional.empty());
        }
        return chosen;
    }
}
