package org.belfry.access;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** What a credential may do in its organization. Each role includes the ones before it. */
public enum Role {
    /** Reads any inbox. */
    VIEWER,
    /** Sends events and changes any inbox. */
    OPERATOR,
    /** Deletes and configures. */
    ADMIN;

    public boolean covers(Role needed) {
        return compareTo(needed) >= 0;
    }

    /** The name on the wire and in the tables. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The highest of those codes that are a role's; null where none is. */
    static Role highest(Collection<String> codes) {
        return Arrays.stream(values())
                .filter(role -> codes.contains(role.code()))
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /** The role of a {@link #code()}; null for null. */
    public static Role of(String code) {
        return code == null ? null : valueOf(code.toUpperCase(Locale.ROOT));
    }
}
