package org.belfry.audience;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import org.belfry.platform.Batches;
import org.belfry.platform.RetryOnConflict;

/** How many an event would be for, before it is sent. Those who are disabled are not counted: they are told nothing. */
@ApplicationScoped
@Transactional
@RetryOnConflict
public class AudienceEstimate {

    /**
     * How many there are behind some names.
     *
     * @param people who would be told, unless they or the organization chose otherwise
     * @param unknown those of the names that nothing is known of: recipients who would get an inbox with the event, topics that
     *     nobody ever followed
     */
    public record Count(long people, List<String> unknown) {}

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private Recipients recipients;

    @Inject
    private Topics topics;

    /** Those of the names, each counted once; who is not known yet counts too. */
    public Count named(long organizationId, Collection<String> names) {
        var ids = recipients.ids(organizationId, names);
        var disabled = 0L;
        for (var some : Batches.of(ids.values())) {
            disabled += entities.createQuery(
                            "select count(r) from Recipient r where r.id in :ids and r.enabled = false", Long.class)
                    .setParameter("ids", some)
                    .getSingleResult();
        }
        return new Count(names.size() - disabled, without(names, ids.keySet()));
    }

    /** Those who follow at least one of the topics. */
    public Count following(long organizationId, Collection<String> names) {
        var ids = topics.ids(organizationId, names);
        var people = ids.isEmpty()
                ? 0
                : entities.createQuery(
                                "select count(distinct s.key.recipientId) from Subscription s, Recipient r"
                                        + " where r.id = s.key.recipientId and r.enabled = true"
                                        + " and s.key.topicId in :topics",
                                Long.class)
                        .setParameter("topics", ids.values())
                        .getSingleResult();
        return new Count(people, without(names, ids.keySet()));
    }

    /** Everybody in the organization. */
    public Count everybody(long organizationId) {
        var people = entities.createQuery(
                        "select count(r) from Recipient r where r.organizationId = :organization and r.enabled = true",
                        Long.class)
                .setParameter("organization", organizationId)
                .getSingleResult();
        return new Count(people, List.of());
    }

    private static List<String> without(Collection<String> names, Collection<String> known) {
        return names.stream().filter(name -> !known.contains(name)).toList();
    }
}
