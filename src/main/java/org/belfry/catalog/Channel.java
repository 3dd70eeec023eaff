package org.belfry.catalog;

import java.util.Locale;

/** The ways in which a notification reaches somebody. */
public enum Channel {
    IN_APP,
    EMAIL,
    WEBHOOK;

    /** The name on the wire and in the tables. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Channel of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
