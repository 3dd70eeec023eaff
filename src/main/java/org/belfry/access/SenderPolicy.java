package org.belfry.access;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.Optional;
import org.belfry.platform.Migrations.DatabaseMigrated;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The {@link SenderRules} of this deployment. */
@ApplicationScoped
public class SenderPolicy {

    @Inject
    @ConfigProperty(name = "belfry.mail.sender-domains")
    private Optional<String> domains;

    @Inject
    @ConfigProperty(name = "belfry.mail.from", defaultValue = "belfry@localhost")
    private String from;

    private SenderRules rules;

    /** Checks the rules at start, not when the first sender is set. */
    void checkAtStart(@Observes DatabaseMigrated migrated) {
        rules();
    }

    @PostConstruct
    void read() {
        rules = SenderRules.read(domains.orElse(null), address(from));
    }

    public SenderRules rules() {
        return rules;
    }

    /** The e-mail configuration refuses an invalid address. */
    private static String address(String text) {
        try {
            return new InternetAddress(text).getAddress();
        } catch (AddressException e) {
            return null;
        }
    }
}
