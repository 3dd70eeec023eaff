package org.belfry.audience;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.SortedSet;
import org.belfry.platform.Retried;
import org.belfry.platform.UnixTime;

/** Writes recipients. */
@ApplicationScoped
public class RecipientRegistry {

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private UnixTime time;

    /** Makes those of the names that do not exist yet, in the order of the names. */
    @Transactional(TxType.REQUIRES_NEW)
    @Retried
    public void register(long organizationId, SortedSet<String> names) {
        var known = entities.createQuery(
                        "select r.name from Recipient r where r.organizationId = :organization and r.name in :names",
                        String.class)
                .setParameter("organization", organizationId)
                .setParameter("names", names)
                .getResultList();
        for (var name : names) {
            if (!known.contains(name)) {
                create(organizationId, name);
            }
        }
    }

    /** Creates or replaces what is known about a recipient. */
    @Transactional
    @Retried
    public Recipient describe(long organizationId, String name, Recipient.Profile profile) {
        var recipient = entities.createQuery(
                        "select r from Recipient r where r.organizationId = :organization and r.name = :name",
                        Recipient.class)
                .setParameter("organization", organizationId)
                .setParameter("name", name)
                .getResultStream()
                .findFirst()
                .orElseGet(() -> create(organizationId, name));
        recipient.describe(profile);
        entities.flush();
        return recipient;
    }

    private Recipient create(long organizationId, String name) {
        var recipient = new Recipient(organizationId, name, time.now());
        entities.persist(recipient);
        entities.flush();
        // The inbox is the next room's, but nobody is without one; its columns start at zero by default.
        entities.createNativeQuery("insert into inbox (id) values (?1)")
                .setParameter(1, recipient.id())
                .executeUpdate();
        return recipient;
    }
}
