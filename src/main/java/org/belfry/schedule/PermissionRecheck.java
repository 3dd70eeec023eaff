package org.belfry.schedule;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Optional;
import org.belfry.access.RightsCheck;
import org.belfry.access.Role;
import org.belfry.audience.Recipient;
import org.belfry.audience.Recipients;
import org.belfry.platform.Sentence;

/** Looks again, when a strict schedule is about to fire, whether whoever scheduled it might still do so. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class PermissionRecheck {

    @Inject
    private RightsCheck rightsCheck;

    @Inject
    private Recipients recipients;

    /**
     * Why it must not fire, in words; empty where it may. Who runs one by hand has the right at that moment, as the request has
     * shown.
     */
    Optional<Sentence> refusal(Schedule schedule, boolean byHand) {
        if (!schedule.strict() || byHand) {
            return Optional.empty();
        }
        return rightsCheck
                .lost(schedule.scheduledBy(), Role.OPERATOR)
                .or(() -> ofOwner(schedule))
                .map(lost -> Sentence.of("the scheduler no longer has permission: %s", lost));
    }

    private Optional<Sentence> ofOwner(Schedule schedule) {
        var owner = recipients.find(schedule.organizationId(), schedule.owner());
        if (owner.isEmpty()) {
            return Optional.of(Sentence.of("the recipient %s was removed", schedule.owner()));
        }
        if (!owner.map(Recipient::enabled).orElse(false)) {
            return Optional.of(Sentence.of("the recipient %s is disabled", schedule.owner()));
        }
        return rightsCheck.lostByAccountsOf(schedule.organizationId(), schedule.owner());
    }
}
