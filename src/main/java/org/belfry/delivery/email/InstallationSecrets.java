package org.belfry.delivery.email;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import org.belfry.platform.Retried;

/** The secrets of this installation, the same on all nodes. */
@ApplicationScoped
@Transactional
public class InstallationSecrets {

    @PersistenceContext
    private EntityManager entities;

    /** The secret of that name; where two nodes make it at once, both get the one that came first. */
    @Retried
    public String of(String name) {
        var known = entities.find(InstallationSecret.class, name);
        if (known != null) {
            return known.secret();
        }
        var made = new InstallationSecret(name);
        entities.persist(made);
        entities.flush();
        return made.secret();
    }
}
