package org.belfry.console.schedules;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.belfry.console.Texts;
import org.belfry.platform.Sentence;
import org.belfry.schedule.ScheduleState;

/** What a state looks like, and why it is so. */
@Named("scheduleStates")
@ApplicationScoped
public class ScheduleStates {

    @Inject
    private Texts texts;

    /** Why it is so, in the page's language; null for null. */
    public String words(Sentence reason) {
        return reason == null ? null : texts.within(reason);
    }

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
