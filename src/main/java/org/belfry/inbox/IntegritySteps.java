package org.belfry.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.belfry.audit.Action;
import org.belfry.audit.Audit;
import org.belfry.inbox.InboxCounts.Difference;
import org.belfry.platform.BulkStatements;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.RetryOnConflict;

/** The steps of a check, each a short transaction. */
@ApplicationScoped
@Transactional
class IntegritySteps {

    /** Most notifications that one step counts, unless a single inbox has more. */
    private static final long ROWS = 200_000;

    /** @param total how many notifications the inbox says that it has */
    record Owner(long inboxId, String recipient, long total) {}

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private InboxLocks locks;

    @Inject
    private BulkStatements bulk;

    @Inject
    private Audit audit;

    @Inject
    private Event<InboxesChanged> changed;

    /** The next inboxes of an organization in the order of their ids: as many as one step counts. */
    @RetryOnConflict
    public List<Owner> after(long organizationId, long position, int limit) {
        var owners = new ArrayList<Owner>();
        var rows = 0L;
        for (var row : entities.createQuery(
                        "select i.id, r.name, i.totalCount from Recipient r join Inbox i on i.id = r.id"
                                + " where r.organizationId = :organization and r.id > :after order by r.id",
                        Object[].class)
                .setParameter("organization", organizationId)
                .setParameter("after", position)
                .setMaxResults(limit)
                .getResultList()) {
            var owner = new Owner((Long) row[0], (String) row[1], (Long) row[2]);
            rows += owner.total();
            if (rows > ROWS && !owners.isEmpty()) {
                return owners;
            }
            owners.add(owner);
        }
        return owners;
    }

    /** Counts without a lock, which no one waits for: those that seem wrong have to be counted under it. */
    @RetryOnConflict
    public Set<Long> suspects(Collection<Long> inboxIds) {
        return bulk.select(InboxCounts.QUERY, inboxIds).stream()
                .filter(columns -> !InboxCounts.stored(columns)
                        .differences(InboxCounts.counted(columns))
                        .isEmpty())
                .map(columns -> ((Number) columns[0]).longValue())
                .collect(Collectors.toSet());
    }

    /** The differences in an inbox, which is locked meanwhile. */
    @RetryOnConflict
    public List<Difference> check(Owner owner) {
        return recount(owner).map(Recount::differences).orElseGet(List::of);
    }

    /** Repairs an inbox; returns what was wrong with it. */
    @RetryOnConflict
    public List<Difference> repair(long organizationId, Owner owner) {
        var wrong = recount(owner).filter(recount -> !recount.differences().isEmpty());
        wrong.ifPresent(recount -> {
            changed.fire(recount.repair());
            audit.record(
                    organizationId,
                    Action.INBOX_REPAIRED,
                    owner.recipient(),
                    json(recount.differences(), Difference::stored).build(),
                    json(recount.differences(), Difference::counted).build());
        });
        return wrong.map(Recount::differences).orElseGet(List::of);
    }

    private Optional<Recount> recount(Owner owner) {
        return locks.lock(owner.inboxId()).map(locks::recount);
    }

    private static JsonObjectBuilder json(List<Difference> differences, ToLongFunction<Difference> value) {
        var json = JsonOutput.object();
        differences.forEach(difference -> json.add(difference.counter(), value.applyAsLong(difference)));
        return json;
    }
}
