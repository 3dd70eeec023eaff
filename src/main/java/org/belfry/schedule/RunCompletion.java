package org.belfry.schedule;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import org.belfry.audit.Action;
import org.belfry.audit.Audit;
import org.belfry.platform.Sentence;

/** All that follows from the end of a run, in the transaction that has locked its schedule. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class RunCompletion {

    @Inject
    private Audit audit;

    @Inject
    private ScheduleNotifier notifier;

    /** A run that is firing has fired or failed. */
    void end(Schedule schedule, ScheduleRun run, ScheduleState ended, Sentence why, long now) {
        run.finish(ended, why, now);
        settled(schedule, run, now);
    }

    /** A run that is over, and what it means for its schedule. */
    void settled(Schedule schedule, ScheduleRun run, long now) {
        schedule.settle(run.state(), now, run.reason());
        audit.record(
                schedule.organizationId(),
                Action.valueOf("SCHEDULE_" + run.state()),
                String.valueOf(schedule.id()),
                null,
                ScheduleJson.logged(run));
        notifier.ended(schedule, run);
    }
}
