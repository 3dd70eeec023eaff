package org.belfry.audience;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.time.ZoneId;
import java.util.Locale;
import org.belfry.audience.Recipient.Kind;
import org.belfry.audience.Recipient.Profile;
import org.belfry.platform.JsonInput;
import org.belfry.platform.Problem;
import org.belfry.platform.Sentence;

/** What a client says of a recipient. */
public final class ProfileInput {

    private ProfileInput() {}

    /**
     * All that is known about a recipient of that name.
     *
     * @throws Problem 400 that names every violation, of the field {@code name} too
     */
    public static Profile read(String name, JsonInput input) {
        Sentence wrong = NameParameters.wrong(name);
        if (wrong != null) {
            input.reject("name", wrong);
        }
        var kind = input.oneOf("kind", Kind.class);
        var email = input.text("email", 320);
        if (email != null && !isAddress(email)) {
            input.reject("email", "must be a single e-mail address");
        }
        var locale = locale(input);
        var timeZone = timeZone(input);
        var displayName = input.text("display_name", 200);
        var enabled = input.bool("enabled");
        input.check();
        return new Profile(
                kind == null ? Kind.USER : kind, email, displayName, locale, timeZone, enabled == null || enabled);
    }

    /** A bare addr-spec with a domain: no display name, no group, no second address. */
    private static boolean isAddress(String text) {
        try {
            var address = new InternetAddress(text, true);
            return address.getAddress().equals(text) && text.indexOf('@') > 0 && !address.isGroup();
        } catch (AddressException e) {
            return false;
        }
    }

    /** Null where it is absent or wrong. */
    static String locale(JsonInput input) {
        var locale = input.text("locale", 35);
        if (locale != null && Locale.forLanguageTag(locale).getLanguage().isEmpty()) {
            input.reject("locale", "must be a BCP 47 language tag such as de or pt-BR");
        }
        return locale;
    }

    /** Null where it is absent or wrong. */
    static String timeZone(JsonInput input) {
        var timeZone = input.text("time_zone", 60);
        if (timeZone != null && !ZoneId.getAvailableZoneIds().contains(timeZone)) {
            input.reject("time_zone", "must be an IANA time zone such as Europe/Berlin");
        }
        return timeZone;
    }
}
