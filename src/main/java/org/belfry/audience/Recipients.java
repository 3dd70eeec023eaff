package org.belfry.audience;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.belfry.platform.Retried;
import org.belfry.platform.UnixTime;

/** The recipients of an organization. */
@ApplicationScoped
@Transactional
public class Recipients {

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private UnixTime time;

    public Optional<Recipient> find(long organizationId, String name) {
        return entities.createQuery(
                        "select r from Recipient r where r.organizationId = :organization and r.name = :name",
                        Recipient.class)
                .setParameter("organization", organizationId)
                .setParameter("name", name)
                .getResultStream()
                .findFirst();
    }

    /** Those of the names that exist. */
    public Map<String, Recipient> byName(long organizationId, Collection<String> names) {
        var byName = new HashMap<String, Recipient>();
        entities.createQuery(
                        "select r from Recipient r where r.organizationId = :organization and r.name in :names",
                        Recipient.class)
                .setParameter("organization", organizationId)
                .setParameter("names", names)
                .getResultList()
                .forEach(recipient -> byName.put(recipient.name(), recipient));
        return byName;
    }

    /**
     * The ids of an organization's recipients, enabled or not, in ascending order.
     *
     * @param afterId the ids are greater than that
     * @param until they have been there since this second (Unix time), or longer
     */
    public List<Long> idsAfter(long organizationId, long afterId, long until, int limit) {
        return entities.createQuery(
                        "select r.id from Recipient r where r.organizationId = :organization and r.id > :after"
                                + " and r.createdAt <= :until order by r.id",
                        Long.class)
                .setParameter("organization", organizationId)
                .setParameter("after", afterId)
                .setParameter("until", until)
                .setMaxResults(limit)
                .getResultList();
    }

    /** How many recipients an organization has that have been there since that second (Unix time), or longer. */
    public long count(long organizationId, long until) {
        return entities.createQuery(
                        "select count(r) from Recipient r where r.organizationId = :organization"
                                + " and r.createdAt <= :until",
                        Long.class)
                .setParameter("organization", organizationId)
                .setParameter("until", until)
                .getSingleResult();
    }

    /** Makes those of the names that do not exist yet, in the order of the names. */
    @Retried
    public void register(long organizationId, SortedSet<String> names) {
        var known = byName(organizationId, names);
        for (var name : names) {
            if (!known.containsKey(name)) {
                create(organizationId, name);
            }
        }
    }

    /** Creates or replaces what is known about a recipient. */
    @Retried
    public Recipient describe(long organizationId, String name, Recipient.Profile profile) {
        var recipient = find(organizationId, name).orElseGet(() -> create(organizationId, name));
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
