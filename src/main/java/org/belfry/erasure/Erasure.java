package org.belfry.erasure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.belfry.access.AccessSampler;
import org.belfry.access.Caller;
import org.belfry.access.FreshSignIn;

/**
 * Erases a recipient in steps, each a short transaction. The first one disables the recipient, so that no more comes in; the
 * last one removes the row itself, and the tombstone says so. Whatever breaks in between, the next call goes on from there.
 */
@ApplicationScoped
public class Erasure {

    @Inject
    private ErasureSteps steps;

    @Inject
    private AccessSampler sampler;

    /** False where the organization has no such recipient. */
    @FreshSignIn
    public boolean erase(Caller admin, String name) {
        var recipient = steps.begin(admin, name);
        recipient.ifPresent(found -> {
            var removed = 0L;
            do {
                removed += removeAll(found.id());
            } while (!steps.finish(admin, found.id(), name, removed));
            sampler.forget(admin.organizationId(), name);
        });
        return recipient.isPresent();
    }

    private long removeAll(long recipientId) {
        var removed = 0L;
        for (var step = steps.removeNotifications(recipientId);
                step > 0;
                step = steps.removeNotifications(recipientId)) {
            removed += step;
        }
        while (steps.removeOutcomes(recipientId) + steps.removeDeliveries(recipientId) > 0) {
            // Each step is a transaction of its own, so that nobody waits long for its rows.
        }
        return removed;
    }
}
