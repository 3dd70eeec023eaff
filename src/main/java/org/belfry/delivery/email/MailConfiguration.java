package org.belfry.delivery.email;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.belfry.delivery.ChannelSender;
import org.belfry.platform.Characters;
import org.belfry.platform.Secrets;

/**
 * What the deployment says about its e-mail, checked.
 *
 * @param host of the mail server; null where there is an API
 * @param port of the mail server; 0 where there is an API
 * @param user null where the server takes mail without anybody's name
 * @param password the password or API key that goes with the user; null where there is none, and where tokens are used
 * @param api base URL of the API, without a slash at its end; null where there is a mail server
 * @param apiKey null where none is used
 * @param oauth null where no tokens are used
 */
record MailConfiguration(
        MailProvider provider,
        String host,
        int port,
        MailTls tls,
        String user,
        String password,
        InternetAddress from,
        String api,
        String apiKey,
        OAuth oauth,
        int concurrency) {

    /** Where access tokens come from, and for what. */
    record OAuth(URI tokenUrl, String clientId, String clientSecret, String refreshToken) {

        @Override
        public String toString() {
            return "OAuth[" + tokenUrl + "]";
        }
    }

    private static final String TOKEN_URL = "https://oauth2.googleapis.com/token";
    private static final int SMTP_PORT = 25;
    private static final int SUBMISSION_PORT = 587;
    private static final int IMPLICIT_TLS_PORT = 465;

    /**
     * @param property gives a property of MicroProfile Config by its name
     * @return empty where no e-mail is configured
     * @throws IllegalStateException for a value that is missing or cannot be used, with a sentence that names the variable
     */
    static Optional<MailConfiguration> read(Function<String, Optional<String>> property) {
        var values = new Values(property);
        values.refuseOldStarttls();
        var provider = provider(values);
        // Looked at in any case: a mistake shows before there is a provider.
        var from = address(values.text("from").orElse("belfry@localhost"));
        var concurrency =
                values.number("concurrency", 1, ChannelSender.MOST_AT_ONCE).orElse(8);
        var port = values.number("port", 1, 65_535);
        var tls = tls(values);
        if (provider.isEmpty()) {
            return Optional.empty();
        }
        var which = provider.get();
        if (which != MailProvider.SMTP) {
            values.required("from", which);
        }
        var apiKey = which.takesApiKey() ? values.required("api-key", which) : null;
        var oauth = which.takesTokens() ? oauth(values, which) : null;
        if (!which.isSmtp()) {
            var api = values.url("api-url").orElse(which.api());
            return Optional.of(new MailConfiguration(
                    which, null, 0, MailTls.IMPLICIT, null, null, from, base(api), apiKey, oauth, concurrency));
        }
        var host = values.text("host")
                .or(() -> Optional.ofNullable(which.host()))
                .orElseThrow(() -> Values.missing("host", which));
        var effectiveTls = tls.orElseGet(() -> defaultTls(which, port.orElse(null)));
        var effectivePort = port.orElseGet(() -> defaultPort(which, effectiveTls));
        var user = which.takesApiKey() ? which.user() : values.text("user").orElse(null);
        var password = which.takesApiKey() ? apiKey : values.secret("password").orElse(null);
        if (oauth != null) {
            user = values.required("user", which);
            password = null;
        } else if (user != null && password == null) {
            throw new IllegalStateException("BELFRY_MAIL_PASSWORD is required if BELFRY_MAIL_USER is set");
        } else if (user == null && password != null) {
            throw new IllegalStateException("BELFRY_MAIL_USER is required if BELFRY_MAIL_PASSWORD is set");
        }
        return Optional.of(new MailConfiguration(
                which, host, effectivePort, effectiveTls, user, password, from, null, apiKey, oauth, concurrency));
    }

    private static Optional<MailProvider> provider(Values values) {
        var named = values.text("provider");
        if (named.isPresent()) {
            var provider = MailProvider.of(named.get().toLowerCase(Locale.ROOT));
            if (provider == null) {
                throw new IllegalStateException("BELFRY_MAIL_PROVIDER must be one of "
                        + String.join(
                                ", ",
                                List.of(MailProvider.values()).stream()
                                        .map(MailProvider::code)
                                        .toList())
                        + ": " + named.get());
            }
            return Optional.of(provider);
        }
        if (values.text("host").isPresent()) {
            return Optional.of(MailProvider.SMTP);
        }
        for (var name : List.of("api-key", "oauth.refresh-token")) {
            if (values.text(name).isPresent()) {
                throw new IllegalStateException(
                        "BELFRY_MAIL_PROVIDER is required if " + Values.variable(name) + " is set");
            }
        }
        return Optional.empty();
    }

    private static Optional<MailTls> tls(Values values) {
        return values.text("tls").map(text -> {
            var tls = MailTls.of(text.toLowerCase(Locale.ROOT));
            if (tls == null) {
                throw new IllegalStateException("BELFRY_MAIL_TLS must be none, starttls or implicit: " + text);
            }
            return tls;
        });
    }

    private static MailTls defaultTls(MailProvider provider, Integer port) {
        if (port != null && port == IMPLICIT_TLS_PORT) {
            return MailTls.IMPLICIT;
        }
        return provider == MailProvider.SMTP ? MailTls.NONE : MailTls.STARTTLS;
    }

    private static int defaultPort(MailProvider provider, MailTls tls) {
        return switch (tls) {
            case IMPLICIT -> IMPLICIT_TLS_PORT;
            case STARTTLS -> SUBMISSION_PORT;
            case NONE -> provider == MailProvider.SMTP ? SMTP_PORT : SUBMISSION_PORT;
        };
    }

    private static OAuth oauth(Values values, MailProvider provider) {
        return new OAuth(
                values.url("oauth.token-url").orElse(URI.create(TOKEN_URL)),
                values.required("oauth.client-id", provider),
                values.required("oauth.client-secret", provider),
                values.required("oauth.refresh-token", provider));
    }

    private static String base(URI url) {
        return Characters.trimEnd(url.toString(), '/');
    }

    /** Parsed as it is written, with the name as plain text: in a header it is encoded then (RFC 2047). */
    static InternetAddress address(String text) {
        try {
            var parsed = new InternetAddress(text);
            return new InternetAddress(parsed.getAddress(), parsed.getPersonal(), StandardCharsets.UTF_8.name());
        } catch (AddressException | UnsupportedEncodingException e) {
            throw new IllegalStateException("BELFRY_MAIL_FROM is not an address: " + text, e);
        }
    }

    /** What a log and an answer to an admin must never show. */
    List<String> secrets() {
        var secrets = new ArrayList<String>();
        secrets.add(password);
        secrets.add(apiKey);
        if (oauth != null) {
            secrets.add(oauth.clientSecret());
            secrets.add(oauth.refreshToken());
        }
        secrets.removeIf(secret -> secret == null);
        return List.copyOf(secrets);
    }

    /** Whether something secret would go where others can read it. */
    boolean sendsSecretsInTheClear() {
        return provider.isSmtp() && tls == MailTls.NONE && user != null && !Loopback.is(host);
    }

    /** What the provider is called when we speak of it. */
    String name() {
        return host == null ? api : host;
    }

    /** Another one for whatever may make the provider answer otherwise. A password may be guessed from it: it is not stored. */
    String digest() {
        var all = new StringBuilder();
        for (var part : new Object[] {
            provider,
            host,
            port,
            tls,
            user,
            password,
            from,
            api,
            apiKey,
            oauth == null ? null : oauth.tokenUrl(),
            oauth == null ? null : oauth.clientId(),
            oauth == null ? null : oauth.clientSecret(),
            oauth == null ? null : oauth.refreshToken()
        }) {
            var text = String.valueOf(part);
            all.append(text.length()).append(':').append(text);
        }
        return Secrets.sha256(all.toString());
    }

    @Override
    public String toString() {
        return "MailConfiguration[" + provider.code() + ", " + name() + "]";
    }

    /** Reads the properties, and names the environment variables. */
    private record Values(Function<String, Optional<String>> property) {

        static String variable(String name) {
            return "BELFRY_MAIL_"
                    + name.toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_');
        }

        static IllegalStateException missing(String name, MailProvider provider) {
            return new IllegalStateException(
                    variable(name) + " is required if BELFRY_MAIL_PROVIDER is " + provider.code());
        }

        /** As it is written: a password may begin with a space. */
        Optional<String> secret(String name) {
            return property.apply("belfry.mail." + name).filter(value -> !value.isBlank());
        }

        Optional<String> text(String name) {
            return secret(name).map(String::strip);
        }

        String required(String name, MailProvider provider) {
            var value = text(name).orElseThrow(() -> missing(name, provider));
            if (value.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
                throw new IllegalStateException(variable(name) + " must not contain control characters");
            }
            return value;
        }

        Optional<Integer> number(String name, int min, int max) {
            return text(name).map(text -> {
                try {
                    var number = Integer.parseInt(text);
                    if (number >= min && number <= max) {
                        return number;
                    }
                } catch (NumberFormatException e) {
                    throw new IllegalStateException(variable(name) + " is not a number: " + text, e);
                }
                throw new IllegalStateException(variable(name) + " must be from " + min + " to " + max + ": " + text);
            });
        }

        /** HTTPS, or HTTP to this machine: what goes there holds a secret. */
        Optional<URI> url(String name) {
            return text(name).map(text -> {
                try {
                    var url = URI.create(text);
                    var secure = "https".equalsIgnoreCase(url.getScheme())
                            || "http".equalsIgnoreCase(url.getScheme()) && Loopback.is(url.getHost());
                    if (secure
                            && url.getHost() != null
                            && url.getUserInfo() == null
                            && url.getQuery() == null
                            && url.getFragment() == null) {
                        return url;
                    }
                } catch (IllegalArgumentException e) {
                    // Its message would repeat the URL, and a password in it.
                    throw new IllegalStateException(variable(name) + " is not a URL");
                }
                throw new IllegalStateException(variable(name)
                        + " must be an https URL without user, query and fragment, or http to this machine");
            });
        }

        /** Who asked for encryption by its old name must not find himself without. */
        void refuseOldStarttls() {
            if (text("starttls").filter(text -> !text.equalsIgnoreCase("false")).isPresent()
                    && text("tls").isEmpty()) {
                throw new IllegalStateException(
                        "BELFRY_MAIL_STARTTLS is no longer supported; set BELFRY_MAIL_TLS=starttls instead");
            }
        }
    }
}
