package org.belfry.erasure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.belfry.access.Accounts;
import org.belfry.access.ApiKeys;
import org.belfry.access.Caller;
import org.belfry.access.ErasedNames;
import org.belfry.audience.Recipient;
import org.belfry.audience.RecipientErased;
import org.belfry.audience.Recipients;
import org.belfry.audit.Action;
import org.belfry.audit.Audit;
import org.belfry.inbox.InboxLocks;
import org.belfry.inbox.InboxRemoval;
import org.belfry.inbox.InboxRemoved;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.RetryOnConflict;
import org.belfry.platform.UnixTime;

/**
 * The steps of an erasure, each a transaction. With what somebody was told goes what happened, where nobody else was told of
 * it: its text is about that person. Of a fan-out that is still running others may yet be told.
 */
@ApplicationScoped
@Transactional
public class ErasureSteps {

    /** Most rows that one transaction removes. */
    private static final int STEP = 500;

    /** Parameter 1 is the recipient, 2 the event. */
    private static final String EVENT_OF_NOBODY_ELSE = "delete from event where id = ?2"
            + " and not exists (select 1 from notification n where n.event_id = ?2)"
            + " and not exists (select 1 from event_outcome o where o.event_id = ?2 and o.recipient_id <> ?1)"
            + " and not exists (select 1 from delivery d where d.event_id = ?2 and d.recipient_id <> ?1)"
            + " and not exists (select 1 from fan_out f where f.event_id = ?2 and f.state = 'running')";

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private InboxLocks locks;

    @Inject
    private InboxRemoval removal;

    @Inject
    private Event<InboxRemoved> removed;

    @Inject
    private Event<RecipientErased> erased;

    @Inject
    private Recipients recipients;

    @Inject
    private ErasedNames names;

    @Inject
    private ApiKeys keys;

    @Inject
    private Accounts accounts;

    @Inject
    private Audit audit;

    @Inject
    private UnixTime time;

    /**
     * Disables the recipient and ends every credential that leads to it; empty if there is none of that name.
     */
    @RetryOnConflict
    public Optional<Recipient> begin(Caller admin, String name) {
        var recipient = recipients.disable(admin.organizationId(), name);
        recipient.ifPresent(found -> {
            entities.flush();
            endCredentials(admin, name);
            audit.record(
                    admin.organizationId(),
                    Action.ERASURE_STARTED,
                    null,
                    null,
                    JsonOutput.object()
                            .add("digest", ErasedNames.digest(admin.organization(), name))
                            .build());
        });
        return recipient;
    }

    /** Called at both ends of an erasure, so credentials issued in between end too. */
    private void endCredentials(Caller admin, String name) {
        names.erase(admin.organizationId(), admin.organization(), name);
        keys.revokeOfRecipient(admin.organizationId(), name);
        accounts.recipientErased(admin.organizationId(), name);
    }

    /** Removes some notifications with their deliveries; answers how many, 0 when there are none left. */
    @RetryOnConflict
    public int removeNotifications(long recipientId) {
        var events = removal.removeOldest(recipientId, STEP);
        removeEvents(recipientId, events);
        return events.size();
    }

    /** Removes some of what was decided without a notification; answers how many, 0 when there is none left. */
    @RetryOnConflict
    public int removeOutcomes(long recipientId) {
        var events = ids("select event_id from event_outcome where recipient_id = ?1 order by event_id", recipientId);
        if (!events.isEmpty()) {
            forEach("delete from event_outcome where event_id = ?2 and recipient_id = ?1", recipientId, events);
            removeEvents(recipientId, events);
        }
        return events.size();
    }

    /** Removes some deliveries that had no notification; answers how many, 0 when there are none left. */
    @RetryOnConflict
    public int removeDeliveries(long recipientId) {
        var events =
                ids("select distinct event_id from delivery where recipient_id = ?1 order by event_id", recipientId);
        if (!events.isEmpty()) {
            forEach("delete from delivery where event_id = ?2 and recipient_id = ?1", recipientId, events);
            removeEvents(recipientId, events);
        }
        return events.size();
    }

    /**
     * Removes the recipient, with preferences, subscriptions and tickets, and leaves the tombstone.
     *
     * @return false where something came in that is to be removed first
     */
    @RetryOnConflict
    public boolean finish(Caller admin, long recipientId, String name, long notifications) {
        // The inbox first, as a post does. The other lock keeps away what refers to the recipient without one.
        if (locks.lock(recipientId).isEmpty()) {
            return true;
        }
        entities.find(Recipient.class, recipientId, LockModeType.PESSIMISTIC_WRITE);
        if (isReferredTo(recipientId)) {
            return false;
        }
        endCredentials(admin, name);
        entities.persist(new ErasureRecord(
                admin.organizationId(), admin.organization(), name, signature(admin), notifications, time.now()));
        entities.flush();
        audit.record(
                admin.organizationId(),
                Action.RECIPIENT_ERASED,
                null,
                null,
                JsonOutput.object()
                        .add("digest", ErasedNames.digest(admin.organization(), name))
                        .add("notifications", notifications)
                        .build());
        erased.fire(new RecipientErased(admin.organizationId(), name));
        entities.createNativeQuery("delete from recipient where id = ?1")
                .setParameter(1, recipientId)
                .executeUpdate();
        removed.fire(new InboxRemoved(recipientId));
        return true;
    }

    private boolean isReferredTo(long recipientId) {
        return List.of("notification where inbox_id", "event_outcome where recipient_id", "delivery where recipient_id")
                .stream()
                .anyMatch(rows -> !entities.createNativeQuery("select 1 from " + rows + " = ?1 fetch first 1 rows only")
                        .setParameter(1, recipientId)
                        .getResultList()
                        .isEmpty());
    }

    private void removeEvents(long recipientId, Collection<Long> events) {
        forEach(EVENT_OF_NOBODY_ELSE, recipientId, events);
    }

    private List<Long> ids(String select, long recipientId) {
        return column(
                entities.createNativeQuery(select + " fetch first " + STEP + " rows only")
                        .setParameter(1, recipientId)
                        .getResultList(),
                0);
    }

    /** One by one: with many ids in a statement Derby would look through all rows, and wait for those of whoever posts. */
    private void forEach(String statement, long recipientId, Collection<Long> events) {
        for (var event : new TreeSet<>(events)) {
            entities.createNativeQuery(statement)
                    .setParameter(1, recipientId)
                    .setParameter(2, event)
                    .executeUpdate();
        }
    }

    private static List<Long> column(List<?> rows, int index) {
        var column = new ArrayList<Long>();
        for (var row : rows) {
            column.add(((Number) (row instanceof Object[] columns ? columns[index] : row)).longValue());
        }
        return column;
    }

    private static String signature(Caller admin) {
        var text = admin.kind().name().toLowerCase(Locale.ROOT) + ":" + admin.name();
        return text.substring(0, Math.min(text.length(), 300));
    }
}
