package org.belfry.delivery.email;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.belfry.platform.Migrations.DatabaseMigrated;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Which mail server the deployment has. The server's own configuration makes the session under {@code mail/belfry} of
 * the same environment variables; here they say whether there is one at all, and with whose password to connect.
 */
@ApplicationScoped
class MailSettings {

    @Inject
    @ConfigProperty(name = "belfry.mail.host")
    private Optional<String> host;

    @Inject
    @ConfigProperty(name = "belfry.mail.port")
    private Optional<String> port;

    @Inject
    @ConfigProperty(name = "belfry.mail.user")
    private Optional<String> user;

    @Inject
    @ConfigProperty(name = "belfry.mail.password")
    private Optional<String> password;

    @Inject
    @ConfigProperty(name = "belfry.mail.from")
    private Optional<String> from;

    private int portNumber;
    private InternetAddress sender;

    /** Looks at them at the start already, and not when the first e-mail is sent. */
    void checkAtStart(@Observes DatabaseMigrated migrated) {
        port();
    }

    @PostConstruct
    void check() {
        sender = address(from.filter(text -> !text.isBlank()).orElse("belfry@localhost"));
        try {
            portNumber =
                    port.filter(text -> !text.isBlank()).map(Integer::valueOf).orElse(25);
        } catch (NumberFormatException e) {
            throw new IllegalStateException("BELFRY_MAIL_PORT is no port number: " + port.orElse(""), e);
        }
    }

    public boolean configured() {
        return host.filter(text -> !text.isBlank()).isPresent();
    }

    public String host() {
        return host.orElseThrow();
    }

    public int port() {
        return portNumber;
    }

    /** Null where the server takes mail without anybody's name. */
    public String user() {
        return user.filter(text -> !text.isBlank()).orElse(null);
    }

    public String password() {
        return password.orElse(null);
    }

    /** The address that mail comes from. */
    public InternetAddress from() {
        return sender;
    }

    /** Parsed as it is written, with the name as plain text: in a header it is encoded then (RFC 2047). */
    static InternetAddress address(String text) {
        try {
            var parsed = new InternetAddress(text);
            return new InternetAddress(parsed.getAddress(), parsed.getPersonal(), StandardCharsets.UTF_8.name());
        } catch (AddressException | UnsupportedEncodingException e) {
            throw new IllegalStateException("BELFRY_MAIL_FROM is no address: " + text, e);
        }
    }
}
