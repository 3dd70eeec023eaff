package org.belfry.schedule;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Locale;
import org.belfry.access.SystemEvents;
import org.belfry.audience.Recipients;
import org.belfry.platform.JsonOutput;

/** Tells whoever owns a schedule what became of it, in the transaction in which that is settled. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class ScheduleNotifier {

    @Inject
    private SystemEvents systemEvents;

    @Inject
    private Recipients recipients;

    /** A run has ended. */
    void ended(Schedule schedule, ScheduleRun run) {
        var data = data(schedule)
                .add("at", run.dueAt())
                .add("reason", run.reason().english())
                .add("run", run.number());
        if (run.state() == ScheduleState.FAILED) {
            data.add("error", run.reason().english());
        }
        if (run.state() == ScheduleState.MISSED) {
            data.add("missed", run.skipped());
        }
        publish(schedule, schedule.owner(), type(schedule, run.state()), null, data);
    }

    /**
     * Somebody changed it.
     *
     * @param told its owner, or who was that before
     */
    void changed(Schedule schedule, String told, String by) {
        var type = schedule.resourceType().equals("use_case") ? "use_case.schedule_changed" : "schedule.changed";
        publish(schedule, told, type, by, data(schedule).add("next_run", schedule.dueAt()));
    }

    static String type(Schedule schedule, ScheduleState ended) {
        var fired = ended == ScheduleState.FIRED;
        return switch (schedule.resourceType()) {
            case ResourceTypes.EXPERIMENT ->
                fired ? "EXPERIMENT_SCHEDULED_" + upper(schedule.action()) + "_FIRED" : "EXPERIMENT_SCHEDULE_" + ended;
            case ResourceTypes.FLAG ->
                fired ? "FLAG_SCHEDULED_" + upper(schedule.action()) + "_FIRED" : "FLAG_SCHEDULE_" + ended;
            default -> "schedule." + ended.code();
        };
    }

    private static String upper(String action) {
        return action.toUpperCase(Locale.ROOT);
    }

    private static JsonObjectBuilder data(Schedule schedule) {
        var data = JsonOutput.object().add("schedule", schedule.id()).add("action", schedule.action());
        if (schedule.project() != null) {
            data.add("project", schedule.project());
        }
        return data;
    }

    /** Whoever has been erased is told nothing: by being named they would have an inbox again. */
    private void publish(Schedule schedule, String told, String type, String actor, JsonObjectBuilder data) {
        if (recipients.find(schedule.organizationId(), told).isEmpty()) {
            return;
        }
        var source =
                JsonOutput.object().add("type", schedule.resourceType()).add("id", ScheduleJson.resourceId(schedule));
        if (schedule.resourceName() != null) {
            source.add("title", schedule.resourceName());
        }
        systemEvents.record(
                schedule.organizationId(),
                JsonOutput.object()
                        .add("type", type)
                        .add("recipients", JsonOutput.array().add(told))
                        .add("actor", JsonOutput.of(actor))
                        .add("source", source)
                        .add("link", JsonOutput.of(schedule.link()))
                        .add("data", data)
                        .build());
    }
}
