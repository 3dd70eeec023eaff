package org.belfry.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.belfry.access.FreshSignIn;
import org.belfry.platform.Problem;

/** Tries again, by order of a person, what was given up. */
@ApplicationScoped
public class DeliveryRetryService {

    /** Deliveries that one transaction changes. */
    private static final int STEP = 500;

    @Inject
    private Outbox outbox;

    @Inject
    private DeliveryReports reports;

    /**
     * Tries one of an organization's deliveries again.
     *
     * @throws Problem 404 where it has none of that id, 409 where it is neither dead nor uncertain
     */
    public void one(long organizationId, long id) {
        if (reports.find(organizationId, id).isEmpty()) {
            throw Problem.notFound("Delivery");
        }
        if (!outbox.retry(organizationId, id)) {
            throw Problem.of(409, "Only dead or uncertain deliveries can be retried; this delivery is neither");
        }
    }

    /**
     * Tries those again that pass the filter and are dead, the oldest first. Step by step, each in a transaction of its own. Of two at once
     * each counts what it has changed itself.
     *
     * @param most how many, at most; a step is finished all the same
     * @return how many
     */
    @FreshSignIn
    public long dead(long organizationId, DeliveryFilter filter, long most) {
        var dead = filter.in(DeliveryState.DEAD);
        var retried = 0L;
        var last = 0L;
        var ids = reports.ids(organizationId, dead, last, STEP);
        while (!ids.isEmpty()) {
            retried += outbox.retryDead(organizationId, ids);
            last = ids.get(ids.size() - 1);
            ids = retried < most ? reports.ids(organizationId, dead, last, STEP) : List.of();
        }
        return retried;
    }
}
