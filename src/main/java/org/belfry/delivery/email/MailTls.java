package org.belfry.delivery.email;

import java.util.Locale;

/** How a connection to a mail server is encrypted. */
enum MailTls {
    /** Not at all. */
    NONE,
    /** From STARTTLS on (RFC 3207), or not spoken to. */
    STARTTLS,
    /** From the first byte (RFC 8314). */
    IMPLICIT;

    /** The name in {@code BELFRY_MAIL_TLS}. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @return null where there is none of that name */
    static MailTls of(String code) {
        for (var tls : values()) {
            if (tls.code().equals(code)) {
                return tls;
            }
        }
        return null;
    }
}
