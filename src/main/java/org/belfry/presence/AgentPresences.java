package org.belfry.presence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.belfry.access.SystemEvents;
import org.belfry.audience.Recipient;
import org.belfry.audit.Action;
import org.belfry.audit.Actor;
import org.belfry.audit.Audit;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.NodeUptime;
import org.belfry.platform.RetryOnConflict;
import org.belfry.platform.UnixTime;
import org.belfry.presence.AgentPresence.State;

/** Who is there. Each change of a state is made under the lock of its row, and told in the same transaction: once over all nodes. */
@ApplicationScoped
@Transactional
public class AgentPresences {

    /** Most that are looked for together. */
    static final int SILENT_AT_ONCE = 500;

    private static final int LONGEST_TOPIC = 200;

    /** An agent and its presence. */
    public record PresenceView(AgentPresence presence, Recipient agent) {

        public JsonObject toJson() {
            return JsonOutput.object()
                    .add("name", agent.name())
                    .add("display_name", JsonOutput.of(agent.displayName()))
                    .add("state", presence.state())
                    .add("state_since", presence.stateSince())
                    .add("seen_at", presence.seenAt())
                    .build();
        }
    }

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private SystemEvents systemEvents;

    @Inject
    private Audit audit;

    @Inject
    private NodeUptime uptime;

    @Inject
    private PresenceSettings settings;

    @Inject
    private UnixTime time;

    /** A recipient sent a heartbeat. Only agents have a presence; mostly it takes one statement. */
    @RetryOnConflict
    public void seen(long recipientId) {
        var now = time.now();
        var noted = entities.createQuery("update AgentPresence p set p.seenAt = :now"
                        + " where p.recipientId = :id and p.state = 'online' and p.seenAt <= :now")
                .setParameter("now", now)
                .setParameter("id", recipientId)
                .executeUpdate();
        if (noted == 0) {
            markOnline(recipientId, now);
        }
    }

    private void markOnline(long recipientId, long now) {
        var agent = entities.find(Recipient.class, recipientId);
        if (agent == null || !agent.isAgent() || !agent.enabled()) {
            return;
        }
        var presence = locked(recipientId);
        if (presence == null) {
            entities.persist(new AgentPresence(recipientId, now));
            return;
        }
        var since = presence.stateSince();
        if (presence.seen(now)) {
            var data = JsonOutput.object().add("offline_since", since).build();
            publish(agent, "agent_online", State.ONLINE, data);
            audit.record(agent.organizationId(), Action.AGENT_ONLINE, agent.name(), null, data);
        }
    }

    /** Some agents that have been silent for too long; none, while Belfry itself has not been up for as long. */
    public List<Long> silent() {
        var heartbeatTimeout = silence();
        if (!heartbeatTimeout.isKnown(uptime.upSince(time.now()))) {
            return List.of();
        }
        return entities.createQuery(
                        "select p.recipientId from AgentPresence p join Recipient r on r.id = p.recipientId"
                                + " where p.state = 'online' and p.seenAt < :before and r.kind = 'agent'"
                                + " and r.enabled = true order by p.seenAt",
                        Long.class)
                .setParameter("before", heartbeatTimeout.before())
                .setMaxResults(SILENT_AT_ONCE)
                .getResultList();
    }

    private HeartbeatTimeout silence() {
        return new HeartbeatTimeout(time.now(), settings.timeout());
    }

    /** Finds an agent offline, unless it was seen meanwhile, or another node was first. */
    @RetryOnConflict
    public void markOffline(long recipientId) {
        var presence = locked(recipientId);
        var agent = entities.find(Recipient.class, recipientId);
        if (presence == null || agent == null || !agent.isAgent() || !agent.enabled()) {
            return;
        }
        if (presence.fellSilent(silence().before(), time.now())) {
            var data = JsonOutput.object().add("last_seen", presence.seenAt()).build();
            publish(agent, "agent_offline", State.OFFLINE, data);
            audit.record(Actor.BELFRY, agent.organizationId(), Action.AGENT_OFFLINE, agent.name(), null, data);
        }
    }

    private void publish(Recipient agent, String type, State state, JsonObject data) {
        var topic = "agent:" + agent.name();
        if (topic.length() <= LONGEST_TOPIC) {
            systemEvents.record(
                    agent.organizationId(),
                    JsonOutput.object()
                            .add("type", type)
                            .add("topics", JsonOutput.array().add(topic))
                            .add("source", source(agent, state))
                            .add("data", data)
                            .build());
        }
    }

    private static JsonObjectBuilder source(Recipient agent, State state) {
        return JsonOutput.object()
                .add("type", "agent")
                .add("id", agent.name())
                .add("title", agent.shownName())
                .add("status", state.code());
    }

    /**
     * An organization's agents that were seen at least once, by name; those that are disabled are none.
     *
     * @param state null for any
     * @param after the names are greater than that; empty for the beginning
     */
    public List<PresenceView> list(long organizationId, State state, String after, int most) {
        var query = entities.createQuery(
                        "select p, r from AgentPresence p join Recipient r on r.id = p.recipientId"
                                + " where r.organizationId = :organization and r.kind = 'agent' and r.enabled = true"
                                + " and r.name > :after" + (state == null ? "" : " and p.state = :state")
                                + " order by r.name",
                        Object[].class)
                .setParameter("organization", organizationId)
                .setParameter("after", after);
        if (state != null) {
            query.setParameter("state", state.code());
        }
        return query.setMaxResults(most).getResultList().stream()
                .map(row -> new PresenceView((AgentPresence) row[0], (Recipient) row[1]))
                .toList();
    }

    /** Those that are offline, by name. */
    public List<PresenceView> offline(long organizationId, int most) {
        return list(organizationId, State.OFFLINE, "", most);
    }

    /** The presence of each of these recipients that has one, by id. One statement; for a page of them. */
    public Map<Long, AgentPresence> of(Collection<Long> recipientIds) {
        var presences = new HashMap<Long, AgentPresence>();
        if (!recipientIds.isEmpty()) {
            entities.createQuery("select p from AgentPresence p where p.recipientId in :ids", AgentPresence.class)
                    .setParameter("ids", recipientIds)
                    .getResultList()
                    .forEach(presence -> presences.put(presence.recipientId(), presence));
        }
        return presences;
    }

    /** How many of an organization's agents are offline. */
    public long offline(long organizationId) {
        return entities.createQuery(
                        "select count(p) from AgentPresence p join Recipient r on r.id = p.recipientId"
                                + " where r.organizationId = :organization and r.kind = 'agent' and r.enabled = true"
                                + " and p.state = 'offline'",
                        Long.class)
                .setParameter("organization", organizationId)
                .getSingleResult();
    }

    private AgentPresence locked(long recipientId) {
        return entities.find(AgentPresence.class, recipientId, LockModeType.PESSIMISTIC_WRITE);
    }
}
