package org.belfry.catalog;

import jakarta.json.JsonObject;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.belfry.platform.JsonInput;
import org.belfry.platform.JsonOutput;

/**
 * What somebody would be told by an event that says these things.
 *
 * @param title a template to try instead of the type's, or null
 * @param message the same
 * @param locale null for the organization's
 */
public record PreviewInput(Map<String, Object> values, String title, String message, Locale locale, ZoneId zone) {

    /** @throws org.belfry.platform.Problem 400 that names each field in which something is wrong */
    public static PreviewInput read(JsonInput input) {
        var values = new HashMap<String, Object>();
        values.put("actor", input.text("actor", 200));
        values.put("link", input.text("link", 2000));
        values.put("source", input.object("source", PreviewInput::source));
        values.put("data", input.objectValue("data"));
        var locale = input.text("locale", 35);
        if (locale != null && !TypeInput.isLocale(locale)) {
            input.reject("locale", "must be a BCP 47 language tag such as de or pt-BR");
        }
        var timeZone = input.text("time_zone", 60);
        var isZone = timeZone != null && ZoneId.getAvailableZoneIds().contains(timeZone);
        if (timeZone != null && !isZone) {
            input.reject("time_zone", "must be an IANA time zone such as Europe/Berlin");
        }
        var preview = new PreviewInput(
                values,
                TypeInput.template(input, "title", input.text("title", TypeTemplates.MAX_TITLE)),
                TypeInput.template(input, "message", input.text("message", TypeTemplates.MAX_MESSAGE)),
                locale == null ? null : Locale.forLanguageTag(locale),
                ZoneId.of(isZone ? timeZone : "UTC"));
        input.check();
        return preview;
    }

    private static Map<String, Object> source(JsonInput input) {
        var source = new HashMap<String, Object>();
        source.put("type", input.text("type", 100));
        source.put("id", input.textOrInteger("id", 200));
        source.put("title", input.text("title", 1000));
        source.put("status", input.text("status", 200));
        return source;
    }

    /** The members of {@code data} that the templates name. */
    public Set<String> names(EffectiveType effective) {
        return effective.type().typeTemplates().with(title, message).variables().keySet();
    }

    public JsonObject of(EffectiveType effective) {
        var type = effective.type();
        values.put("organization", effective.organization());
        values.put("type", type.code());
        values.put("priority", type.priority().code());
        var typeTemplates = type.typeTemplates().with(title, message);
        var variant = typeTemplates.variant(locale == null ? effective.locale() : locale, zone);
        var text = typeTemplates.write(values, variant);
        return JsonOutput.object()
                .add("title", text.title())
                .add("message", JsonOutput.of(text.message()))
                .add("language", variant.language())
                .build();
    }
}
