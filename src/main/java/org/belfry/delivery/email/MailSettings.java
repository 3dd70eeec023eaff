package org.belfry.delivery.email;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.mail.internet.InternetAddress;
import java.util.Optional;
import java.util.logging.Logger;
import org.belfry.platform.Migrations.DatabaseMigrated;
import org.eclipse.microprofile.config.Config;

/** Which mail provider the deployment has, of the environment. */
@ApplicationScoped
class MailSettings {

    private static final Logger LOG = Logger.getLogger(MailSettings.class.getName());

    @Inject
    private Config config;

    private Optional<MailConfiguration> configuration = Optional.empty();

    /** Looks at them at the start already, and not when the first e-mail is sent. */
    void checkAtStart(@Observes DatabaseMigrated migrated) {
        configured();
    }

    @PostConstruct
    void read() {
        configuration = MailConfiguration.read(name -> config.getOptionalValue(name, String.class));
        if (configuration.filter(MailConfiguration::sendsSecretsInTheClear).isPresent()) {
            LOG.warning("BELFRY_MAIL_TLS is none: the password for the mail server is sent unencrypted");
        }
    }

    boolean configured() {
        return configuration.isPresent();
    }

    /** To be asked only where there is one. */
    MailConfiguration configuration() {
        return configuration.orElseThrow();
    }

    /** The address that mail comes from. */
    InternetAddress from() {
        return configuration().from();
    }
}
