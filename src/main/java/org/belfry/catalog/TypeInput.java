package org.belfry.catalog;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.belfry.platform.InputPattern;
import org.belfry.platform.JsonInput;

/** Reads what admins say of types. What is wrong is left with the input. */
final class TypeInput {

    static final int MAX_CODE = 200;
    static final int MAX_CATEGORY = 100;
    static final int MAX_DESCRIPTION = 1000;

    /** Seconds: thirty days. */
    static final long MAX_COLLAPSE_WINDOW = 2_592_000;

    /** Whatever stands in the path of a URL as it is; not dots alone, which are steps there. */
    private static final InputPattern CODE = InputPattern.of(MAX_CODE, "[A-Za-z0-9][A-Za-z0-9._-]*");

    private TypeInput() {}

    /** Whether there may be a type of that code. */
    static boolean isCode(String code) {
        return CODE.matches(code);
    }

    static boolean isLocale(String tag) {
        return !Locale.forLanguageTag(tag).getLanguage().isEmpty();
    }

    static String code(JsonInput input) {
        var code = input.requiredText("code", MAX_CODE);
        if (code != null && !isCode(code)) {
            input.reject(
                    "code",
                    "must consist of letters, digits, dots, hyphens and underscores, and start with a letter or digit");
        }
        return code;
    }

    static NotificationType.Draft draft(JsonInput input) {
        var category = input.requiredText("category", MAX_CATEGORY);
        var description = input.text("description", MAX_DESCRIPTION);
        var title = template(input, "title", input.requiredText("title", TypeTemplates.MAX_TITLE));
        var message = template(input, "message", input.requiredText("message", TypeTemplates.MAX_MESSAGE));
        var channels = input.object("channels", TypeInput::channels);
        if (!input.has("channels")) {
            input.reject("channels", "is required");
        }
        var priority = input.oneOf("priority", Priority.class);
        var mandatory = input.bool("mandatory");
        if (mandatory != null && mandatory && channels != null && channels.isEmpty()) {
            input.reject("channels", "must have at least one that is true: this type is mandatory");
        }
        return new NotificationType.Draft(
                category,
                description,
                title,
                message,
                channels,
                priority == null ? Priority.MEDIUM : priority,
                mandatory != null && mandatory,
                input.integer("collapse_window", 1, MAX_COLLAPSE_WINDOW));
    }

    /** The template where it is one; null otherwise. */
    static String template(JsonInput input, String field, String source) {
        if (source == null) {
            return null;
        }
        try {
            return new MessageTemplate(source).source();
        } catch (TemplateSyntaxException e) {
            input.reject(field, "is not a valid template: %s", e.sentence());
            return null;
        }
    }

    /** Each channel must be said to be true or false. */
    private static Set<Channel> channels(JsonInput input) {
        var told = EnumSet.noneOf(Channel.class);
        for (var channel : Channel.values()) {
            var on = input.bool(channel.code());
            if (!input.has(channel.code())) {
                input.reject(channel.code(), "is required");
            } else if (on != null && on) {
                told.add(channel);
            }
        }
        return told;
    }

    /** What an organization wants on each channel. */
    static Map<Channel, ChannelSetting> settings(JsonInput input) {
        var told = channels(input);
        var settings = new EnumMap<Channel, ChannelSetting>(Channel.class);
        for (var channel : Channel.values()) {
            settings.put(channel, told.contains(channel) ? ChannelSetting.ON : ChannelSetting.OFF);
        }
        for (var code : input.texts("not_allowed", Channel.values().length, MAX_CODE)) {
            var channel = channel(code);
            if (channel == null) {
                input.reject("not_allowed", "must contain only channels: in_app, email and webhook");
            } else if (told.contains(channel)) {
                input.reject("not_allowed", "must not contain %s, which is true", code);
            } else {
                settings.put(channel, ChannelSetting.NOT_ALLOWED);
            }
        }
        return settings;
    }

    private static Channel channel(String code) {
        for (var channel : Channel.values()) {
            if (channel.code().equals(code)) {
                return channel;
            }
        }
        return null;
    }
}
