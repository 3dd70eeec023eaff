package org.belfry.audience;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The recipients of an organization. */
@ApplicationScoped
public class Audience {

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private RecipientRegistry registry;

    public Optional<Recipient> find(long organizationId, String name) {
        return entities.createQuery(
                        "select r from Recipient r where r.organizationId = :organization and r.name = :name",
                        Recipient.class)
                .setParameter("organization", organizationId)
                .setParameter("name", name)
                .getResultStream()
                .findFirst();
    }

    /**
     * The recipients of these names, in the order given. Whoever is named for the first time gets an inbox, in a
     * transaction of its own: so nothing that others wait for is held while the caller's transaction runs.
     */
    public List<Recipient> named(long organizationId, Collection<String> names) {
        var known = existing(organizationId, names);
        if (known.size() < names.size()) {
            var missing = new TreeSet<>(names);
            missing.removeAll(known.keySet());
            registry.register(organizationId, missing);
            known = existing(organizationId, names);
        }
        return names.stream().map(known::get).toList();
    }

    public Recipient named(long organizationId, String name) {
        return named(organizationId, List.of(name)).get(0);
    }

    private Map<String, Recipient> existing(long organizationId, Collection<String> names) {
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
}
