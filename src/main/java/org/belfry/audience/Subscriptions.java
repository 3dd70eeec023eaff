package org.belfry.audience;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.belfry.access.ResourceQuota;
import org.belfry.access.ResourceQuotas;
import org.belfry.audit.Action;
import org.belfry.audit.Audit;
import org.belfry.platform.Batches;
import org.belfry.platform.RetryOnConflict;
import org.belfry.platform.UnixTime;

/** Who follows what, for those who look at it and change it. */
@ApplicationScoped
@Transactional
public class Subscriptions {

    /** One who follows a topic, since a second (Unix time). */
    public record TopicSubscriber(long id, String name, long subscribedAt) {}

    /** A topic that somebody follows, since a second (Unix time). */
    public record FollowedTopic(String topic, long subscribedAt) {}

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private Recipients recipients;

    @Inject
    private RecipientWriter creation;

    @Inject
    private Topics topics;

    @Inject
    private ResourceQuotas quotas;

    @Inject
    private Audit audit;

    @Inject
    private UnixTime time;

    /**
     * Lets recipients follow a topic; whoever, and whatever, does not exist yet does from now on.
     *
     * @return how many did not follow it before
     */
    @RetryOnConflict
    public int subscribe(long organizationId, String topic, SortedSet<String> names) {
        creation.createAbsent(organizationId, names);
        var known = recipients.ids(organizationId, names);
        var ids = new TreeSet<>(known.values());
        var topicId = existing(organizationId, topic);
        ids.removeAll(following(topicId, ids));
        quotas.requireOfPerson(
                ResourceQuota.SUBSCRIPTIONS_PER_PERSON, organizationId, Math.min(1, ids.size()), () -> followed(ids));
        ids.forEach(id -> entities.persist(new Subscription(topicId, id, time.now())));
        entities.flush();
        if (!ids.isEmpty()) {
            known.values().retainAll(ids);
            audit.record(
                    organizationId,
                    Action.SUBSCRIPTION_ADDED,
                    topic,
                    null,
                    NameParameters.some(new TreeSet<>(known.keySet())));
        }
        return ids.size();
    }

    private long existing(long organizationId, String name) {
        return topics.id(organizationId, name).orElseGet(() -> {
            quotas.require(ResourceQuota.TOPICS, organizationId, 1, () -> topics.count(organizationId));
            var topic = new Topic(organizationId, name);
            entities.persist(topic);
            entities.flush();
            return topic.id();
        });
    }

    /** How many topics the one of them follows who follows most. */
    private long followed(Collection<Long> recipientIds) {
        var most = 0L;
        for (var some : Batches.of(recipientIds)) {
            for (var count : entities.createQuery(
                            "select count(s) from Subscription s where s.key.recipientId in :recipients"
                                    + " group by s.key.recipientId",
                            Long.class)
                    .setParameter("recipients", some)
                    .getResultList()) {
                most = Math.max(most, count);
            }
        }
        return most;
    }

    private Set<Long> following(long topicId, Collection<Long> recipientIds) {
        var following = new HashSet<Long>();
        for (var some : Batches.of(recipientIds)) {
            following.addAll(entities.createQuery(
                            "select s.key.recipientId from Subscription s"
                                    + " where s.key.topicId = :topic and s.key.recipientId in :ids",
                            Long.class)
                    .setParameter("topic", topicId)
                    .setParameter("ids", some)
                    .getResultList());
        }
        return following;
    }

    /** Ends a subscription, if there is one. */
    @RetryOnConflict
    public void unsubscribe(long organizationId, String topic, String name) {
        var topicId = topics.id(organizationId, topic);
        var recipientId = Optional.ofNullable(
                recipients.ids(organizationId, List.of(name)).get(name));
        if (topicId.isPresent() && recipientId.isPresent()) {
            var ended = entities.createQuery(
                            "delete from Subscription s where s.key.topicId = :topic and s.key.recipientId = :recipient")
                    .setParameter("topic", topicId.get())
                    .setParameter("recipient", recipientId.get())
                    .executeUpdate();
            if (ended > 0) {
                audit.record(
                        organizationId,
                        Action.SUBSCRIPTION_REMOVED,
                        topic,
                        NameParameters.some(new TreeSet<>(List.of(name))),
                        null);
            }
        }
    }

    /** The first subscribers whose ids are greater than one, in the order of the ids. */
    public List<TopicSubscriber> subscribers(long topicId, long afterRecipientId, int limit) {
        return entities
                .createQuery(
                        "select r.id, r.name, s.createdAt from Subscription s, Recipient r"
                                + " where r.id = s.key.recipientId and s.key.topicId = :topic"
                                + " and s.key.recipientId > :after order by s.key.recipientId",
                        Object[].class)
                .setParameter("topic", topicId)
                .setParameter("after", afterRecipientId)
                .setMaxResults(limit)
                .getResultList()
                .stream()
                .map(row -> new TopicSubscriber((Long) row[0], (String) row[1], (Long) row[2]))
                .toList();
    }

    /** The first topics that a recipient follows whose names are greater than one, in the order of the names. */
    public List<FollowedTopic> followed(long organizationId, String recipient, String afterTopic, int limit) {
        return entities
                .createQuery(
                        "select t.name, s.createdAt from Recipient r, Subscription s, Topic t"
                                + " where s.key.recipientId = r.id and t.id = s.key.topicId"
                                + " and r.organizationId = :organization and r.name = :recipient and t.name > :after"
                                + " order by t.name",
                        Object[].class)
                .setParameter("organization", organizationId)
                .setParameter("recipient", recipient)
                .setParameter("after", afterTopic)
                .setMaxResults(limit)
                .getResultList()
                .stream()
                .map(row -> new FollowedTopic((String) row[0], (Long) row[1]))
                .toList();
    }
}
