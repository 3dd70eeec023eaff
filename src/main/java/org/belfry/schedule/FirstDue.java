package org.belfry.schedule;

import java.time.ZoneId;
import org.belfry.platform.Problem;

/** When a plan is due for the first time. */
final class FirstDue {

    private FirstDue() {}

    /**
     * Unix time.
     *
     * @throws Problem 400 for a cron expression that no moment answers to
     */
    static long first(Plan plan, long now) {
        if (plan.cron() == null) {
            return plan.at();
        }
        return CronTimes.of(plan.cron(), ZoneId.of(plan.timeZone()))
                .after(now)
                .orElseThrow(() -> Problem.invalid("cron", "never occurs"));
    }
}
