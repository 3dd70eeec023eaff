package org.belfry.console.schedules;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import org.belfry.schedule.ScheduleState;

/** How good or bad a state is, for its looks. */
@Named("scheduleStates")
@ApplicationScoped
public class States {

    /** The CSS classes of the word. */
    public String looks(ScheduleState state) {
        return switch (state) {
            case FIRED, FIRING -> "state state-good";
            case MISSED -> "state state-warning";
            case FAILED -> "state state-bad";
            case SCHEDULED, CANCELLED -> "state";
        };
    }
}
