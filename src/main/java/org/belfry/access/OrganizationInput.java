package org.belfry.access;

import java.util.Locale;
import org.belfry.platform.JsonInput;
import org.belfry.platform.Sentence;

/** The members that say how an organization is called, sends and speaks. */
public final class OrganizationInput {

    private OrganizationInput() {}

    /**
     * Absent members stay unchanged. Violations are collected in the input.
     *
     * @param organization the code of the one that is described; null for none that is valid
     */
    public static Organizations.OrganizationSettings read(JsonInput input, String organization, SenderRules senders) {
        var locale = input.text("locale", 35);
        if (locale != null && Locale.forLanguageTag(locale).getLanguage().isEmpty()) {
            input.reject("locale", "must be a BCP 47 language tag such as de or pt-BR");
        }
        var name = input.has("name") ? input.requiredText("name", 200) : null;
        var sender = input.text("sender", 320);
        if (organization != null) {
            Sentence wrong = senders.wrong(organization, sender).orElse(null);
            if (wrong != null) {
                input.reject("sender", wrong);
            }
        }
        var adHocTypes = input.object("settings", settings -> settings.bool("ad_hoc_types"));
        return new Organizations.OrganizationSettings(name, sender, locale, adHocTypes);
    }
}
