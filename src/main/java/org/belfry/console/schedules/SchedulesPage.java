package org.belfry.console.schedules;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.belfry.access.CurrentCaller;
import org.belfry.console.LazyRows;
import org.belfry.console.PageParameters;
import org.belfry.platform.PageRequest;
import org.belfry.schedule.ScheduleFilter;
import org.belfry.schedule.ScheduleState;
import org.belfry.schedule.Schedules;
import org.belfry.schedule.Schedules.ScheduleWithRuns;

/** What comes next, or what ended lately. */
@Named("schedulesPage")
@RequestScoped
public class SchedulesPage {

    private static final List<ScheduleState> UPCOMING = List.of(ScheduleState.SCHEDULED, ScheduleState.FIRING);

    private static final List<ScheduleState> PAST =
            List.of(ScheduleState.FIRED, ScheduleState.MISSED, ScheduleState.FAILED, ScheduleState.CANCELLED);

    @Inject
    private Schedules schedules;

    @Inject
    private CurrentCaller caller;

    @Inject
    private PageParameters parameters;

    private boolean past;
    private List<ScheduleState> states;
    private ScheduleFilter filter;
    private LazyRows<ScheduleWithRuns> rows;

    @PostConstruct
    void load() {
        var state = ScheduleState.named(parameters.text("state")).orElse(null);
        past = state == null ? "past".equals(parameters.text("view")) : PAST.contains(state);
        states = state == null ? all() : List.of(state);
        filter = new ScheduleFilter(
                null,
                parameters.text("resource_type"),
                parameters.text("resource_id"),
                null,
                parameters.text("owner"),
                null,
                null);
        rows = new LazyRows<>(
                this::page, most -> schedules.count(caller.get(), filter, states, most), found -> found.schedule()
                        .id());
    }

    private List<ScheduleWithRuns> page(PageRequest page) {
        // Of what is to come the next is first, of what has ended the latest.
        var ordered = page.sort() == null ? new PageRequest(page.offset(), page.limit(), null, !past) : page;
        return schedules.page(caller.get(), filter, states, !past, ordered);
    }

    private List<ScheduleState> all() {
        return past ? PAST : UPCOMING;
    }

    public LazyRows<ScheduleWithRuns> getRows() {
        return rows;
    }

    public boolean isPast() {
        return past;
    }

    /** The codes of the states that can be asked for here. */
    public List<String> getStates() {
        return all().stream().map(ScheduleState::code).toList();
    }

    /** Whether the list is narrowed. */
    public boolean isNarrowed() {
        return states.size() == 1
                || filter.owner() != null
                || filter.resourceType() != null
                || filter.resourceId() != null;
    }
}
