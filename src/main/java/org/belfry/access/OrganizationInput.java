package org.belfry.access;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.Locale;
import org.belfry.platform.JsonInput;

/** The members that say how an organization is called, sends and speaks. */
public final class OrganizationInput {

    private OrganizationInput() {}

    /** What is absent stays as it is. The violations are in the input. */
    public static Organizations.Settings read(JsonInput input) {
        var locale = input.text("locale", 35);
        if (locale != null && Locale.forLanguageTag(locale).getLanguage().isEmpty()) {
            input.reject("locale", "must be a BCP 47 language tag");
        }
        var name = input.has("name") ? input.requiredText("name", 200) : null;
        var sender = input.text("sender", 320);
        if (sender != null && !sender.isEmpty() && !isSender(sender)) {
            input.reject("sender", "must be an e-mail address, alone or as Name <address>");
        }
        var adHocTypes = input.object("settings", settings -> settings.bool("ad_hoc_types"));
        return new Organizations.Settings(name, sender, locale, adHocTypes);
    }

    /** One address with a domain, with or without a name; the name may hold what a header would encode. */
    private static boolean isSender(String text) {
        try {
            var addresses = InternetAddress.parse(text, true);
            return addresses.length == 1
                    && addresses[0].getAddress().indexOf('@') > 0
                    && !addresses[0].isGroup()
                    && text.chars().noneMatch(Character::isISOControl);
        } catch (AddressException e) {
            return false;
        }
    }
}
