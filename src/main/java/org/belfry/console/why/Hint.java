package org.belfry.console.why;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an admin can do where somebody was not told, by the reason; each has its sentence in the texts. */
enum Hint {
    UNKNOWN_TYPE("types"),
    NOT_DEFAULT("types"),
    ORGANIZATION_OFF("types"),
    NOT_ALLOWED("types"),
    CHOSEN_OFF("people"),
    NO_ADDRESS("people"),
    RECIPIENT_DISABLED("people");

    private final String part;

    Hint(String part) {
        this.part = part;
    }

    /** The part of the console in which it is done. */
    String part() {
        return part;
    }

    /** Empty where nothing is to be done. @param reason a code */
    static Optional<Hint> of(String reason) {
        return Arrays.stream(values())
                .filter(hint -> hint.name().toLowerCase(Locale.ROOT).equals(reason))
                .findFirst();
    }
}
