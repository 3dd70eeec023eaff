package org.belfry.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.belfry.access.jwt.Jwt;
import org.belfry.platform.Migrations.DatabaseMigrated;
import org.belfry.platform.RetryOnConflict;
import org.belfry.platform.Secrets;
import org.belfry.platform.UnixTime;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Makes an empty database usable: the organization {@code default}, the account {@code admin} and an API key. What the
 * environment does not set is generated and told once, in the log of that start.
 */
@ApplicationScoped
public class FirstStart {

    private static final Logger LOG = Logger.getLogger(FirstStart.class.getName());

    /** Above INFO, as Open Liberty shows nothing below 850 (its AUDIT) on the console; no warning for all that. */
    private static final Level NOTICE = new Level("NOTICE", 850) {
        private static final long serialVersionUID = 1L;
    };

    private static final String ADMIN = "admin";
    private static final String KEY_OF_ENVIRONMENT = "BELFRY_API_KEY";
    private static final String FIRST_KEY = "first key";
    private static final int SHORT_KEY = 16;

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private Passwords passwords;

    @Inject
    private AccessAuditLog log;

    @Inject
    private UnixTime time;

    @Inject
    @ConfigProperty(name = "belfry.admin.password")
    private Optional<String> adminPassword;

    @Inject
    @ConfigProperty(name = "belfry.api.key")
    private Optional<String> apiKey;

    @Transactional
    @RetryOnConflict
    public void prepare(@Observes DatabaseMigrated migrated) {
        var organization = one(
                        "select o from Organization o where o.code = :it", Organization.class, Organization.DEFAULT)
                .orElse(null);
        var first = organization == null;
        if (first) {
            // Ad-hoc types let a newcomer's first event through; other organizations start strict.
            organization = new Organization(Organization.DEFAULT, "Default organization", true, time.now());
            entities.persist(organization);
            log.organizationCreated(organization);
        }
        if (apiKey.isPresent()) {
            keepKeyOfEnvironment(apiKey.get(), organization);
        }
        if (first) {
            var told = new StringBuilder();
            createAdmin(organization, told);
            if (apiKey.isEmpty()) {
                var key = "bfy_" + Secrets.token();
                persistKey(organization, FIRST_KEY, key);
                told.append("\n  API key (role admin):  ").append(key);
            }
            entities.flush();
            if (!told.isEmpty()) {
                LOG.log(
                        NOTICE,
                        () -> "\n\n  Welcome to Belfry. Sign in with these credentials. They are shown only once.\n"
                                + told + "\n");
            }
        }
    }

    private void createAdmin(Organization organization, StringBuilder told) {
        var password = adminPassword.orElseGet(Secrets::password);
        if (WeakPasswords.isOne(password, List.of(ADMIN))) {
            LOG.warning("BELFRY_ADMIN_PASSWORD is easy to guess; change it");
        }
        var account = new Account(organization, ADMIN, ADMIN, passwords.hash(password), Role.ADMIN, time.now());
        entities.persist(account);
        log.accountCreated(account);
        if (adminPassword.isEmpty()) {
            account.passwordWasGenerated();
            told.append("\n  account:               ").append(ADMIN);
            told.append("\n  password:              ").append(password);
        }
    }

    /** The key of the environment always is the present one: another value revokes the last. */
    private void keepKeyOfEnvironment(String key, Organization organization) {
        if (Jwt.isOne(key)) {
            throw new IllegalStateException("BELFRY_API_KEY is a JSON Web Token, which cannot be used as an API key");
        }
        if (key.length() < SHORT_KEY) {
            LOG.warning(() -> "BELFRY_API_KEY has fewer than " + SHORT_KEY + " characters and is easy to guess");
        }
        var known = one("select k from ApiKey k where k.keyHash = :it", ApiKey.class, Secrets.sha256(key));
        if (known.isPresent()) {
            return;
        }
        entities.createQuery(
                        "select k from ApiKey k where k.name = :name and k.organization = :organization", ApiKey.class)
                .setParameter("name", KEY_OF_ENVIRONMENT)
                .setParameter("organization", organization)
                .getResultList()
                .forEach(former -> {
                    log.keyRevoked(former);
                    entities.remove(former);
                });
        persistKey(organization, KEY_OF_ENVIRONMENT, key);
    }

    private void persistKey(Organization organization, String name, String key) {
        var created = new ApiKey(organization, null, name, Secrets.sha256(key), Role.ADMIN, time.now(), null);
        entities.persist(created);
        log.keyCreated(created, organization);
    }

    private <T> Optional<T> one(String query, Class<T> type, String it) {
        return entities.createQuery(query, type)
                .setParameter("it", it)
                .getResultStream()
                .findFirst();
    }
}
