package org.belfry.delivery.email;

import java.net.URI;
import java.util.Locale;

/** Who takes e-mail from us, and what we know of it beforehand. The settings may say otherwise of host, port and URL. */
enum MailProvider {
    /** Any mail server. */
    SMTP("smtp", null, null, null),
    SENDGRID("sendgrid", null, null, "https://api.sendgrid.com"),
    SENDGRID_SMTP("smtp", "smtp.sendgrid.net", "apikey", null),
    RESEND("resend", null, null, "https://api.resend.com"),
    RESEND_SMTP("smtp", "smtp.resend.com", "resend", null),
    GMAIL("gmail", null, null, "https://gmail.googleapis.com"),
    GMAIL_SMTP("smtp", "smtp.gmail.com", null, null);

    /** Resend knows a key for 24 hours; an hour less, so that no attempt comes too late. */
    private static final long RESEND_KNOWS_KEYS_FOR = 86_400 - 3_600;

    private final String protocol;
    private final String host;
    private final String user;
    private final URI api;

    MailProvider(String protocol, String host, String user, String api) {
        this.protocol = protocol;
        this.host = host;
        this.user = user;
        this.api = api == null ? null : URI.create(api);
    }

    /** The name in {@code BELFRY_MAIL_PROVIDER}. */
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The Jakarta Mail protocol of its transport. */
    String protocol() {
        return protocol;
    }

    boolean isSmtp() {
        return protocol.equals("smtp");
    }

    /** Whether it is spoken to with access tokens that a refresh token gives. */
    boolean takesTokens() {
        return this == GMAIL || this == GMAIL_SMTP;
    }

    /** Whether an API key says who we are. */
    boolean takesApiKey() {
        return this == SENDGRID || this == SENDGRID_SMTP || this == RESEND || this == RESEND_SMTP;
    }

    /** Null where the settings must say. */
    String host() {
        return host;
    }

    /** The name that belongs to an API key; null where there is none. */
    String user() {
        return user;
    }

    /** Null where it is spoken to by SMTP. */
    URI api() {
        return api;
    }

    /** Seconds for which it knows a copy for one; 0 where it does not. */
    long deduplicationWindow() {
        return this == RESEND ? RESEND_KNOWS_KEYS_FOR : 0;
    }

    /** @return null where there is none of that name */
    static MailProvider of(String code) {
        for (var provider : values()) {
            if (provider.code().equals(code)) {
                return provider;
            }
        }
        return null;
    }
}
