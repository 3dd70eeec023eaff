package org.belfry.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Tries again, by order of a person, what was given up. */
@ApplicationScoped
public class Retries {

    /** Deliveries that one transaction changes. */
    private static final int STEP = 500;

    @Inject
    private Outbox outbox;

    @Inject
    private DeliveryReports reports;

    /** False where the delivery is neither dead nor uncertain. */
    boolean one(long organizationId, long id) {
        return outbox.retry(organizationId, id);
    }

    /** Step by step, each in a transaction of its own; answers how many. Of two at once each counts what it has changed itself. */
    long dead(long organizationId, DeliveryFilter filter) {
        var retried = 0L;
        var last = 0L;
        var ids = reports.ids(organizationId, filter, last, STEP);
        while (!ids.isEmpty()) {
            retried += outbox.retryDead(organizationId, ids);
            last = ids.get(ids.size() - 1);
            ids = reports.ids(organizationId, filter, last, STEP);
        }
        return retried;
    }
}
