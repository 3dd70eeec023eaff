package org.belfry.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.RetryOnConflict;
import org.belfry.platform.UnixTime;

/** What happened in Belfry itself, until it is told. A package above publishes it. */
@ApplicationScoped
@Transactional
public class SystemEvents {

    /** The member of a recorded event that says so. */
    public static final String ONLY_EXISTING = "only_existing";

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private UnixTime time;

    @Inject
    private Event<SystemEventRecorded> recorded;

    /** Like {@link #record}, but creates no recipients: only those who exist are notified. */
    @Transactional(TxType.MANDATORY)
    public void recordForExisting(long organizationId, JsonObject event) {
        record(organizationId, JsonOutput.object(event).add(ONLY_EXISTING, true).build());
    }

    /**
     * Adds it to the caller's transaction: it is told if, and only if, that is committed.
     *
     * @param event what a producer would post, without producer and id
     */
    @Transactional(TxType.MANDATORY)
    public void record(long organizationId, JsonObject event) {
        entities.persist(new SystemEvent(organizationId, event.toString(), time.now()));
        recorded.fire(new SystemEventRecorded());
    }

    /** The next that are still to be told, in the order of their ids; at most so many. */
    public List<SystemEvent> unpublished(long afterId, int most) {
        return entities.createQuery("select h from SystemEvent h where h.id > :after order by h.id", SystemEvent.class)
                .setParameter("after", afterId)
                .setMaxResults(most)
                .getResultList();
    }

    /** It has been told, perhaps by another node too. */
    @RetryOnConflict
    public void remove(long id) {
        entities.createQuery("delete from SystemEvent h where h.id = :id")
                .setParameter("id", id)
                .executeUpdate();
    }
}
