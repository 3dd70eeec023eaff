package org.belfry.audience;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.belfry.platform.Batches;

/** Finds recipients together with what they chose for a type: one statement for up to five hundred of them. */
@ApplicationScoped
@Transactional
public class RecipientLookup {

    private static final String WITH_PREFERENCE =
            "select r, p from Recipient r left join Preference p on p.key.recipientId = r.id and p.key.type = :type"
                    + " where r.organizationId = :organization and ";

    @PersistenceContext
    private EntityManager entities;

    /** Those of the names that exist. */
    public Map<String, RecipientWithPreference> byName(long organizationId, String type, Collection<String> names) {
        var byName = new HashMap<String, RecipientWithPreference>();
        for (var some : Batches.of(names)) {
            find(organizationId, type, "r.name in :keys", some)
                    .forEach(candidate -> byName.put(candidate.recipient().name(), candidate));
        }
        return byName;
    }

    /** Those of the ids that exist, in the order of their ids. */
    public List<RecipientWithPreference> byId(long organizationId, String type, Collection<Long> ids) {
        var candidates = new ArrayList<RecipientWithPreference>();
        for (var some : Batches.of(ids.stream().sorted().toList())) {
            candidates.addAll(find(organizationId, type, "r.id in :keys order by r.id", some));
        }
        return candidates;
    }

    private List<RecipientWithPreference> find(long organizationId, String type, String condition, Collection<?> keys) {
        return entities
                .createQuery(WITH_PREFERENCE + condition, Object[].class)
                .setParameter("type", type)
                .setParameter("organization", organizationId)
                .setParameter("keys", keys)
                .getResultList()
                .stream()
                .map(row -> new RecipientWithPreference((Recipient) row[0], (Preference) row[1]))
                .toList();
    }
}
