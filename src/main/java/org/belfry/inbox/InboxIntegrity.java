package org.belfry.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.belfry.inbox.InboxCounts.Difference;
import org.belfry.inbox.IntegritySteps.Owner;

/** Counts inboxes again, some in each call, and repairs the counters that are wrong. */
@ApplicationScoped
public class InboxIntegrity {

    /** A counter that is wrong. */
    record Finding(String recipient, Difference difference) {}

    /**
     * What one call found.
     *
     * @param checked how many inboxes were counted
     * @param next the last of them, to go on from; null if there are no more
     */
    record Report(int checked, List<Finding> findings, Long next) {}

    @Inject
    private IntegritySteps steps;

    /**
     * Changes nothing.
     *
     * @param after the last inbox of the call before; 0 for the beginning
     * @param limit most inboxes to count; fewer if they are large
     */
    Report check(long organizationId, long after, int limit) {
        return walk(organizationId, after, limit, steps::check);
    }

    /** {@link #check}, and repairs what it finds: each inbox in a transaction, under its lock. */
    Report repair(long organizationId, long after, int limit) {
        return walk(organizationId, after, limit, owner -> steps.repair(organizationId, owner));
    }

    private Report walk(long organizationId, long after, int limit, Function<Owner, List<Difference>> step) {
        var owners = steps.after(organizationId, after, limit);
        var suspects = steps.suspects(owners.stream().map(Owner::inboxId).toList());
        var findings = new ArrayList<Finding>();
        for (var owner : owners) {
            if (suspects.contains(owner.inboxId())) {
                step.apply(owner).forEach(difference -> findings.add(new Finding(owner.recipient(), difference)));
            }
        }
        var last = owners.isEmpty() ? null : owners.get(owners.size() - 1).inboxId();
        var more = last != null && !steps.after(organizationId, last, 1).isEmpty();
        return new Report(owners.size(), findings, more ? last : null);
    }
}
