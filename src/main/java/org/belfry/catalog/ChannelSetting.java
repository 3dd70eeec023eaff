package org.belfry.catalog;

import java.util.Locale;

/** What an organization wants of a type on one channel. */
public enum ChannelSetting {
    /** It tells there, unless the recipient chooses otherwise. */
    ON,
    /** It does not tell there, unless the recipient chooses otherwise. */
    OFF,
    /** It does not tell there, and nobody can choose otherwise. */
    NOT_ALLOWED;

    /** The name on the wire and in the tables. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static ChannelSetting of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
