package org.belfry.audience;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.belfry.platform.Batches;
import org.belfry.platform.PageRequest;
import org.belfry.platform.RetryOnConflict;

/** Finds the recipients of an organization. It creates none: {@link RecipientRegistry} does. */
@ApplicationScoped
@Transactional
@RetryOnConflict
public class Recipients {

    @PersistenceContext
    private EntityManager entities;

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
        for (var some : Batches.of(names)) {
            entities.createQuery(
                            "select r from Recipient r where r.organizationId = :organization and r.name in :names",
                            Recipient.class)
                    .setParameter("organization", organizationId)
                    .setParameter("names", some)
                    .getResultList()
                    .forEach(recipient -> byName.put(recipient.name(), recipient));
        }
        return byName;
    }

    /**
     * A page of an organization's recipients, by name.
     *
     * @param kind null for any
     * @param after the names are greater than that; empty for the beginning
     */
    public List<Recipient> page(long organizationId, Recipient.Kind kind, String after, int limit) {
        var query = entities.createQuery(
                        "select r from Recipient r where r.organizationId = :organization and r.name > :after"
                                + (kind == null ? "" : " and r.kind = :kind") + " order by r.name",
                        Recipient.class)
                .setParameter("organization", organizationId)
                .setParameter("after", after);
        if (kind != null) {
            query.setParameter("kind", kind.code());
        }
        return query.setMaxResults(limit).getResultList();
    }

    /** A page of an organization's recipients, by name in whichever case; {@code name} descending is the other way round. */
    public List<Recipient> page(long organizationId, RecipientFilter filter, PageRequest page) {
        var direction = page.sort() == null ? " asc" : page.direction();
        var query = entities.createQuery(
                "select r from Recipient r where " + filter.conditions() + " order by r.sortName" + direction + ", r.id"
                        + direction,
                Recipient.class);
        return filter.applyTo(query, organizationId)
                .setFirstResult(page.offset())
                .setMaxResults(page.limit())
                .getResultList();
    }

    /** How many there are, counted up to {@code most}. */
    public int count(long organizationId, RecipientFilter filter, int most) {
        var query = entities.createQuery("select r.id from Recipient r where " + filter.conditions(), Long.class);
        return filter.applyTo(query, organizationId)
                .setMaxResults(most)
                .getResultList()
                .size();
    }

    /** The first names, in their order, that are this one or come after it. */
    public List<String> namesFrom(long organizationId, String start, int limit) {
        return entities.createQuery(
                        "select r.name from Recipient r where r.organizationId = :organization and r.name >= :start"
                                + " order by r.name",
                        String.class)
                .setParameter("organization", organizationId)
                .setParameter("start", start)
                .setMaxResults(limit)
                .getResultList();
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

    /** The ids of those of the names that exist. */
    Map<String, Long> ids(long organizationId, Collection<String> names) {
        var ids = new HashMap<String, Long>();
        for (var some : Batches.of(names)) {
            entities.createQuery(
                            "select r.name, r.id from Recipient r where r.organizationId = :organization"
                                    + " and r.name in :names",
                            Object[].class)
                    .setParameter("organization", organizationId)
                    .setParameter("names", some)
                    .getResultList()
                    .forEach(row -> ids.put((String) row[0], (Long) row[1]));
        }
        return ids;
    }

    /** Tells the recipient nothing any more; empty where there is none of that name. */
    public Optional<Recipient> disable(long organizationId, String name) {
        var recipient = find(organizationId, name);
        recipient.ifPresent(Recipient::disable);
        return recipient;
    }
}
