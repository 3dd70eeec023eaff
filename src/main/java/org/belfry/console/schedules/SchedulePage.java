package org.belfry.console.schedules;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.belfry.access.CurrentCaller;
import org.belfry.console.Destructive;
import org.belfry.console.Messages;
import org.belfry.console.PageParameters;
import org.belfry.console.ReportProblems;
import org.belfry.console.Texts;
import org.belfry.platform.InputPattern;
import org.belfry.platform.Problem;
import org.belfry.schedule.Schedule;
import org.belfry.schedule.ScheduleService;
import org.belfry.schedule.Schedules;
import org.belfry.schedule.Schedules.ScheduleWithRuns;

/** One schedule, with its last runs. */
@Named("schedulePage")
@RequestScoped
public class SchedulePage {

    static final String PACKAGE = "schedules";

    private static final InputPattern WEB = InputPattern.of(2_000, "(?i)https?://.*");

    @Inject
    private Schedules schedules;

    @Inject
    private ScheduleService scheduleService;

    @Inject
    private CurrentCaller caller;

    @Inject
    private PageParameters parameters;

    @Inject
    private Messages messages;

    @Inject
    private Texts texts;

    private ScheduleWithRuns found;

    @PostConstruct
    void load() {
        var id = parameters.requiredId("id");
        found = schedules.find(caller.get(), id).orElseThrow(() -> Problem.notFound("Schedule"));
    }

    @ReportProblems
    public void run() {
        scheduleService.run(caller.get(), getSchedule().id());
        load();
        messages.done(texts.of(PACKAGE, "run.done"));
    }

    @ReportProblems
    @Destructive
    public void cancel() {
        schedules.cancel(caller.get(), getSchedule().id());
        load();
        messages.done(texts.of(PACKAGE, "cancel.done"));
    }

    public ScheduleWithRuns getFound() {
        return found;
    }

    public Schedule getSchedule() {
        return found.schedule();
    }

    /** What is to happen, in a line. */
    public String getName() {
        var schedule = getSchedule();
        return schedule.action() + ": "
                + (schedule.resourceName() == null ? schedule.resourceId() : schedule.resourceName());
    }

    /** Null where the link is none that a browser may follow. */
    public String getLink() {
        var link = getSchedule().link();
        return WEB.matches(link) ? link : null;
    }
}
