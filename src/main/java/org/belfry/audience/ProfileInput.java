package org.belfry.audience;

import java.time.ZoneId;
import java.util.Locale;
import org.belfry.platform.JsonInput;

/** The members that say how somebody reads and where they live. */
final class ProfileInput {

    private ProfileInput() {}

    /** Null where it is absent or wrong. */
    static String locale(JsonInput input) {
        var locale = input.text("locale", 35);
        if (locale != null && Locale.forLanguageTag(locale).getLanguage().isEmpty()) {
            input.reject("locale", "must be a BCP 47 language tag");
        }
        return locale;
    }

    /** Null where it is absent or wrong. */
    static String timeZone(JsonInput input) {
        var timeZone = input.text("time_zone", 60);
        if (timeZone != null && !ZoneId.getAvailableZoneIds().contains(timeZone)) {
            input.reject("time_zone", "must be the IANA name of a time zone");
        }
        return timeZone;
    }
}
