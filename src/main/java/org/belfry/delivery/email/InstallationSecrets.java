package org.belfry.delivery.email;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.belfry.encryption.KeyLost;
import org.belfry.encryption.SecretCipher;
import org.belfry.platform.RetryOnConflict;

/** The secrets of this installation, the same on all nodes. */
@ApplicationScoped
@Transactional
public class InstallationSecrets {

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private SecretCipher secrets;

    /** A secret never changes once it is there. Only what was found is kept here: what was made may yet be rolled back. */
    private final Map<String, String> found = new ConcurrentHashMap<>();

    /** The secret of that name; where two nodes make it at once, both get the one that came first. */
    @RetryOnConflict
    public String of(String name) {
        var kept = found.get(name);
        if (kept != null) {
            return kept;
        }
        var known = entities.find(InstallationSecret.class, name);
        if (known != null) {
            var secret = known.secret(secrets);
            found.put(name, secret);
            return secret;
        }
        var made = new InstallationSecret(name, secrets);
        entities.persist(made);
        entities.flush();
        return made.secret(secrets);
    }

    /** Links in e-mails that were sent until now are no longer valid. */
    void onKeyLost(@Observes KeyLost lost) {
        entities.createQuery("delete from InstallationSecret s").executeUpdate();
    }
}
