package org.belfry.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import org.belfry.platform.UnixTime;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Writes the audit log. Entries belong to the caller's transaction: what is rolled back was never done, and what is committed is
 * in the log. An insert locks nothing that another waits for; {@link Sealing} chains the entries afterwards.
 */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class Audit {

    private static final int LONGEST_SUBJECT = 500;

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
        entities.persist(new AuditEntry(
                organizationId, time.now(), actor, action, shortened(subject), text(before), text(after)));
    }

    private static String shortened(String subject) {
        return subject == null || subject.length() <= LONGEST_SUBJECT ? subject : subject.substring(0, LONGEST_SUBJECT);
    }

    private static String text(JsonObject json) {
        return json == null ? null : json.toString();
    }
}
