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
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.belfry.platform.RetryOnConflict;

/** Who follows what, for those who tell them: a topic may have more subscribers than one can hold in memory. */
@ApplicationScoped
@Transactional
@RetryOnConflict
public class Topics {

    @PersistenceContext
    private EntityManager entities;

    /** The ids of those of the names that exist. */
    public Map<String, Long> ids(long organizationId, Collection<String> names) {
        var ids = new HashMap<String, Long>();
        if (!names.isEmpty()) {
            entities.createQuery(
                            "select t from Topic t where t.organizationId = :organization and t.name in :names",
                            Topic.class)
                    .setParameter("organization", organizationId)
                    .setParameter("names", names)
                    .getResultList()
                    .forEach(topic -> ids.put(topic.name(), topic.id()));
        }
        return ids;
    }

    long count(long organizationId) {
        return entities.createQuery("select count(t) from Topic t where t.organizationId = :organization", Long.class)
                .setParameter("organization", organizationId)
                .getSingleResult();
    }

    /** The first names, in their order, that are this one or come after it. */
    public List<String> namesFrom(long organizationId, String start, int limit) {
        return entities.createQuery(
                        "select t.name from Topic t where t.organizationId = :organization and t.name >= :start"
                                + " order by t.name",
                        String.class)
                .setParameter("organization", organizationId)
                .setParameter("start", start)
                .setMaxResults(limit)
                .getResultList();
    }

    /** The id of one topic; empty where nobody ever followed it. */
    public Optional<Long> id(long organizationId, String name) {
        return Optional.ofNullable(ids(organizationId, List.of(name)).get(name));
    }

    /**
     * The ids of those who follow at least one of the topics, each once, in ascending order.
     *
     * @param afterRecipientId the ids are greater than that
     * @param until they have followed it since this second (Unix time), or longer
     */
    public List<Long> subscribersAfter(Collection<Long> topicIds, long afterRecipientId, long until, int limit) {
        if (topicIds.isEmpty()) {
            return List.of();
        }
        // Of each topic the first few by its own index: one "in" would read and sort all that follow, for every step.
        var ordered = List.copyOf(new TreeSet<>(topicIds));
        var first = " order by recipient_id fetch first " + limit + " rows only";
        var union = IntStream.rangeClosed(3, ordered.size() + 2)
                .mapToObj(parameter ->
                        "select recipient_id from (select recipient_id from subscription where topic_id = ?" + parameter
                                + " and recipient_id > ?1 and created_at <= ?2" + first + ") one")
                .collect(Collectors.joining(" union "));
        var query = entities.createNativeQuery("select recipient_id from (" + union + ") several" + first)
                .setParameter(1, afterRecipientId)
                .setParameter(2, until);
        for (var i = 0; i < ordered.size(); i++) {
            query.setParameter(i + 3, ordered.get(i));
        }
        var ids = new ArrayList<Long>();
        for (var id : query.getResultList()) {
            ids.add(((Number) id).longValue());
        }
        return ids;
    }

    /** How many follow at least one of the topics, and have since that second (Unix time) or longer. */
    public long countSubscribers(Collection<Long> topicIds, long until) {
        if (topicIds.isEmpty()) {
            return 0;
        }
        return entities.createQuery(
                        "select count(distinct s.key.recipientId) from Subscription s"
                                + " where s.key.topicId in :topics and s.createdAt <= :until",
                        Long.class)
                .setParameter("topics", topicIds)
                .setParameter("until", until)
                .getSingleResult();
    }
}
