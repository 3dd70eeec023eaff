package org.belfry.access.jwt;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.belfry.platform.Migrations.DatabaseMigrated;
import org.belfry.platform.UnixTime;
import org.eclipse.microprofile.config.Config;

/** The tokens that a host application's identity provider gives to its users. Never call it in a transaction: it may ask the provider. */
@ApplicationScoped
public class HostTokens {

    /**
     * What a verified token says.
     *
     * @param organization code of an organization that may not exist
     * @param roles names of roles, without the prefix; not all need be ours
     * @param expiresAt the second from which on it is refused, the clock skew included
     * @param issuedAt Unix seconds; null if the token does not say
     */
    public record Identity(String recipient, String organization, List<String> roles, long expiresAt, Long issuedAt) {}

    /** jose4j's, held so that its level stays: the finer ones tell of the tokens it is given. */
    private static final Logger LOG = Logger.getLogger("org.jose4j");

    @Inject
    private Config config;

    @Inject
    private UnixTime time;

    private volatile Optional<HostVerifier> verifier = Optional.empty();

    /** At the start: a property that cannot be used stops it, and is not found when the first token comes. */
    void configure(@Observes DatabaseMigrated migrated) {
        LOG.setLevel(Level.WARNING);
        verifier = HostSettings.read(name -> config.getOptionalValue(name, String.class))
                .map(settings -> new HostVerifier(settings, time));
    }

    /** Empty where it is not valid now, or no host application is configured. */
    public Optional<Identity> verify(Jwt jwt) {
        return verifier.flatMap(present -> present.verify(jwt));
    }
}
