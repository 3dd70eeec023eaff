package org.belfry.schedule;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.MaskedUrl;
import org.belfry.platform.Sentence;

/** Schedules as they are shown, logged and sent. */
final class ScheduleJson {

    private ScheduleJson() {}

    /**
     * As a client sees it.
     *
     * @param last its last run; null while there is none
     * @param whole whether the caller may see all of the target's URL, in which a secret may be
     */
    static JsonObjectBuilder of(Schedule schedule, ScheduleRun last, boolean whole) {
        return JsonOutput.object()
                .add("id", schedule.id())
                .add("resource_type", schedule.resourceType())
                .add("resource_id", resourceId(schedule))
                .add("resource_name", JsonOutput.of(schedule.resourceName()))
                .add("project", JsonOutput.of(schedule.project()))
                .add("action", schedule.action())
                .add("at", JsonOutput.of(schedule.dueAt()))
                .add("cron", JsonOutput.of(schedule.cron()))
                .add("time_zone", JsonOutput.of(schedule.timeZone()))
                .add("link", JsonOutput.of(schedule.link()))
                .add("target", target(schedule, whole))
                .add("strict", schedule.strict())
                .add("owner", schedule.owner())
                .add("scheduled_by", schedule.scheduledBy().name())
                .add("state", schedule.state().code())
                .add("state_since", schedule.stateSince())
                .add("reason", reason(schedule.reason()))
                .add("last_run", last == null ? JsonValue.NULL : of(last).build())
                .add("created_at", schedule.createdAt())
                .add("changed_at", schedule.changedAt());
    }

    private static JsonValue reason(Sentence sentence) {
        return JsonOutput.of(sentence == null ? null : sentence.english());
    }

    private static JsonValue target(Schedule schedule, boolean whole) {
        if (schedule.targetUrl() == null) {
            return JsonValue.NULL;
        }
        var url = whole ? schedule.targetUrl() : MaskedUrl.of(schedule.targetUrl());
        return JsonOutput.object().add("url", url).build();
    }

    static JsonObjectBuilder of(ScheduleRun run) {
        return JsonOutput.object()
                .add("number", run.number())
                .add("at", run.dueAt())
                .add("by_hand", run.byHand())
                .add("state", run.state().code())
                .add("reason", reason(run.reason()))
                .add("skipped", run.skipped())
                .add("attempts", run.attempts())
                .add("started_at", run.startedAt())
                .add("finished_at", JsonOutput.of(run.finishedAt()));
    }

    static JsonArrayBuilder of(List<ScheduleRun> runs) {
        var list = JsonOutput.array();
        runs.forEach(run -> list.add(of(run)));
        return list;
    }

    /** A number where the client sent a number. */
    static JsonValue resourceId(Schedule schedule) {
        return schedule.numericId()
                ? JsonOutput.of(Long.valueOf(schedule.resourceId()))
                : JsonOutput.of(schedule.resourceId());
    }

    /** What is set, as the audit log has it: no secret, and not what may be one. */
    static JsonObject logged(Schedule schedule) {
        return JsonOutput.object()
                .add("resource_type", schedule.resourceType())
                .add("resource_id", resourceId(schedule))
                .add("resource_name", JsonOutput.of(schedule.resourceName()))
                .add("project", JsonOutput.of(schedule.project()))
                .add("action", schedule.action())
                .add("at", JsonOutput.of(schedule.dueAt()))
                .add("cron", JsonOutput.of(schedule.cron()))
                .add("time_zone", JsonOutput.of(schedule.timeZone()))
                .add("link", JsonOutput.of(schedule.link()))
                .add("target", target(schedule, false))
                .add("strict", schedule.strict())
                .add("owner", schedule.owner())
                .add("state", schedule.state().code())
                .build();
    }

    /** What became of a run, as the audit log has it. */
    static JsonObject logged(ScheduleRun run) {
        return JsonOutput.object()
                .add("run", run.number())
                .add("at", run.dueAt())
                .add("by_hand", run.byHand())
                .add("reason", reason(run.reason()))
                .add("attempts", run.attempts())
                .build();
    }

    /** What a target is sent: the same in each attempt. */
    static String sent(Schedule schedule, ScheduleRun run, String organization) {
        var data = JsonOutput.object()
                .add("schedule", schedule.id())
                .add("run", run.number())
                .add("organization", organization)
                .add("resource_type", schedule.resourceType())
                .add("resource_id", resourceId(schedule))
                .add("resource_name", JsonOutput.of(schedule.resourceName()))
                .add("project", JsonOutput.of(schedule.project()))
                .add("action", schedule.action())
                .add("at", run.dueAt())
                .add("by_hand", run.byHand())
                .add("link", JsonOutput.of(schedule.link()))
                .add("owner", schedule.owner());
        return JsonOutput.object()
                .add("type", "schedule.due")
                .add("timestamp", Instant.ofEpochSecond(run.dueAt()).toString())
                .add("data", data)
                .build()
                .toString();
    }
}
