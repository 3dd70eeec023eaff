package org.belfry.schedule;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.belfry.platform.PageCursor;

/**
 * Which schedules are listed; null for any.
 *
 * @param from their moment is at that second or after it
 * @param to their moment is before that second
 */
public record ScheduleFilter(
        ScheduleState state, String resourceType, String resourceId, String project, String owner, Long from, Long to) {

    /** Conditions in JPQL, each with its parameters. */
    Map<String, Map<String, Object>> conditions(PageCursor after) {
        var conditions = new LinkedHashMap<String, Map<String, Object>>();
        add(conditions, "s.state = :state", "state", state == null ? null : state.code());
        add(conditions, "s.resourceType = :resourceType", "resourceType", resourceType);
        add(conditions, "s.resourceId = :resourceId", "resourceId", resourceId);
        add(conditions, "s.project = :project", "project", project);
        add(conditions, "s.owner = :owner", "owner", owner);
        add(conditions, "s.dueAt >= :from", "from", from);
        add(conditions, "s.dueAt < :to", "to", to);
        if (after != null) {
            conditions.put(
                    "(s.createdAt < :createdAt or (s.createdAt = :createdAt and s.id < :id))",
                    Map.of("createdAt", after.time(), "id", after.id()));
        }
        return conditions;
    }

    /** The same filter for one state. */
    ScheduleFilter of(ScheduleState one) {
        return new ScheduleFilter(one, resourceType, resourceId, project, owner, from, to);
    }

    /** What follows the condition on the organization, in JPQL. */
    static String and(Map<String, Map<String, Object>> conditions) {
        return conditions.keySet().stream().map(one -> " and " + one).collect(Collectors.joining());
    }

    private static void add(Map<String, Map<String, Object>> conditions, String condition, String name, Object value) {
        if (value != null) {
            conditions.put(condition, Map.of(name, value));
        }
    }
}
