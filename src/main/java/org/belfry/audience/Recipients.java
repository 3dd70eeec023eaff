package org.belfry.audience;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.belfry.access.Organization;
import org.belfry.access.ResourceQuota;
import org.belfry.access.ResourceQuotas;
import org.belfry.audit.Action;
import org.belfry.audit.Audit;
import org.belfry.platform.Batches;
import org.belfry.platform.Retried;
import org.belfry.platform.Slice;
import org.belfry.platform.UnixTime;

/** The recipients of an organization. */
@ApplicationScoped
@Transactional
public class Recipients {

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private ResourceQuotas quotas;

    @Inject
    private Audit audit;

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
    public List<Recipient> page(long organizationId, RecipientFilter filter, Slice slice) {
        var direction = slice.sort() == null ? " asc" : slice.direction();
        var query = entities.createQuery(
                "select r from Recipient r where " + filter.conditions() + " order by r.sortName" + direction + ", r.id"
                        + direction,
                Recipient.class);
        return filter.applyTo(query, organizationId)
                .setFirstResult(slice.offset())
                .setMaxResults(slice.limit())
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

    /**
     * Makes those of the names that do not exist yet. Two that make many at once wait for each other here: each database
     * is free to write them in another order than that of the names.
     */
    @Retried
    public void register(long organizationId, SortedSet<String> names) {
        var missing = missing(organizationId, names);
        if (missing.size() > 1) {
            entities.find(Organization.class, organizationId, LockModeType.PESSIMISTIC_WRITE);
            missing = missing(organizationId, missing);
        }
        quotas.require(
                ResourceQuota.RECIPIENTS, organizationId, missing.size(), () -> count(organizationId, Long.MAX_VALUE));
        missing.forEach(name -> entities.persist(new Recipient(organizationId, name, time.now())));
        entities.flush();
        for (var some : Batches.of(missing)) {
            openInboxes(organizationId, some);
        }
        if (!missing.isEmpty()) {
            audit.record(
                    organizationId,
                    Action.RECIPIENT_CREATED,
                    missing.size() == 1 ? missing.first() : null,
                    null,
                    Names.some(missing));
        }
    }

    private SortedSet<String> missing(long organizationId, SortedSet<String> names) {
        var missing = new TreeSet<>(names);
        ids(organizationId, names).keySet().forEach(missing::remove);
        return missing;
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

    /** A recipient who exists from now on, locked until the caller's transaction ends. */
    Recipient locked(long organizationId, String name) {
        Recipient locked;
        do {
            register(organizationId, new TreeSet<>(List.of(name)));
            var id = ids(organizationId, List.of(name)).get(name);
            // Null where somebody was erased in that moment.
            locked = id == null ? null : entities.find(Recipient.class, id, LockModeType.PESSIMISTIC_WRITE);
        } while (locked == null);
        return locked;
    }

    /** Tells the recipient nothing any more; empty where there is none of that name. */
    @Retried
    public Optional<Recipient> disable(long organizationId, String name) {
        var recipient = find(organizationId, name);
        recipient.ifPresent(Recipient::disable);
        return recipient;
    }

    /** Creates or replaces what is known about a recipient. */
    @Retried
    public Recipient describe(long organizationId, String name, Recipient.Profile profile) {
        var recipient = locked(organizationId, name);
        var before = recipient.profile();
        recipient.describe(profile);
        entities.flush();
        audit.changed(
                organizationId, Action.RECIPIENT_CHANGED, name, before.described(null), profile.described(before));
        return recipient;
    }

    /** The inbox is the next room's, but nobody is without one; its columns start at zero by default. */
    private void openInboxes(long organizationId, List<String> names) {
        var places = IntStream.rangeClosed(2, names.size() + 1)
                .mapToObj(place -> "?" + place)
                .collect(Collectors.joining(","));
        var query = entities.createNativeQuery("insert into inbox (id) select id from recipient"
                        + " where organization_id = ?1 and name in (" + places + ")")
                .setParameter(1, organizationId);
        for (var i = 0; i < names.size(); i++) {
            query.setParameter(i + 2, names.get(i));
        }
        query.executeUpdate();
    }
}
