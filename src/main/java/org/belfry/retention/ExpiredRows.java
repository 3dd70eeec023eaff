package org.belfry.retention;

import java.util.ArrayList;
import java.util.List;
import org.belfry.inbox.Cutoffs;

/**
 * Rows that have run out, one kind of them. Most have a timer of their own that is quicker; what that has left is removed here, and
 * counted.
 *
 * @param key the column of the primary key by which some at a time are removed; null where all are removed at once
 * @param condition SQL
 * @param parameters of the condition, from {@code ?1} on
 */
record ExpiredRows(RemovedKind kind, String table, String key, String condition, List<Object> parameters) {

    /** Days for which is kept what tells of Belfry itself: a year and a little more. */
    private static final long YEAR = 400 * RetentionPolicy.DAY;

    /** Of one organization. */
    static List<ExpiredRows> ofOrganization(long organizationId, long now, Cutoffs cutoffs) {
        var leftovers = new ArrayList<ExpiredRows>();
        leftovers.add(new ExpiredRows(
                RemovedKind.SCHEDULE_RUNS,
                "schedule_run",
                "id",
                "finished_at < ?1 and schedule_id in (select id from schedule where organization_id = ?2)",
                List.of(cutoffs.general().read(), organizationId)));
        leftovers.add(new ExpiredRows(
                RemovedKind.RETENTION_RUNS,
                "retention_run",
                "id",
                "finished_at < ?1 and organization_id = ?2",
                List.of(now - YEAR, organizationId)));
        return leftovers;
    }

    /** Of no organization. */
    static List<ExpiredRows> ofTheInstallation(long now) {
        return List.of(
                new ExpiredRows(
                        RemovedKind.IDEMPOTENCY_KEYS, "idempotent_call", "id", "expires_at <= ?1", List.of(now)),
                new ExpiredRows(RemovedKind.TICKETS, "stream_ticket", "ticket_hash", "expires_at <= ?1", List.of(now)),
                new ExpiredRows(RemovedKind.SESSIONS, "sign_in", "id", "expires_at <= ?1", List.of(now)),
                new ExpiredRows(RemovedKind.DEVICES, "device", null, "seen_at < ?1", List.of(now - YEAR)),
                new ExpiredRows(
                        RemovedKind.SERVICE_LIVES, "service_life", "node", "seen_at < ?1", List.of(now - YEAR)));
    }

    /** Removes at most so many, where there is a key. */
    String statement(int most) {
        var where = " from " + table + " where " + condition;
        return key == null
                ? "delete" + where
                : "delete from " + table + " where " + key + " in (select " + key + where + " fetch first " + most
                        + " rows only)";
    }

    /** Whether one statement may leave some. */
    boolean isRemovedInSteps() {
        return key != null;
    }
}
