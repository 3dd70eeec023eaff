package org.belfry.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.UnixTime;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Writes the audit log. Entries belong to the caller's transaction: what is rolled back was never done, and what is committed is
 * in the log. An insert locks nothing that another waits for; {@link ChainSealer} chains the entries afterwards.
 */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class Audit {

    private static final int LONGEST_SUBJECT = 500;
    private static final int LONGEST_NAME = 200;

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private CurrentActor current;

    @Inject
    private UnixTime time;

    /** Whether posts of events and what becomes of notifications are in the log too. */
    @Inject
    @ConfigProperty(name = "belfry.audit.traffic", defaultValue = "true")
    private boolean traffic;

    /** Whether the daily work is in the log too. */
    @Transactional(TxType.SUPPORTS)
    public boolean hasTraffic() {
        return traffic;
    }

    /** Something was done by {@link CurrentActor}, and there is no more to say. */
    public void record(long organizationId, Action action, String subject) {
        record(organizationId, action, subject, null, null);
    }

    /**
     * Something was done by {@link CurrentActor}.
     *
     * @param subject what was changed, by its name or number among things of its kind; null where the action says it all
     * @param before what was set before; null for nothing. Never a secret, and of people nothing but their names
     * @param after what is set now, or what there is to know of the action; null for nothing
     */
    public void record(long organizationId, Action action, String subject, JsonObject before, JsonObject after) {
        record(current.get(), organizationId, action, subject, before, after);
    }

    /** {@link #record(long, Action, String, JsonObject, JsonObject)} for somebody who is not the caller of the request. */
    public void record(
            Actor actor, long organizationId, Action action, String subject, JsonObject before, JsonObject after) {
        if (action.isTraffic() && !traffic) {
            return;
        }
        var who = new Actor(actor.kind(), shortened(actor.name(), LONGEST_NAME), actor.credentialId(), actor.address());
        entities.persist(new AuditEntry(
                organizationId,
                time.now(),
                who,
                action,
                shortened(subject, LONGEST_SUBJECT),
                text(before),
                text(after)));
    }

    /**
     * Settings were changed by {@link CurrentActor}: the entry has those that differ. Nothing is recorded where none does.
     *
     * @param before all of them, as they were
     * @param after the same, as they are
     */
    public void changed(long organizationId, Action action, String subject, JsonObject before, JsonObject after) {
        if (!before.equals(after)) {
            record(organizationId, action, subject, without(before, after), without(after, before));
        }
    }

    /**
     * Begins the chain of an organization that is new. From then on a chain without a row for its end is one that somebody has
     * laid hands on.
     */
    public void begin(long organizationId) {
        entities.persist(new AuditChain(organizationId, time.now()));
    }

    /** What is there and is not the same in the other. */
    private static JsonObject without(JsonObject object, JsonObject other) {
        var rest = JsonOutput.object();
        object.forEach((name, value) -> {
            if (!value.equals(other.get(name))) {
                rest.add(name, value);
            }
        });
        return rest.build();
    }

    private static String shortened(String text, int most) {
        if (text == null || text.length() <= most) {
            return text;
        }
        // Half a character is one that no database takes.
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }

    private static String text(JsonObject json) {
        return json == null ? null : json.toString();
    }
}
