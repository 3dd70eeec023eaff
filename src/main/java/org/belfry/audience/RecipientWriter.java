package org.belfry.audience;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.belfry.access.Organization;
import org.belfry.access.ResourceQuota;
import org.belfry.access.ResourceQuotas;
import org.belfry.audit.Action;
import org.belfry.audit.Audit;
import org.belfry.platform.Batches;
import org.belfry.platform.Problem;
import org.belfry.platform.RetryOnConflict;
import org.belfry.platform.UnixTime;

/** Writes new recipients, with their inboxes. Other packages create recipients through {@link RecipientRegistry} only. */
@ApplicationScoped
@Transactional
class RecipientWriter {

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private Recipients recipients;

    @Inject
    private ResourceQuotas quotas;

    @Inject
    private Event<RecipientsCreated> created;

    @Inject
    private Audit audit;

    @Inject
    private UnixTime time;

    /**
     * Creates a recipient for each of the names that has none. Two callers that create many wait for each other here: each database is
     * free to write them in another order than that of the names.
     *
     * @throws Problem 400 for a name that the database takes for that of another
     */
    @RetryOnConflict
    public void createAbsent(long organizationId, SortedSet<String> names) {
        var missing = missing(organizationId, names);
        if (missing.size() > 1) {
            entities.find(Organization.class, organizationId, LockModeType.PESSIMISTIC_WRITE);
            missing = missing(organizationId, missing);
        }
        quotas.require(
                ResourceQuota.RECIPIENTS,
                organizationId,
                missing.size(),
                () -> recipients.count(organizationId, Long.MAX_VALUE));
        missing.forEach(name -> entities.persist(new Recipient(organizationId, name, time.now())));
        entities.flush();
        for (var some : Batches.of(missing)) {
            openInboxes(organizationId, some);
        }
        if (!missing.isEmpty()) {
            audit.record(
                    organizationId,
                    Action.RECIPIENT_CREATED,
                    missing.size() == 1 ? missing.first() : null,
                    null,
                    NameParameters.some(missing));
            created.fire(new RecipientsCreated(organizationId));
        }
    }

    private SortedSet<String> missing(long organizationId, SortedSet<String> names) {
        var missing = new TreeSet<>(names);
        for (var found : recipients.ids(organizationId, names).keySet()) {
            if (!names.contains(found)) {
                // Derby takes names for the same that differ so. Nobody could be found by the other one, or created.
                throw Problem.badRequest(
                        "The recipient %s already exists; the names differ only in trailing spaces", found);
            }
            missing.remove(found);
        }
        return missing;
    }

    /** Creates the recipient if necessary, and locks it until the caller's transaction ends. */
    public Recipient lockedOrCreated(long organizationId, String name) {
        Recipient locked;
        do {
            createAbsent(organizationId, new TreeSet<>(List.of(name)));
            var id = recipients.ids(organizationId, List.of(name)).get(name);
            // Null if somebody was erased in that moment.
            locked = id == null ? null : entities.find(Recipient.class, id, LockModeType.PESSIMISTIC_WRITE);
        } while (locked == null);
        return locked;
    }

    /** Creates or replaces what is known about a recipient. */
    @RetryOnConflict
    public Recipient describe(long organizationId, String name, Recipient.Profile profile) {
        var recipient = lockedOrCreated(organizationId, name);
        var before = recipient.profile();
        recipient.describe(profile);
        entities.flush();
        audit.changed(
                organizationId, Action.RECIPIENT_CHANGED, name, before.described(null), profile.described(before));
        return recipient;
    }

    /** The inbox belongs to the next package, but every recipient has one; its columns default to zero. */
    private void openInboxes(long organizationId, List<String> names) {
        var places = IntStream.rangeClosed(2, names.size() + 1)
                .mapToObj(place -> "?" + place)
                .collect(Collectors.joining(","));
        var query = entities.createNativeQuery("insert into inbox (id) select id from recipient"
                        + " where organization_id = ?1 and name in (" + places + ")")
                .setParameter(1, organizationId);
        for (var i = 0; i < names.size(); i++) {
            query.setParameter(i + 2, names.get(i));
        }
        query.executeUpdate();
    }
}
